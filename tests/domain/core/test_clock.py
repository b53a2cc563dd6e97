"""The town hall answers in time; waiting for the citizen does not count."""

from communesplone.core.domain.clock import Clock
from communesplone.law.jurisdictions import Jurisdiction
from communesplone.law.working_days import WorkingDays
from datetime import date
from datetime import timedelta
from hypothesis import given
from hypothesis import strategies as st
import json
import pytest


CALENDAR = WorkingDays(Jurisdiction.WALLONIA)
MONDAY = date(2026, 9, 7)  # five weeks without a holiday follow
starts = st.dates(date(2024, 1, 1), date(2030, 12, 31))
delays = st.integers(1, 30)


def day(offset):
    return MONDAY + timedelta(days=offset)


def test_five_working_days_start_the_day_after_submission():
    clock = Clock(MONDAY, 5)
    assert clock.due(CALENDAR, MONDAY) == day(7)
    assert clock.days_left(CALENDAR, MONDAY) == 5


def test_the_last_day_is_in_time_and_the_next_is_late():
    clock = Clock(MONDAY, 5)
    assert not clock.is_late(CALENDAR, day(7))
    assert clock.days_left(CALENDAR, day(7)) == 0
    assert clock.is_late(CALENDAR, day(8))
    assert clock.days_left(CALENDAR, day(8)) == -1


def test_holidays_give_more_time():
    assert Clock(date(2026, 7, 20), 1).due(CALENDAR, date(2026, 7, 20)) == date(2026, 7, 22)


def test_an_incomplete_file_moves_the_due_date_by_the_working_days_waited():
    stopped = Clock(MONDAY, 5).stop(day(2))  # Wednesday
    assert stopped.is_stopped
    resumed = stopped.resume(day(9))  # Wednesday of the next week: five working days waited
    assert not resumed.is_stopped
    assert resumed.due(CALENDAR, day(9)) == day(14)


def test_a_stopped_clock_is_never_late_when_it_stopped_in_time():
    stopped = Clock(MONDAY, 5).stop(day(2))
    assert not stopped.is_late(CALENDAR, day(300))
    assert stopped.resume(day(300)).is_late(CALENDAR, day(320))


def test_waiting_after_the_due_date_saves_nothing():
    late = Clock(MONDAY, 5).stop(day(8))
    assert late.is_late(CALENDAR, day(8))
    assert late.resume(day(50)).due(CALENDAR, day(50)) == day(7)


def test_answered_the_same_day_costs_and_gives_nothing():
    clock = Clock(MONDAY, 5).stop(day(1)).resume(day(1))
    assert clock.due(CALENDAR, day(1)) == day(7)


def test_a_stop_on_the_day_of_submission_gives_no_day_for_it():
    clock = Clock(MONDAY, 5).stop(MONDAY).resume(day(2))
    assert clock.due(CALENDAR, day(2)) == day(8)


def test_stopping_twice_is_stopping_once():
    once = Clock(MONDAY, 5).stop(day(1))
    assert once.stop(day(3)) == once
    running = once.resume(day(2))
    assert running.resume(day(4)) == running


def test_several_stops_add_up():
    clock = Clock(MONDAY, 5).stop(day(1)).resume(day(2)).stop(day(3)).resume(day(4))
    assert clock.due(CALENDAR, day(4)) == day(9)


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: Clock(MONDAY, -1),
        lambda: Clock(MONDAY, 5).stop(day(-1)),
        lambda: Clock(MONDAY, 5).stop(day(3)).resume(day(2)),
        lambda: Clock(MONDAY, 5).stop(day(1)).resume(day(4)).stop(day(3)),
    ],
)
def test_time_does_not_run_backwards(wrong):
    with pytest.raises(ValueError):
        wrong()


@st.composite
def clocks(draw):
    clock = Clock(draw(starts), draw(delays))
    at = clock.started
    for length in draw(st.lists(st.tuples(st.integers(0, 15), st.integers(0, 40)), max_size=3)):
        at += timedelta(days=length[0])
        clock = clock.stop(at)
        at += timedelta(days=length[1])
        clock = clock.resume(at)
    return clock, at


@given(clocks())
def test_the_due_date_is_a_working_day_and_never_earlier_than_without_stops(clock_and_day):
    clock, today = clock_and_day
    due = clock.due(CALENDAR, today)
    assert CALENDAR.is_working(due)
    assert due >= Clock(clock.started, clock.days).due(CALENDAR, today)


@given(clocks())
def test_the_town_hall_has_exactly_the_promised_working_days(clock_and_day):
    clock, today = clock_and_day
    due = clock.due(CALENDAR, today)
    running = 0
    for offset in range(1, (due - clock.started).days + 1):
        that = clock.started + timedelta(days=offset)
        stopped = any(stop.start <= that < stop.end for stop in clock.stops)
        running += CALENDAR.is_working(that) and not stopped
    assert running == clock.days


@given(clocks(), st.integers(0, 60))
def test_while_it_stands_still_it_does_not_become_late(clock_and_day, wait):
    clock, today = clock_and_day
    late_before = clock.is_late(CALENDAR, today)
    assert clock.stop(today).is_late(CALENDAR, today + timedelta(days=wait)) == late_before


@given(clocks())
def test_a_stored_clock_comes_back(clock_and_day):
    clock, today = clock_and_day
    assert Clock.from_plain(json.loads(json.dumps(clock.plain()))) == clock
    assert Clock.from_plain(clock.stop(today).plain()) == clock.stop(today)


@given(starts, delays, st.integers(0, 60))
def test_a_clock_that_never_stopped_has_used_every_working_day(start, days, later):
    end = start + timedelta(days=later)
    assert Clock(start, days).used(CALENDAR, end) == CALENDAR.between(start, end)


@given(starts, delays, st.integers(0, 20), st.integers(0, 20), st.integers(0, 20))
def test_who_used_more_days_than_promised_is_late(start, days, run, wait, more):
    clock = Clock(start, days).stop(start + timedelta(days=run)).resume(start + timedelta(days=run + wait))
    end = start + timedelta(days=run + wait + more)
    if clock.used(CALENDAR, end) > days:
        assert clock.is_late(CALENDAR, end)


def test_days_waited_are_not_used():
    clock = Clock(MONDAY, 5).stop(day(2)).resume(day(9))
    assert clock.used(CALENDAR, day(9)) == 2
    assert clock.used(CALENDAR, day(14)) == 5
    assert Clock(MONDAY, 5).stop(day(2)).used(CALENDAR, day(30)) == 2
