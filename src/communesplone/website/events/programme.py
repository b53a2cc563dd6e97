"""What registration needs to know of an event, read from the content."""

from Acquisition import aq_base
from communesplone.website.events import occasions
from communesplone.website.events import registers
from communesplone.website.events.domain import door as doors
from communesplone.website.events.domain.door import Door
from communesplone.website.events.domain.door import Rules
from communesplone.website.events.letters import Programme
from communesplone.website.events.occasions import Occasion
from communesplone.website.events.registers import Register
from dataclasses import dataclass
from datetime import datetime
from plone import api
from typing import Any


OFF = ("cancelled", "postponed")


@dataclass(frozen=True)
class Offer:
    """One time that one may register for, and where that stands; ``left``: free seats, None for as many as come."""

    occasion: Occasion
    door: Door
    left: int | None


def register_of(event: Any) -> Register | None:
    """The register of the event, None when nobody ever asked for one."""
    return registers.find(api.portal.get(), api.content.get_uuid(event))


def rules_of(event: Any) -> Rules:
    """The organiser's settings."""
    book = register_of(event)
    return book.rules if book is not None else Rules()


def is_off(event: Any) -> bool:
    """Whether it does not take place as planned."""
    return getattr(aq_base(event), "event_status", "") in OFF


def programme_of(event: Any) -> Programme:
    """Plain values for bookings and letters."""
    rules = rules_of(event)
    places = (getattr(aq_base(event), name, "") or "" for name in ("location", "place_address"))
    times = {one.when: one for one in occasions.to_register_for(event, rules)}
    place = ", ".join(" ".join(one.split()) for one in places if one.strip())
    return Programme(api.content.get_uuid(event), event.title, event.absolute_url(), place, times)


def offers(event: Any, now: datetime) -> list[Offer]:
    """What one may register for or could have, the next one first; empty when nobody has to register or all is over."""
    book = register_of(event)
    if book is None or not book.rules.active:
        return []
    off = is_off(event)
    return [_offer(book, one, now, off) for one in occasions.offered(event, book.rules, now)]


def _offer(book: Register, occasion: Occasion, now: datetime, off: bool) -> Offer:
    count = book.count(occasion.when)
    left = None if book.rules.seats is None else max(0, book.rules.seats - count.taken)
    return Offer(occasion, doors.door(book.rules, count, occasion.begin, now, off), left)
