"""Repeated events: nights on which clocks change, the 29th of February, rules without an end."""

from communesplone.website.events.domain import recurrence
from communesplone.website.events.domain.recurrence import Fault
from datetime import date
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from hypothesis import given
from hypothesis import strategies as st
from zoneinfo import ZoneInfo
import pytest


BRUSSELS = ZoneInfo("Europe/Brussels")


def at(*parts) -> datetime:
    return datetime(*parts, tzinfo=BRUSSELS)


def told(found) -> list[str]:
    return [f"{one:%Y-%m-%d %H:%M%z}" for one in found]


def test_a_weekly_event_keeps_its_hour_when_summer_time_ends_and_begins():
    autumn = recurrence.times(at(2026, 10, 18, 19), "RRULE:FREQ=WEEKLY;COUNT=3", BRUSSELS)
    assert told(autumn) == ["2026-10-18 19:00+0200", "2026-10-25 19:00+0100", "2026-11-01 19:00+0100"]
    spring = recurrence.times(at(2027, 3, 21, 19), "RRULE:FREQ=WEEKLY;COUNT=3", BRUSSELS)
    assert told(spring) == ["2027-03-21 19:00+0100", "2027-03-28 19:00+0200", "2027-04-04 19:00+0200"]


def test_the_hour_that_the_clock_jumps_over_is_moved_on():
    found = recurrence.times(at(2027, 3, 27, 2, 30), "RRULE:FREQ=DAILY;COUNT=3", BRUSSELS)
    assert told(found) == ["2027-03-27 02:30+0100", "2027-03-28 03:30+0200", "2027-03-29 02:30+0200"]


def test_of_the_hour_that_comes_twice_the_first_one_is_meant():
    found = recurrence.times(at(2026, 10, 24, 2, 30), "RRULE:FREQ=DAILY;COUNT=3", BRUSSELS)
    assert told(found) == ["2026-10-24 02:30+0200", "2026-10-25 02:30+0200", "2026-10-26 02:30+0100"]


def test_the_29th_of_february_comes_again_in_leap_years():
    rule = "RRULE:FREQ=YEARLY;UNTIL=20370101T000000Z"
    found = recurrence.times(at(2028, 2, 29, 10), rule, BRUSSELS)
    assert [one.date() for one in found] == [date(2028, 2, 29), date(2032, 2, 29), date(2036, 2, 29)]


def test_the_last_day_of_the_rule_is_one_of_its_days_and_left_out_days_are_left_out():
    rule = "RRULE:FREQ=DAILY;UNTIL=20261203T000000Z\nEXDATE:20261202T000000Z\nRDATE:20261210T000000Z"
    found = recurrence.times(at(2026, 12, 1, 14), rule, BRUSSELS)
    assert told(found) == ["2026-12-01 14:00+0100", "2026-12-03 14:00+0100", "2026-12-10 14:00+0100"]
    assert recurrence.dates(rule, "EXDATE") == ["20261202"]


@pytest.mark.parametrize(
    ("rule", "fault"),
    [
        (None, None),
        ("  ", None),
        ("RRULE:FREQ=WEEKLY;COUNT=20", None),
        ("RRULE:FREQ=WEEKLY;UNTIL=20270101T000000Z", None),
        ("RDATE:20261210T000000Z", None),
        ("RRULE:FREQ=WEEKLY", Fault.ENDLESS),
        ("RRULE:FREQ=DAILY;INTERVAL=2;BYDAY=MO", Fault.ENDLESS),
        ("RRULE:FREQ=YEARLY;COUNT=40", Fault.TOO_LONG),
        ("RRULE:FREQ=DAILY;UNTIL=99991231T000000Z", Fault.TOO_MANY),
        ("RRULE:FREQ=SECONDLY;COUNT=500000", Fault.TOO_MANY),
        ("RRULE:FREQ=SOMETIMES;COUNT=3", Fault.UNREADABLE),
        ("every monday", Fault.UNREADABLE),
    ],
)
def test_a_rule_is_judged_before_it_is_kept(rule, fault):
    assert recurrence.fault_of(rule, at(2026, 12, 1, 14)) == fault


def test_what_cannot_be_read_still_happens_once():
    assert recurrence.times(at(2026, 12, 1, 14), "every monday", BRUSSELS) == [at(2026, 12, 1, 14)]


@given(
    st.datetimes(datetime(2024, 1, 1), datetime(2030, 1, 1)),  # noqa: DTZ001 - clocks on the wall
    st.integers(1, 40),
    st.sampled_from(("DAILY", "WEEKLY")),
)
def test_times_are_in_order_and_keep_the_hour_unless_the_clock_jumps(naive, count, frequency):
    begin = recurrence.on_the_wall(naive.replace(microsecond=0), BRUSSELS)
    found = recurrence.times(begin, f"RRULE:FREQ={frequency};COUNT={count}", BRUSSELS)
    assert len(found) == count
    moments = [one.astimezone(UTC) for one in found]
    assert moments == sorted(moments)
    moved = [one for one in found if one.time() != begin.time()]
    assert all(one.month == 3 and one - timedelta(hours=1) < one for one in moved)
