"""Events as an iCalendar (RFC 5545), with the zone that repeated times are counted in."""

from collections.abc import Iterable
from communesplone.website.events.domain import recurrence
from dataclasses import dataclass
from datetime import date
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from icalendar import Calendar
from icalendar import Event
from icalendar import vRecur
from zoneinfo import ZoneInfo


PRODID = "-//CommunesPlone//Agenda//EN"
REFRESH = "PT6H"


@dataclass(frozen=True)
class Entry:
    """An event as a calendar wants it. ``begin``, ``end``: aware, of the first time; ``rule``: as Plone keeps it;
    ``status``: planned, postponed or cancelled; ``changed``: aware.
    """

    uid: str
    title: str
    url: str
    begin: datetime
    end: datetime
    changed: datetime
    text: str = ""
    place: str = ""
    rule: str = ""
    whole_day: bool = False
    open_end: bool = False
    status: str = "planned"
    subjects: tuple[str, ...] = ()


def calendar(entries: Iterable[Entry], zone: ZoneInfo, name: str = "") -> bytes:
    """All of them, with the definition of the zone."""
    made = Calendar()
    made.add("prodid", PRODID)
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    if name:
        made.add("x-wr-calname", name)
        made.add("x-published-ttl", REFRESH)
    for entry in entries:
        made.add_component(_event(entry, zone))
    made.add_missing_timezones()
    return made.to_ical()


def one_time(entry: Entry, begin: datetime, end: datetime) -> Entry:
    """A single date of a repeated event, under a name of its own: it stands beside the others, it moves none."""
    values = {**entry.__dict__, "uid": f"{begin:%Y%m%d}-{entry.uid}", "begin": begin, "end": end, "rule": ""}
    return Entry(**values)


def _event(entry: Entry, zone: ZoneInfo) -> Event:
    made = Event()
    made.add("uid", entry.uid)
    made.add("dtstamp", entry.changed.astimezone(UTC))
    made.add("last-modified", entry.changed.astimezone(UTC))
    made.add("summary", entry.title)
    begin, end = entry.begin.astimezone(zone), entry.end.astimezone(zone)
    if entry.whole_day:
        made.add("dtstart", begin.date())
        made.add("dtend", end.date() + timedelta(days=1))
    else:
        made.add("dtstart", begin)
        if not entry.open_end:
            made.add("dtend", end)
    _add_rule(made, entry, begin, zone)
    for name, value in (("description", entry.text), ("location", entry.place), ("url", entry.url)):
        if value:
            made.add(name, value)
    if entry.subjects:
        made.add("categories", list(entry.subjects))
    made.add("status", {"cancelled": "CANCELLED", "postponed": "TENTATIVE"}.get(entry.status, "CONFIRMED"))
    return made


def _add_rule(made: Event, entry: Entry, begin: datetime, zone: ZoneInfo) -> None:
    if not entry.rule or recurrence.fault_of(entry.rule, begin) is recurrence.Fault.UNREADABLE:
        return
    parts = recurrence.frequency(entry.rule)
    if parts:
        parts.pop("UNTIL", None)
        rule = vRecur.from_ical(";".join(f"{name}={value}" for name, value in parts.items()))
        until = recurrence.frequency(entry.rule).get("UNTIL", "")[:8]
        if until:
            # The last day counts whole. With a zone, UNTIL is in UTC; with days, a day (RFC 5545, 3.3.10).
            last = datetime.strptime(until, "%Y%m%d").replace(hour=23, minute=59, second=59, tzinfo=zone)
            rule["UNTIL"] = [last.date() if entry.whole_day else last.astimezone(UTC)]
        made.add("rrule", rule)
    for name in ("EXDATE", "RDATE"):
        days = [datetime.strptime(one, "%Y%m%d").date() for one in recurrence.dates(entry.rule, name)]  # noqa: DTZ007
        if days:
            made.add(name.lower(), [_of_day(one, begin, entry.whole_day, zone) for one in days])


def _of_day(day: date, begin: datetime, whole_day: bool, zone: ZoneInfo) -> date | datetime:
    if whole_day:
        return day
    wall = begin.replace(year=day.year, month=day.month, day=day.day, tzinfo=None)
    return recurrence.on_the_wall(wall, zone)
