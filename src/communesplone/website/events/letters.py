"""What those who register are written, in their language: one letter for each step, with the link to their own page."""

from collections.abc import Mapping
from communesplone import _
from communesplone.core.domain import tokens
from communesplone.core.keys import site_keys
from communesplone.core.mail.letters import Letter
from communesplone.core.mail.letters import post
from communesplone.website.events.domain.seats import Standing
from communesplone.website.events.occasions import Occasion
from communesplone.website.events.registers import Entry
from dataclasses import dataclass
from time import time


PURPOSE = "event registration"
LIFE = 3 * 366 * 24 * 3600  # seconds; the registration itself is deleted long before


@dataclass(frozen=True)
class Programme:
    """The event as plain values, read before the transaction of the booking: its UID, title, address, place, times."""

    event: str
    title: str
    url: str
    place: str
    times: Mapping[str, Occasion]

    def words(self, when: str, language: str) -> str:
        """When it is; the bare date for one that the event no longer has."""
        found = self.times.get(when)
        return found.words(language) if found is not None else when


def link_of(programme: Programme, key: str) -> str:
    """Where somebody sees and cancels the own registration: signed, so that it cannot be guessed."""
    signed = tokens.sign(site_keys()[0], PURPOSE, {"event": programme.event, "entry": key}, time())
    return f"{programme.url}/@@my-registration?key={signed}"


def key_of(signed: str, event: str) -> str:
    """The key of the registration that a link was made for; '' when it is not ours or for another event."""
    kept = tokens.read(site_keys(), PURPOSE, signed, time(), LIFE)
    return str(kept.get("entry", "")) if kept and kept.get("event") == event else ""


def registered(programme: Programme, entry: Entry) -> None:
    """The answer to a registration."""
    if entry.standing == Standing.CONFIRMED:
        _write(
            programme,
            entry,
            _("You are registered: ${event}", mapping={"event": programme.title}),
            _("Your registration is confirmed. We look forward to seeing you."),
            _("If you cannot come, please cancel by the link below: somebody else may be waiting for your place."),
        )
    else:
        _write(
            programme,
            entry,
            _("You are on the waiting list: ${event}", mapping={"event": programme.title}),
            _("All places are taken. You are on the waiting list, and we write to you as soon as a place is free."),
            _("If you no longer want to come, please cancel by the link below."),
        )


def moved_up(programme: Programme, entry: Entry) -> None:
    """A seat for somebody who waited."""
    _write(
        programme,
        entry,
        _("There is a place for you: ${event}", mapping={"event": programme.title}),
        _("A place has become free: your registration is confirmed now."),
        _("If you cannot come, please cancel by the link below: somebody else may be waiting for your place."),
    )


def cancelled(programme: Programme, entry: Entry, by_organiser: bool) -> None:
    """The seats are given back."""
    said = _("The organiser has cancelled your registration.") if by_organiser else _("Your registration is cancelled.")
    _write(programme, entry, _("Registration cancelled: ${event}", mapping={"event": programme.title}), said)


def told(programme: Programme, entry: Entry, text: str) -> None:
    """Words of the organiser to everybody who is registered."""
    _write(programme, entry, _("News about ${event}", mapping={"event": programme.title}), text)


def _write(programme: Programme, entry: Entry, subject, *paragraphs) -> None:
    facts = (
        (_("Event"), programme.title),
        (_("When"), programme.words(entry.when, entry.language)),
        (_("Where"), programme.place),
        (_("Persons"), str(entry.persons)),
    )
    post(
        Letter(
            to=entry.email,
            language=entry.language,
            subject=subject,
            paragraphs=paragraphs,
            facts=tuple(fact for fact in facts if fact[1]),
            link=link_of(programme, entry.key),
            link_text=_("See or cancel my registration"),
            about=f"event:{programme.event}",
        )
    )
