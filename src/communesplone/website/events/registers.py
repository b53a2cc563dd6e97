"""Where registrations are kept: one register for each event, apart from the event, its versions and every catalog.

A copy of an event has none of its registrations, and who reads the event through a service does not meet a person.
"""

from BTrees.OOBTree import OOBTree
from collections.abc import Iterator
from communesplone.website.events.domain.door import Count
from communesplone.website.events.domain.door import Rules
from communesplone.website.events.domain.seats import Standing
from datetime import datetime
from persistent import Persistent
from typing import Any
from zope.annotation.interfaces import IAnnotations


ANNOTATION = "communesplone.website.events.registers"


class Entry(Persistent):
    """One registration. ``when``: the date it is for ('' for all), ``ends``: when that is over."""

    name = email = phone = note = ""
    reminded = False

    def __init__(self, key: str, when: str, persons: int, made: datetime, ends: datetime, language: str) -> None:
        self.key, self.when, self.persons = key, when, persons
        self.made, self.ends, self.language = made, ends, language
        self.standing = Standing.WAITING.value


class Register(Persistent):
    """Settings and registrations of one event.

    ``counts``: when -> (persons with a seat, persons who wait), replaced as a whole; visitors' pages read nothing else.
    ``traces``: what is left of lists that were deleted, as plain values.
    """

    rules = Rules()
    traces = ()
    revision = 0

    def __init__(self, event: str) -> None:
        self.event = event
        self.entries = OOBTree()
        self.counts: dict[str, tuple[int, int]] = {}

    def count(self, when: str) -> Count:
        """How many come, how many wait."""
        return Count(*self.counts.get(when, ()))

    def of(self, when: str, standing: str = "") -> list[Entry]:
        """Registrations for that date, first come first."""
        found = [one for one in self.entries.values() if one.when == when and standing in ("", one.standing)]
        return sorted(found, key=lambda one: (one.made, one.key))

    def recount(self, when: str) -> None:
        """After every step: the figures that visitors see."""
        taken = sum(one.persons for one in self.of(when, Standing.CONFIRMED))
        waiting = sum(one.persons for one in self.of(when, Standing.WAITING))
        self.counts = {**self.counts, when: (taken, waiting)}
        self.revision += 1


def install(site: Any) -> None:
    """Make room in a site; safe to repeat."""
    annotations = IAnnotations(site)
    if ANNOTATION not in annotations:
        annotations[ANNOTATION] = OOBTree()


def find(site: Any, event: str) -> Register | None:
    """The register of the event of that UID, or None."""
    kept = IAnnotations(site).get(ANNOTATION)
    return None if kept is None else kept.get(event)


def made(site: Any, event: str) -> Register:
    """The register of the event, made when there is none."""
    install(site)
    kept = IAnnotations(site)[ANNOTATION]
    if event not in kept:
        kept[event] = Register(event)
    return kept[event]


def every(site: Any) -> Iterator[Register]:
    """All registers of the site: for the night, never for a page."""
    yield from list((IAnnotations(site).get(ANNOTATION) or {}).values())


def drop(site: Any, event: str) -> Register | None:
    """Forget the register of an event that is gone; returns what it was, or None."""
    kept = IAnnotations(site).get(ANNOTATION)
    return None if kept is None else kept.pop(event, None)
