"""The agenda of Valmeuse: events with what they offer to whom, some with guests."""

from collections.abc import Callable
from communesplone.core.mail.letters import no_letters
from communesplone.demo.data import load
from communesplone.website.events import booking
from communesplone.website.events import occasions
from communesplone.website.events import programme
from communesplone.website.events.domain.door import Rules
from communesplone.website.events.proposals import settings
from datetime import date
from datetime import datetime
from datetime import time
from datetime import timedelta
from plone import api
import pytz


ZONE = "Europe/Brussels"
VIEW = "agenda-view"
LISTS = ("audience", "accessibility", "prices")


def build(folder, now: datetime, create: Callable, words: Callable) -> None:
    """Safe to repeat: an event that is there is not touched."""
    if folder.getProperty("layout") is None:
        folder.setLayout(VIEW)
    for known in load("events"):
        if known["id"] not in folder:
            event = _event(folder, known, now, create, words)
            with no_letters():
                _register(event, known.get("registration"), now)


def invite(unit: str) -> None:
    """Let that unit read proposals of events; a commune that chose another keeps it."""
    if not settings.proposals_unit():
        api.portal.set_registry_record(f"{settings.PREFIX}.proposals_unit", unit)


def _event(folder, known: dict, now: datetime, create: Callable, words: Callable):
    first = _first_day(known, now)
    zone = pytz.timezone(ZONE)  # the database cannot store a ZoneInfo
    begin = zone.localize(datetime.combine(first, time.fromisoformat(known["from"])))
    last = first + timedelta(days=known.get("until", known.get("in", 0)) - known.get("in", 0))
    end = zone.localize(datetime.combine(last, time.fromisoformat(known["to"])))
    weeks = known.get("weeks")
    rule = {"recurrence": f"RRULE:FREQ=WEEKLY;COUNT={weeks}"} if weeks else {}
    facts = {name: tuple(value) if name in LISTS else value for name, value in known.get("facts", {}).items()}
    fields = {**words(known), **facts, **rule}
    return create(folder, "Event", known["id"], start=begin, end=end, location=known["place"], **fields)


def _first_day(known: dict, now: datetime) -> date:
    if "in" in known:
        return (now + timedelta(days=known["in"])).date()
    return (now + timedelta(days=(known["weekday"] - now.weekday()) % 7)).date()


def _register(event, known: dict | None, now: datetime) -> None:
    """Open registration and let some people register, for the next date."""
    if not known:
        return
    site = api.portal.get()
    booking.settle_here(site, programme.programme_of(event), Rules(active=True, **known["rules"]))
    about = programme.programme_of(event)
    coming = occasions.offered(event, programme.rules_of(event), now)
    for number, (name, persons) in enumerate(known["guests"].items() if coming else ()):
        guest = booking.Guest(name, f"{name.split()[-1].lower()}@valmeuse.example", persons, "fr")
        moment = now - timedelta(hours=40 - number)
        booking.register_here(site, about, coming[0], guest, f"{event.getId()} {number}", moment)
