"""What rows of the catalog know of a unit's contact points, so that lists wake no object."""

from communesplone.core.interfaces import IUnit
from plone.dexterity.interfaces import IDexterityContent
from plone.indexer import indexer


@indexer(IUnit)
def contact_facts(unit) -> dict[str, str]:
    """What the page of the unit shows to everybody; empty values left out."""
    address = ", ".join(line.strip() for line in (unit.address or "").splitlines() if line.strip())
    known = {"address": address, "phone": unit.phone, "email": unit.email, "access": unit.access}
    return {name: value for name, value in known.items() if value}


@indexer(IDexterityContent)
def no_contact(context) -> dict[str, str]:
    """What lies in a unit has not the unit's telephone."""
    raise AttributeError("contact_facts")
