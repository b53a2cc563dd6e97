"""Whether pages ask, and which unit reads the answers."""

from communesplone import _
from plone.registry.interfaces import IRegistry
from zope import schema
from zope.component import queryUtility
from zope.interface import Interface


PREFIX = "communesplone.website.feedback"


class IFeedback(Interface):
    """Settings of the question at the foot of pages."""

    asks = schema.Bool(
        title=_("Ask “Was this page clear?” at the foot of pages"),
        required=False,
        default=True,
    )
    unit = schema.Choice(
        title=_("Unit that reads remarks"),
        description=_("For pages that have no unit of their own."),
        vocabulary="communesplone.core.units",
        required=False,
        default=None,
    )


def asks() -> bool:
    """Whether pages ask; not before the upgrade step was made."""
    registry = queryUtility(IRegistry)
    return bool(registry is not None and registry.get(f"{PREFIX}.asks", False))


def usual_unit() -> str:
    """UID of the unit for pages without one; '' for none."""
    registry = queryUtility(IRegistry)
    return (registry.get(f"{PREFIX}.unit", None) if registry is not None else None) or ""
