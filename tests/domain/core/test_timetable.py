"""When timed work is due, with summer time, years that end and clocks that jump."""

from communesplone.core.domain.timetable import Daily
from communesplone.core.domain.timetable import due
from communesplone.core.domain.timetable import Every
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from hypothesis import given
from hypothesis import strategies as st
from itertools import pairwise
from zoneinfo import ZoneInfo
import pytest


BRUSSELS = ZoneInfo("Europe/Brussels")
HOUR = timedelta(hours=1)
moments = st.integers(946_684_800, 3_786_912_000).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))
times = st.times().map(lambda one: Daily(one.strftime("%H:%M")))
schedules = st.one_of(times, st.integers(1, 3000).map(Every))
zones = st.sampled_from([BRUSSELS, ZoneInfo("Europe/Lisbon"), ZoneInfo("America/Cayenne"), UTC])


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BRUSSELS)


@given(schedules, moments, zones)
def test_now_lies_between_the_last_slot_and_the_next(schedule, now, zone):
    last, following = schedule.last(now, zone), schedule.next(now, zone)
    assert last <= now < following
    assert schedule.last(following, zone) == following
    assert schedule.next(last, zone) == following
    assert last.utcoffset() == following.utcoffset() == timedelta()


@given(times, moments, zones)
def test_every_day_has_one_slot(schedule, now, zone):
    slots, moment = [], now
    for _day in range(3):
        moment = schedule.next(moment, zone)
        slots.append(moment)
    for before, after in pairwise(slots):
        assert timedelta(hours=22) <= after - before <= timedelta(hours=26)
    days = {slot.astimezone(zone).date() for slot in slots}
    assert len(days) == 3


@given(schedules, moments, zones, st.lists(st.integers(0, 7200), max_size=30))
def test_a_clock_that_runs_works_each_slot_once(schedule, start, zone, steps):
    done, worked, now = schedule.last(start, zone), [], start
    for seconds in steps:
        now += timedelta(seconds=seconds)
        slot = due(schedule, done, now, zone)
        if slot is not None:
            worked.append(slot)
            done = slot
    assert worked == sorted(set(worked))
    assert done == schedule.last(now, zone)


@given(times, moments, zones)
def test_an_hour_back_repeats_no_daily_work_and_loses_none(schedule, now, zone):
    done = schedule.last(now, zone)
    assert due(schedule, done, now - HOUR, zone) is None
    following = schedule.next(now, zone)
    assert due(schedule, done, following, zone) == following


@given(schedules, moments, zones)
def test_an_hour_forward_leaves_out_nothing_but_repetitions(schedule, now, zone):
    done = schedule.last(now, zone)
    slot = due(schedule, done, now + HOUR, zone)
    assert slot == (None if schedule.next(now, zone) > now + HOUR else schedule.last(now + HOUR, zone))


@given(schedules, moments, zones)
def test_a_clock_that_was_years_ahead_is_forgotten(schedule, now, zone):
    wrong = schedule.last(now + timedelta(days=4000), zone)
    assert due(schedule, wrong, now, zone) == schedule.last(now, zone)


def test_five_minutes_are_five_minutes_when_the_clock_goes_back():
    every = Every(minutes=5)
    one, two = datetime(2026, 10, 25, 0, 0, tzinfo=UTC), datetime(2026, 10, 25, 1, 0, tzinfo=UTC)
    assert every.next(at("2026-10-25T01:58"), BRUSSELS) == one
    assert due(every, two, one, BRUSSELS) == one


def test_the_night_that_has_no_half_past_two():
    nightly = Daily("02:30")
    assert nightly.next(at("2026-03-29T01:00"), BRUSSELS) == at("2026-03-29T03:30")
    assert nightly.next(at("2026-03-29T04:00"), BRUSSELS) == at("2026-03-30T02:30")


def test_the_night_that_has_two_counts_the_first():
    nightly = Daily("02:30")
    first = nightly.next(at("2026-10-25T00:00"), BRUSSELS)
    assert first == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert nightly.next(first, BRUSSELS) == at("2026-10-26T02:30")


def test_the_year_ends():
    nightly = Daily("00:00")
    assert nightly.next(at("2026-12-31T23:59"), BRUSSELS) == at("2027-01-01T00:00")


@pytest.mark.parametrize("wrong", ["25:00", "soon", ""])
def test_no_time_of_the_day(wrong):
    with pytest.raises(ValueError):
        Daily(wrong)


def test_less_than_a_minute_is_no_interval():
    with pytest.raises(ValueError):
        Every(minutes=0)
