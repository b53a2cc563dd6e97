"""Hours as a calendar (RFC 5545): one event for each opening, one whole day for each closing or special day."""

from collections.abc import Callable
from communesplone.core.hours.domain.engine import Hours
from communesplone.core.hours.domain.engine import Kind
from communesplone.core.hours.domain.model import State
from datetime import date
from datetime import datetime
from datetime import timedelta
from icalendar import Calendar
from icalendar import Event


OPENINGS = 60  # days ahead
CHANGES = 366


def calendar(
    hours: Hours, today: date, stamp: datetime, *, name: str, uid: str, word: Callable[[object], str], url: str = ""
) -> bytes:
    """The openings of the next 60 days and the changes of the next year.

    ``uid`` makes the events' own identifiers, which stay from one reading to the next; ``word`` puts phrases and states
    into the reader's language; ``stamp`` (aware) is when it was written.
    """
    made = Calendar()
    made.add("prodid", "-//CommunesPlone//Opening hours//EN")
    made.add("version", "2.0")
    made.add("x-wr-calname", name)
    for number in range(OPENINGS):
        for one in hours.openings(today + timedelta(days=number)):
            title = f"{name}: {word(one.state)}"
            made.add_component(
                _event(f"{one.start:%Y%m%dT%H%MZ}-{uid}", title, one.start, one.end, stamp, url),
            )
    for change in hours.changes_between(today, today + timedelta(days=CHANGES)):
        if change.kind not in (Kind.SPECIAL, Kind.CLOSING):
            continue
        said = word(change.reason) or word("closed" if not change.spans else State.OPEN)
        title = f"{name}: {word('closed')} ({said})" if not change.spans else f"{name}: {said}"
        made.add_component(
            _event(f"{change.first:%Y%m%d}-{uid}", title, change.first, change.last + timedelta(days=1), stamp, url)
        )
    return made.to_ical()


def _event(uid: str, title: str, start: date, end: date, stamp: datetime, url: str) -> Event:
    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", stamp)
    event.add("summary", title)
    event.add("dtstart", start)
    event.add("dtend", end)
    event.add("transp", "TRANSPARENT")
    if url:
        event.add("url", url)
    return event
