"""Members who want a meeting that nobody calls."""

from communesplone.law.book import Law
from communesplone.law.book import NoValue
from communesplone.law.forcing import last_idle_day
from communesplone.law.forcing import may_force_meeting
from communesplone.law.jurisdictions import Jurisdiction
from communesplone.law.units import season
from communesplone.law.units import WrongValue
from datetime import date
from datetime import timedelta
from hypothesis import given
from hypothesis import strategies as st
import pytest


FLANDERS, WALLONIA = Law(Jurisdiction.FLANDERS), Law(Jurisdiction.WALLONIA)
SPRING = date(2026, 3, 2)


def test_a_third_of_the_members_forces_a_meeting():
    assert may_force_meeting(WALLONIA, SPRING, 9, 25).value
    assert not may_force_meeting(WALLONIA, SPRING, 8, 25).value


def test_a_fifth_is_enough_after_six_weeks_without_convocation():
    late = SPRING + timedelta(weeks=6, days=1)
    assert may_force_meeting(FLANDERS, late, 5, 25, SPRING).value
    assert not may_force_meeting(FLANDERS, late - timedelta(days=1), 5, 25, SPRING).value
    assert not may_force_meeting(FLANDERS, late, 4, 25, SPRING).value
    assert not may_force_meeting(FLANDERS, late, 5, 25).value


def test_the_summer_does_not_count_towards_the_six_weeks():
    answer = last_idle_day(FLANDERS, date(2026, 7, 1))
    # Nine days until 10 July, then nothing until 15 August, then the other 33.
    assert answer.value == date(2026, 9, 17)
    assert "36 days left out" in str(answer)
    assert "11/7 to 15/8" in str(answer)


@pytest.mark.parametrize(
    ("called", "last"),
    [
        (date(2026, 5, 29), date(2026, 7, 10)),
        (date(2026, 5, 30), date(2026, 8, 16)),
        (date(2026, 7, 20), date(2026, 9, 26)),
        (date(2026, 8, 15), date(2026, 9, 26)),
        (date(2026, 8, 16), date(2026, 9, 27)),
    ],
)
def test_six_weeks_around_the_summer(called, last):
    assert last_idle_day(FLANDERS, called).value == last


@given(st.dates(date(2020, 1, 1), date(2030, 12, 31)))
def test_six_weeks_are_forty_two_days_that_count(called):
    last = last_idle_day(FLANDERS, called).value
    days = [called + timedelta(days=number) for number in range(1, (last - called).days + 1)]
    counted = [day for day in days if not (7, 11) <= (day.month, day.day) <= (8, 15)]
    assert len(counted) == 42
    assert counted[-1] == last


def test_where_the_law_counts_no_weeks_there_is_no_such_day():
    with pytest.raises(NoValue):
        last_idle_day(WALLONIA, SPRING)


def test_more_members_than_there_are_cannot_ask():
    with pytest.raises(ValueError):
        may_force_meeting(FLANDERS, SPRING, 26, 25)


def test_nobody_forces_nothing():
    assert not may_force_meeting(FLANDERS, SPRING, 0, 0).value


@pytest.mark.parametrize("wrong", ["", "07-11", "13-01/13-02", "02-30/03-01", "08-15/07-11", "7-11/8-15"])
def test_a_part_of_the_year_has_two_days_of_the_year_in_order(wrong):
    with pytest.raises(WrongValue):
        season(wrong)
