"""What a card lacks, in words for those who look after it."""

from communesplone import _
from communesplone.requests.content.procedure import IProcedure
from communesplone.requests.domain import card
from zope.schema import getFields


UPKEEP = {
    card.Upkeep.STALE: _("To be read again"),
    card.Upkeep.NEVER: _("No day for reading it again"),
    card.Upkeep.GOOD: _("Up to date"),
}


def lack_of(procedure) -> card.Lack:
    """Parts that are empty on the card itself; other languages fall back to it."""
    return card.lack({name: _value(procedure, name) for name in {*card.EVERY, *_instead()}})


def titles(names) -> list:
    """What the form calls these parts."""
    fields = getFields(IProcedure)
    return [fields[name].title for name in names]


def _instead() -> set[str]:
    return {one for names in card.INSTEAD.values() for one in names}


def _value(procedure, name: str):
    # A card that is ordered here is asked on line, whatever else was ticked.
    if name == "channels" and (procedure.online or procedure.service_url):
        return True
    return getattr(procedure, name, None)
