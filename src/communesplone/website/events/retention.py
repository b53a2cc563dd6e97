"""Lists of those who registered are deleted some days after the end; numbers stay."""

from communesplone import _
from communesplone.core.audit import api as audit
from communesplone.core.domain.timetable import Daily
from communesplone.core.jobs.interfaces import ITimedWork
from communesplone.website.events import registers
from communesplone.website.events.domain.seats import Standing
from communesplone.website.events.registers import Register
from datetime import datetime
from datetime import timedelta
from plone import api
from plone.app.uuid.utils import uuidToObject
from zope.interface import implementer


@implementer(ITimedWork)
class DeleteLists:
    """Every night."""

    title = _("Delete lists of registrations for events that are over")
    schedule = Daily("03:40")

    def do(self, moment: datetime) -> None:
        for book in registers.every(api.portal.get()):
            clean(book, moment)


def clean(book: Register, moment: datetime) -> int:
    """Delete what is over for as long as the organiser keeps lists; returns how many registrations went."""
    gone = 0
    for when in sorted({one.when for one in book.entries.values()}):
        entries = book.of(when)
        if moment >= _end(book, when, entries) + timedelta(days=book.rules.keep_days):
            _delete(book, when, entries, moment)
            gone += len(entries)
    return gone


def _end(book: Register, when: str, entries: list) -> datetime:
    """When the date is over; an event that was put off is asked itself."""
    latest = max(one.ends for one in entries)
    if when:
        return latest
    event = uuidToObject(book.event, unrestricted=True)
    return latest if event is None or getattr(event, "recurrence", None) else max(latest, event.end)


def _delete(book: Register, when: str, entries: list, moment: datetime) -> None:
    came = [one for one in entries if one.standing == Standing.CONFIRMED]
    for one in entries:
        del book.entries[one.key]
    trace = {
        "when": when,
        "persons": sum(one.persons for one in came),
        "registrations": len(came),
        "gone_on": moment.date().isoformat(),
    }
    book.traces = (*book.traces, trace)
    book.counts = {name: count for name, count in book.counts.items() if name != when}
    book.revision += 1
    audit.record("registrations.deleted", f"event:{book.event}", details={"count": len(entries)}, actor="*")
