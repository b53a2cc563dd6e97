"""Where registration stands, in words."""

from communesplone import _
from communesplone.core.moments import zone
from communesplone.website.domain import times
from communesplone.website.events.domain.door import Door
from communesplone.website.events.domain.door import Rules
from communesplone.website.home import days
from datetime import datetime


def stand_words(door: Door, left: int | None, rules: Rules, language: str):
    """A message; '' when there is nothing to say."""
    if door is Door.SOON:
        return _("Registration opens on ${moment}.", mapping={"moment": moment_words(rules.opens, language)})
    if door is Door.OPEN:
        return _open_words(left)
    return {
        Door.WAITING: _("Full: you can go on the waiting list."),
        Door.FULL: _("Full: no place is left."),
        Door.CLOSED: _("Registration is closed."),
        Door.OFF: _("The event does not take place as planned: nobody can register."),
    }.get(door, "")


def _open_words(left: int | None):
    if left is None:
        return ""
    if left == 1:
        return _("1 place left")
    return _("${number} places left", mapping={"number": str(left)})


def moment_words(moment: datetime, language: str) -> str:
    """Such as `jeudi 3 décembre 2026, 9 h`."""
    own = moment.astimezone(zone())
    return f"{days.whole_day(own.date(), language)}, {times.hour(own.time(), language)}"
