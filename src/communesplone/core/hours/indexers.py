"""What rows of the catalog know of opening hours."""

from communesplone.core.hours.behavior import IOpeningHours
from plone.dexterity.interfaces import IDexterityContent
from plone.indexer import indexer
import json


@indexer(IOpeningHours)
def opening_hours(context) -> str:
    """The stored hours in one line, so that lists wake no object; raises AttributeError (no value) without any."""
    if not context.opening_hours:
        raise AttributeError("opening_hours")
    return json.dumps(context.opening_hours, separators=(",", ":"), ensure_ascii=False)


@indexer(IDexterityContent)
def no_hours(context) -> str:
    """What lies in a service does not have the hours of the service."""
    raise AttributeError("opening_hours")
