"""A clerk's delay counts the days on which the town hall works."""

from communesplone.law.jurisdictions import Jurisdiction
from communesplone.law.working_days import WorkingDays
from datetime import date
from datetime import timedelta
from hypothesis import given
from hypothesis import strategies as st
import pytest


WALLONIA = WorkingDays(Jurisdiction.WALLONIA)
calendars = st.sampled_from([WorkingDays(jurisdiction) for jurisdiction in Jurisdiction])
days = st.dates(date(2000, 1, 1), date(2060, 12, 31))


@pytest.mark.parametrize(
    ("jurisdiction", "day", "working"),
    [
        ("wallonia", date(2026, 7, 20), True),
        ("wallonia", date(2026, 7, 21), False),  # national holiday of Belgium
        ("wallonia", date(2026, 7, 14), True),
        ("wallonia", date(2026, 5, 25), False),  # Whit Monday
        ("wallonia", date(2026, 7, 18), False),  # Saturday
        ("wallonia", date(2026, 7, 19), False),  # Sunday
        ("france", date(2026, 7, 14), False),  # national holiday of France
        ("france", date(2026, 7, 21), True),
        ("france", date(2026, 5, 8), False),  # victory of 1945
        ("brussels", date(2025, 7, 11), True),
        ("flanders", date(2025, 7, 11), False),  # day of the Flemish Community, a Friday
    ],
)
def test_holidays_depend_on_the_jurisdiction(jurisdiction, day, working):
    assert WorkingDays(Jurisdiction(jurisdiction)).is_working(day) is working


def test_the_commune_adds_the_days_it_closes():
    calendar = WorkingDays(Jurisdiction.WALLONIA, frozenset({date(2026, 9, 28)}))
    assert WALLONIA.is_working(date(2026, 9, 28))
    assert not calendar.is_working(date(2026, 9, 28))
    assert calendar.add(date(2026, 9, 25), 1) == date(2026, 9, 29)


def test_five_working_days_over_a_long_weekend():
    assert WALLONIA.add(date(2026, 5, 13), 5) == date(2026, 5, 21)  # without Ascension, Saturday, Sunday


def test_counting_back():
    assert WALLONIA.add(date(2026, 7, 22), -1) == date(2026, 7, 20)


def test_a_calendar_without_working_days_is_said_so_and_does_not_hang():
    closed = frozenset(date(2026, 1, 1) + timedelta(days=i) for i in range(366 * 11))
    with pytest.raises(ValueError):
        WorkingDays(Jurisdiction.WALLONIA, closed).add(date(2026, 1, 1), 1)


@given(calendars, days, st.integers(-40, 40))
def test_adding_and_counting_agree(calendar, day, n):
    there = calendar.add(day, n)
    assert n == 0 or calendar.is_working(there)
    if n >= 0:
        assert calendar.between(day, there) == n


@given(calendars, days, st.integers(0, 20), st.integers(0, 20))
def test_delays_add_up(calendar, day, one, other):
    assert calendar.add(calendar.add(day, one), other) == calendar.add(day, one + other)


@given(calendars, days, days.map(lambda day: day.toordinal() % 90), days.map(lambda day: day.toordinal() % 90))
def test_counts_add_up(calendar, day, one, other):
    middle = day + timedelta(days=one)
    end = middle + timedelta(days=other)
    assert calendar.between(day, end) == calendar.between(day, middle) + calendar.between(middle, end)
    assert calendar.between(end, day) == -calendar.between(day, end)


@given(calendars, days)
def test_a_week_has_at_most_five_working_days_and_a_fortnight_at_least_four(calendar, day):
    assert calendar.between(day, day + timedelta(days=7)) <= 5
    assert calendar.between(day, day + timedelta(days=14)) >= 4


def test_years_without_known_holidays_have_their_weekends():
    assert WALLONIA.is_working(date(1850, 12, 25))
    assert not WALLONIA.is_working(date(2200, 1, 4))
