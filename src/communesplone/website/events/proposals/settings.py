"""Whether anybody may propose an event, which unit reads the proposals, where accepted ones go."""

from communesplone import _
from plone import api
from plone.registry.interfaces import IRegistry
from typing import Any
from zope import schema
from zope.component import queryUtility
from zope.interface import Interface


PREFIX = "communesplone.website.events"


class IEventSettings(Interface):
    """Settings of the agenda."""

    proposals_unit = schema.Choice(
        title=_("Unit that reads proposals of events"),
        description=_("Without a unit nobody can propose an event."),
        vocabulary="communesplone.core.units",
        required=False,
        default=None,
    )
    folder = schema.TextLine(
        title=_("Folder of the agenda"),
        description=_("Its address below the site, such as /agenda. Accepted events go there."),
        required=False,
        default="/agenda",
        max_length=200,
    )


def proposals_unit() -> str:
    """UID of the unit that reads proposals; '' where nobody may propose."""
    return _value("proposals_unit") or ""


def folder() -> Any | None:
    """The folder of the agenda, None where there is none."""
    path = (_value("folder") or "").strip("/")
    found = api.portal.get().unrestrictedTraverse(path, None) if path else None
    return found if getattr(found, "isPrincipiaFolderish", False) else None


def is_open() -> bool:
    """Whether anybody may propose an event."""
    return bool(proposals_unit()) and folder() is not None


def _value(name: str) -> str | None:
    registry = queryUtility(IRegistry)
    return registry.get(f"{PREFIX}.{name}", None) if registry is not None else None
