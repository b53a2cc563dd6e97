"""The collections of a street as a calendar (RFC 5545): one whole day each, with a reminder on the evening before."""

from collections.abc import Callable
from communesplone.website.waste.domain.days import Collection
from datetime import datetime
from datetime import timedelta
from icalendar import Alarm
from icalendar import Calendar
from icalendar import Event


REMINDERS = {"": None, "18": timedelta(hours=-6), "20": timedelta(hours=-4)}  # before midnight
REFRESH = timedelta(days=1)


def calendar(
    found: list[Collection],
    stamp: datetime,
    *,
    name: str,
    uid: str,
    url: str,
    title: Callable[[str], str],
    reminder: timedelta | None = None,
) -> bytes:
    """A feed that stays the same, byte for byte, until the table changes; `stamp` (aware) is when it was stored.

    `uid` ends the identifiers of the events; `title` puts a kind of waste into words; `reminder` is a time before the
    midnight at which the day begins.
    """
    made = _empty(name)
    for one in found:
        event = Event()
        event.add("uid", f"{one.day:%Y%m%d}-{one.waste}-{uid}")
        event.add("dtstamp", stamp)
        event.add("summary", title(one.waste))
        event.add("dtstart", one.day)
        event.add("dtend", one.day + timedelta(days=1))
        event.add("transp", "TRANSPARENT")
        event.add("url", url)
        if reminder is not None:
            event.add_component(_alarm(title(one.waste), reminder))
        made.add_component(event)
    return made.to_ical()


def note(text: str, stamp: datetime, *, name: str, uid: str, url: str) -> bytes:
    """A feed with nothing but a message on the day of the stamp: what was subscribed to is to be chosen again."""
    made = _empty(name)
    event = Event()
    event.add("uid", f"note-{uid}")
    event.add("dtstamp", stamp)
    event.add("summary", text)
    event.add("dtstart", stamp.date())
    event.add("dtend", stamp.date() + timedelta(days=1))
    event.add("url", url)
    made.add_component(event)
    return made.to_ical()


def _empty(name: str) -> Calendar:
    made = Calendar()
    made.add("prodid", "-//CommunesPlone//Waste collection//EN")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", name)
    made.add("refresh-interval", REFRESH, parameters={"value": "DURATION"})
    made.add("x-published-ttl", "P1D")
    return made


def _alarm(text: str, reminder: timedelta) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", text)
    alarm.add("trigger", reminder)
    return alarm
