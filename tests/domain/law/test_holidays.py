"""Which days are holidays depends on what for."""

from communesplone.law.book import Law
from communesplone.law.holiday_lists import days
from communesplone.law.holiday_lists import easter
from communesplone.law.jurisdictions import Jurisdiction
from communesplone.law.overrides import made
from communesplone.law.working_days import WorkingDays
from datetime import date
from datetime import timedelta
from hypothesis import given
from hypothesis import strategies as st
import holidays
import pytest


@pytest.mark.parametrize(
    ("jurisdiction", "purpose", "day", "working"),
    [
        ("wallonia", "supervision", date(2027, 9, 27), False),
        ("brussels", "supervision", date(2027, 9, 27), True),
        ("wallonia", "office", date(2027, 9, 27), True),
        ("wallonia", "supervision", date(2026, 11, 2), False),
        ("wallonia", "office", date(2026, 11, 2), True),
        ("brussels", "supervision", date(2029, 11, 15), False),
        ("wallonia", "supervision", date(2029, 12, 26), False),
        ("flanders", "delays", date(2025, 7, 11), False),
        ("flanders", "supervision", date(2025, 7, 11), False),
        ("france", "office", date(2026, 4, 3), True),
        ("alsace_moselle", "office", date(2026, 4, 3), False),  # Good Friday
        ("alsace_moselle", "office", date(2029, 12, 26), False),
        ("france", "office", date(2029, 12, 26), True),
        ("alsace_moselle", "office", date(2026, 7, 14), False),
    ],
)
def test_each_purpose_has_its_list(jurisdiction, purpose, day, working):
    assert WorkingDays(Jurisdiction(jurisdiction), purpose=purpose).is_working(day) is working


def test_a_commune_without_a_protestant_church_works_on_good_friday():
    value = made(
        "holidays.office",
        ("legal holidays", "26 December"),
        "list",
        valid_from=date(2026, 1, 1),
        valid_until=None,
        reason="No church of that kind",
    )
    law = Law("alsace_moselle", (value,))
    assert WorkingDays(Jurisdiction.ALSACE_MOSELLE, law=law).is_working(date(2026, 4, 3))
    assert not WorkingDays(Jurisdiction.ALSACE_MOSELLE, law=law).is_working(date(2025, 4, 18))


@given(st.integers(1901, 2100))
def test_easter_is_where_the_library_has_it(year):
    assert easter(year) + timedelta(days=1) in holidays.country_holidays("BE", years=year)
    assert easter(year).weekday() == 6


def test_names_of_days():
    assert days(("1 May", "29 February"), "BE", 2027) == {date(2027, 5, 1)}
    assert date(2028, 2, 29) in days(("29 February",), "BE", 2028)
    for wrong in ("Sunny day", "31 April", "0 May", "May 1", "-1 May", ""):
        with pytest.raises(ValueError):
            days((wrong,), "BE", 2027)


@given(st.sampled_from(Jurisdiction), st.dates(date(2000, 1, 1), date(2060, 1, 1)))
def test_a_day_off_moves_to_the_next_working_day(jurisdiction, day):
    calendar = WorkingDays(jurisdiction)
    moved = calendar.on_or_after(day)
    assert calendar.is_working(moved)
    assert (moved == day) is calendar.is_working(day)
