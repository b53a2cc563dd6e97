"""Taking, giving back and moving up seats: each in one short transaction of its own, one at a time.

Seats are few and wanted by many in the same minute. In the transaction of the request two people would conflict, and
Zope sleeps up to seconds before it repeats. Here they wait for each other some milliseconds, and nobody is promised a
seat that another one got (`core.own_transaction`).
"""

from collections.abc import Callable
from communesplone.core import own_transaction
from communesplone.core.audit import api as audit
from communesplone.website.events import letters
from communesplone.website.events import registers
from communesplone.website.events.domain import seats
from communesplone.website.events.domain.door import Rules
from communesplone.website.events.domain.seats import Standing
from communesplone.website.events.letters import Programme
from communesplone.website.events.occasions import Occasion
from communesplone.website.events.registers import Entry
from communesplone.website.events.registers import Register
from dataclasses import dataclass
from dataclasses import replace
from datetime import datetime
from datetime import UTC
from plone import api
from typing import Any
from typing import TypeVar
import hashlib


Result = TypeVar("Result")


@dataclass(frozen=True)
class Guest:
    """Who registers."""

    name: str
    email: str
    persons: int
    language: str
    phone: str = ""
    note: str = ""


def key_of(token: str) -> str:
    """The key of the registration that a form makes: the same form, the same key."""
    return hashlib.sha256(b"registration " + token.encode()).hexdigest()[:24]


def apart(work: Callable[[Any], Result], note: str) -> Result:
    """Do the work on the site in a transaction of its own; it may be called several times."""
    return own_transaction.run(*own_transaction.place_of(api.portal.get()), work, note=note)


def register(programme: Programme, occasion: Occasion, guest: Guest, token: str, now: datetime) -> str | None:
    """Register the guest; returns how that ended (`Standing`), None when there is no seat and no waiting list.

    The same token again gives what the first one got and sends nothing.
    """
    return apart(lambda site: register_here(site, programme, occasion, guest, token, now), "a registration")


def register_here(
    site: Any, programme: Programme, occasion: Occasion, guest: Guest, token: str, now: datetime
) -> str | None:
    """Like `register`, in the running transaction: for the demonstration and for what is taken over."""
    book = registers.made(site, programme.event)
    key = key_of(token)
    known = book.entries.get(key)
    if known is not None:
        return known.standing
    count = book.count(occasion.when)
    found = seats.standing(book.rules.seats, count.taken, guest.persons, book.rules.waiting_list)
    if found is None:
        return None
    entry = Entry(key, occasion.when, guest.persons, now.astimezone(UTC), occasion.end.astimezone(UTC), guest.language)
    entry.name, entry.email, entry.phone, entry.note = guest.name, guest.email, guest.phone, guest.note
    entry.standing = found.value
    book.entries[key] = entry
    book.recount(occasion.when)
    letters.registered(programme, entry)
    return entry.standing


def cancel(programme: Programme, key: str, by_organiser: bool = False) -> bool:
    """Give the seats back; whoever waits and fits moves up and is told. False when nothing was to be cancelled."""
    return apart(lambda site: cancel_here(site, programme, key, by_organiser), "a registration cancelled")


def cancel_here(site: Any, programme: Programme, key: str, by_organiser: bool = False) -> bool:
    """Like `cancel`, in the running transaction."""
    book = registers.find(site, programme.event)
    entry = book.entries.get(key) if book is not None else None
    if entry is None or entry.standing == Standing.CANCELLED:
        return False
    entry.standing = Standing.CANCELLED.value
    letters.cancelled(programme, entry, by_organiser)
    move_up(book, programme, entry.when)
    return True


def move_up(book: Register, programme: Programme, when: str) -> None:
    """Give free seats of that date to those who wait, and count anew."""
    waiting = book.of(when, Standing.WAITING)
    taken = sum(one.persons for one in book.of(when, Standing.CONFIRMED))
    for key in seats.moving_up(book.rules.seats, taken, [(one.key, one.persons) for one in waiting]):
        entry = book.entries[key]
        entry.standing = Standing.CONFIRMED.value
        letters.moved_up(programme, entry)
    book.recount(when)


def settle(programme: Programme, rules: Rules) -> None:
    """Keep the organiser's settings; more seats are given to those who wait at once."""
    apart(lambda site: settle_here(site, programme, rules), "settings of a registration")


def settle_here(site: Any, programme: Programme, rules: Rules) -> None:
    """Like `settle`, in the running transaction."""
    book = registers.made(site, programme.event)
    moments = {name: _storable(getattr(rules, name)) for name in ("opens", "closes")}
    book.rules = replace(rules, **moments)
    book.revision += 1
    for when in sorted({one.when for one in book.entries.values()}):
        move_up(book, programme, when)
    audit.record("registration.settled", f"event:{programme.event}", details={"open": rules.active})


def _storable(moment: datetime | None) -> datetime | None:
    return moment.astimezone(UTC) if moment is not None else None
