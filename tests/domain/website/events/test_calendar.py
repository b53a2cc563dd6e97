"""iCalendar and schema.org: read back by a library, by the clock on the wall, through the nights that clocks change."""

from communesplone.website.events.domain import calendar
from communesplone.website.events.domain import schema_org
from communesplone.website.events.domain.calendar import Entry
from dataclasses import replace
from datetime import date
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from decimal import Decimal
from icalendar import Calendar
from zoneinfo import ZoneInfo
import pytest


ZONE = ZoneInfo("Europe/Brussels")
BEGIN = datetime(2026, 10, 18, 19, tzinfo=ZONE)
TOUR = Entry(
    uid="tour@valmeuse",
    title="Tour; of the old town, in French",
    url="https://valmeuse.example/agenda/tour",
    begin=BEGIN,
    end=BEGIN + timedelta(hours=2),
    changed=datetime(2026, 9, 1, 8, tzinfo=UTC),
    text="Bring shoes.\nAnd a coat.",
    place="Quai de Meuse 3, 5999 Valmeuse",
    rule="RRULE:FREQ=WEEKLY;UNTIL=20261108T000000Z\nEXDATE:20261101T000000Z\nRDATE:20261210T000000Z",
)


def read(*entries) -> list:
    return Calendar.from_ical(calendar.calendar(entries, ZONE, "Agenda")).events


def test_a_repeated_event_is_read_back_with_its_zone_its_last_day_and_the_day_left_out():
    text = calendar.calendar([TOUR], ZONE).decode()
    assert "DTSTART;TZID=Europe/Brussels:20261018T190000" in text
    assert "UNTIL=20261108T225959Z" in text
    assert "EXDATE;TZID=Europe/Brussels:20261101T190000" in text
    assert "RDATE;TZID=Europe/Brussels:20261210T190000" in text
    assert "BEGIN:VTIMEZONE" in text and "TZID:Europe/Brussels" in text
    (event,) = read(TOUR)
    assert event["SUMMARY"] == TOUR.title and event["DESCRIPTION"] == TOUR.text
    assert event["DTEND"].dt == TOUR.end
    assert str(event["STATUS"]) == "CONFIRMED"


def test_lines_end_and_are_folded_as_the_standard_wants():
    raw = calendar.calendar([replace(TOUR, text="é" * 300)], ZONE)
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    assert b"\n" not in raw.replace(b"\r\n", b"")


def test_a_whole_day_ends_on_the_day_after_and_has_no_zone():
    entry = replace(TOUR, begin=datetime(2028, 2, 29, tzinfo=ZONE), end=datetime(2028, 2, 29, 23, 59, 59, tzinfo=ZONE))
    (event,) = read(replace(entry, whole_day=True, rule="RRULE:FREQ=YEARLY;UNTIL=20360301T000000Z"))
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (date(2028, 2, 29), date(2028, 3, 1))
    assert event["RRULE"]["UNTIL"] == [date(2036, 3, 1)]


def test_an_open_end_has_none_and_a_cancelled_event_says_so():
    (event,) = read(replace(TOUR, open_end=True, status="cancelled", rule=""))
    assert "DTEND" not in event and "RRULE" not in event
    assert str(event["STATUS"]) == "CANCELLED"


def test_one_date_stands_beside_the_series():
    one = calendar.one_time(TOUR, BEGIN + timedelta(days=7), BEGIN + timedelta(days=7, hours=2))
    (event,) = read(one)
    assert event["UID"] == "20261025-tour@valmeuse" and "RRULE" not in event
    assert event["DTSTART"].dt.utcoffset() == timedelta(hours=1)


def test_a_rule_that_nobody_understands_is_left_out():
    (event,) = read(replace(TOUR, rule="every monday"))
    assert "RRULE" not in event


def test_no_text_can_add_a_line_to_the_calendar():
    (event,) = read(replace(TOUR, title="Tour\r\nATTENDEE:mailto:a@example.be", rule=""))
    assert "ATTENDEE" not in event


FACTS = schema_org.Facts(
    url="https://valmeuse.example/agenda/tour",
    name="Tour",
    begin=BEGIN + timedelta(days=7),
    end=BEGIN + timedelta(days=7, hours=2),
    first=BEGIN,
    last=BEGIN + timedelta(days=21),
    rule="RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,WE;COUNT=4\nEXDATE:20261101T000000Z",
    place="Quai",
    address="Quai de Meuse 3",
    organiser="Les amis du pont",
    audiences=("Families",),
    free=False,
    prices=(("Adults", Decimal("8.50")),),
    seats=10,
    left=0,
    sale="https://valmeuse.example/agenda/tour/@@register",
)


def test_a_series_is_described_with_its_schedule_its_offers_and_its_places():
    found = schema_org.event(FACTS)
    assert found["startDate"] == "2026-10-25T19:00+01:00"
    assert found["eventSchedule"] == {
        "@type": "Schedule",
        "startDate": "2026-10-18",
        "endDate": "2026-11-08",
        "repeatFrequency": "P2W",
        "repeatCount": 4,
        "byDay": ["https://schema.org/Sunday", "https://schema.org/Wednesday"],
        "startTime": "19:00:00",
        "endTime": "21:00:00",
        "scheduleTimezone": "Europe/Brussels",
        "exceptDate": ["2026-11-01"],
    }
    assert found["offers"][0]["price"] == "8.50" and found["offers"][0]["availability"].endswith("SoldOut")
    assert (found["maximumAttendeeCapacity"], found["remainingAttendeeCapacity"]) == (10, 0)
    assert found["isAccessibleForFree"] is False


@pytest.mark.parametrize(
    ("status", "said"),
    [("planned", "EventScheduled"), ("postponed", "EventPostponed"), ("cancelled", "EventCancelled")],
)
def test_whether_it_takes_place_is_said_to_programs(status, said):
    assert schema_org.event(replace(FACTS, status=status))["eventStatus"] == f"https://schema.org/{said}"


def test_what_is_not_known_is_left_out():
    bare = schema_org.Facts(url="u", name="n", begin=BEGIN, end=BEGIN, first=BEGIN, last=BEGIN, open_end=True)
    found = schema_org.event(bare)
    assert not {"offers", "location", "organizer", "endDate", "eventSchedule", "isAccessibleForFree"} & set(found)
    online = schema_org.event(replace(bare, online_url="https://meet.example", free=True))
    assert online["eventAttendanceMode"].endswith("OnlineEventAttendanceMode")
    assert online["offers"][0]["price"] == "0.00"
