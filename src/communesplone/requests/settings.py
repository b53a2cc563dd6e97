"""How the commune keeps floods of orders away: `@@ordering-controlpanel`."""

from communesplone import _
from dataclasses import dataclass
from plone.registry.interfaces import IRegistry
from zope import schema
from zope.component import getUtility
from zope.interface import Interface
from zope.schema import getFieldsInOrder


PREFIX = "communesplone.requests"


class IOrdering(Interface):
    """Limits against programs; people hardly ever meet them."""

    per_network = schema.Int(
        title=_("Orders from one network in ten minutes"),
        description=_("Schools and libraries share one network. 0 means no limit."),
        min=0,
        max=10_000,
        default=30,
    )
    per_email = schema.Int(
        title=_("Orders for one e-mail address in an hour"),
        description=_("0 means no limit."),
        min=0,
        max=1000,
        default=5,
    )
    seconds = schema.Int(
        title=_("Seconds that filling in a form takes at least"),
        description=_("Who is faster is asked to press the button again. 0 means no such check."),
        min=0,
        max=60,
        default=3,
    )
    proof_of_work = schema.Bool(
        title=_("Let the browser solve a small puzzle"),
        description=_(
            "Before an order is sent, the visitor's browser computes for about a second (Altcha). Nothing is asked "
            "from another server. Without script a simple sum is asked instead."
        ),
        required=False,
        default=False,
    )


@dataclass(frozen=True)
class Ordering:
    """The settings as plain values."""

    per_network: int
    per_email: int
    seconds: int
    proof_of_work: bool


def ordering() -> Ordering:
    """The settings of the current site; the defaults where the upgrade step was not made yet."""
    registry = getUtility(IRegistry)
    fields = getFieldsInOrder(IOrdering)
    return Ordering(**{name: registry.get(f"{PREFIX}.{name}", field.default) for name, field in fields})
