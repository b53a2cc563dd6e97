"""When a case is told of: once each, on working days, never while the clock stands still."""

from communesplone.core.domain.reminders import remember
from communesplone.core.domain.reminders import Rules
from communesplone.core.domain.reminders import Step
from communesplone.core.domain.reminders import steps_on
from communesplone.core.domain.reminders import Told
from datetime import date
from datetime import timedelta
from hypothesis import given
from hypothesis import strategies as st
import pytest


class Weekdays:
    """Monday to Friday, without the days given."""

    def __init__(self, closed=frozenset()):
        self.closed = frozenset(closed)

    def is_working(self, day):
        return day.weekday() < 5 and day not in self.closed

    def between(self, a, b):
        if b < a:
            return -self.between(b, a)
        return sum(self.is_working(a + timedelta(days=i)) for i in range(1, (b - a).days + 1))

    def add(self, day, n):
        while n:
            day += timedelta(days=1)
            n -= self.is_working(day)
        return day


CALENDAR = Weekdays()
MONDAY = date(2026, 11, 23)
DAYS = st.dates(date(2026, 1, 1), date(2026, 12, 31))
NUMBERS = st.none() | st.integers(0, 15)
RULES = st.builds(Rules, before=NUMBERS, late=st.booleans(), heads_after=NUMBERS, top_after=NUMBERS)


def on(day, due, told=None, rules=None, running=True, calendar=CALENDAR):
    return steps_on(day, due, running, told, rules or Rules(), calendar)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 11, 18), ()),
        (date(2026, 11, 19), (Step.SOON,)),  # Thursday, two working days before Monday
        (MONDAY, (Step.SOON,)),
        (date(2026, 11, 24), (Step.LATE,)),
        (date(2026, 11, 26), (Step.LATE,)),
        (date(2026, 11, 27), (Step.LATE, Step.HEADS)),  # the fourth day late
        (date(2026, 12, 7), (Step.LATE, Step.HEADS)),
        (date(2026, 12, 8), (Step.LATE, Step.HEADS, Step.TOP)),
    ],
)
def test_a_case_due_on_monday(day, expected):
    assert on(day, MONDAY) == expected


def test_what_was_missed_is_told_on_the_next_day_and_what_was_told_is_not():
    told = remember(None, MONDAY, (Step.SOON, Step.LATE))
    assert on(date(2026, 12, 8), MONDAY, told) == (Step.HEADS, Step.TOP)


def test_nothing_is_told_that_the_rules_leave_out():
    silent = Rules(before=None, late=False, heads_after=None, top_after=None)
    assert not any(on(MONDAY + timedelta(days=n), MONDAY, rules=silent) for n in range(-10, 60))


def test_another_due_date_is_told_of_anew():
    told = remember(None, MONDAY, (Step.SOON, Step.LATE))
    assert on(date(2026, 11, 30), date(2026, 12, 1), told) == (Step.SOON,)
    assert remember(told, date(2026, 12, 1), (Step.SOON,)) == Told(date(2026, 12, 1), frozenset({Step.SOON}))


@pytest.mark.parametrize("field", ["before", "heads_after", "top_after"])
def test_no_number_of_days_is_negative(field):
    with pytest.raises(ValueError, match="negative"):
        Rules(**{field: -1})


@given(due=DAYS, rules=RULES, start=DAYS, length=st.integers(1, 60), repeats=st.lists(st.integers(0, 60)))
def test_never_twice_however_often_and_in_whatever_gaps_the_rounds_run(due, rules, start, length, repeats):
    told, seen = None, []
    for number in sorted([*range(length), *repeats]):
        steps = on(start + timedelta(days=number), due, told, rules)
        told = remember(told, due, steps)
        seen += steps
    assert len(seen) == len(set(seen))


@given(day=DAYS, due=DAYS, rules=RULES, closed=st.frozensets(DAYS, max_size=5))
def test_never_on_a_closing_day(day, due, rules, closed):
    calendar = Weekdays({*closed, day})
    assert on(day, due, rules=rules, calendar=calendar) == ()


@given(day=DAYS, due=DAYS, rules=RULES)
def test_none_while_the_clock_stands_still_and_none_without_a_term(day, due, rules):
    assert on(day, due, rules=rules, running=False) == ()
    assert on(day, None, rules=rules) == ()


@given(day=DAYS, due=DAYS, rules=RULES)
def test_what_comes_after_the_horizon_is_not_told(day, due, rules):
    if due > rules.horizon(day, CALENDAR):
        assert on(day, due, rules=rules) == ()


@given(day=DAYS, due=DAYS, rules=RULES)
def test_a_case_is_due_soon_or_late_and_never_both(day, due, rules):
    steps = on(day, due, rules=rules)
    assert not (Step.SOON in steps and len(steps) > 1)
