"""What the law and the clock need to know of the commune."""

from communesplone import _
from communesplone.core.legal.store import overrides
from communesplone.law.book import Law
from communesplone.law.jurisdictions import Jurisdiction
from communesplone.law.overrides import of_jurisdiction
from communesplone.law.working_days import WorkingDays
from plone import api
from plone.registry.interfaces import IRegistry
from zope import schema
from zope.component import getUtility
from zope.interface import implementer
from zope.interface import Interface
from zope.schema.interfaces import IVocabularyFactory
from zope.schema.vocabulary import SimpleTerm
from zope.schema.vocabulary import SimpleVocabulary
import os


PREFIX = "communesplone.core"
ADDRESS = "COMMUNES_ADDRESS"
TITLES = {
    "wallonia": _("Wallonia"),
    "brussels": _("Brussels"),
    "flanders": _("Flanders"),
    "france": _("France"),
    "alsace_moselle": _("Alsace-Moselle"),
}


class ICommune(Interface):
    """Where the commune lies, and the days on which its town hall is closed."""

    jurisdiction = schema.Choice(
        title=_("Jurisdiction"),
        description=_("Whose law holds: terms and public holidays follow."),
        vocabulary="communesplone.core.jurisdictions",
        default="wallonia",
    )
    address = schema.URI(
        title=_("Address of the site"),
        description=_(
            "As visitors write it, e.g. https://www.valmeuse.be. "
            "Letters sent at set times (reminders) carry links with it."
        ),
        required=False,
        default=None,
    )
    closing_days = schema.Tuple(
        title=_("Closing days of its own"),
        description=_("Days besides public holidays on which no term runs."),
        value_type=schema.Date(),
        required=False,
        default=(),
        missing_value=(),
    )


@implementer(IVocabularyFactory)
class Jurisdictions:
    """The jurisdictions the suite knows."""

    def __call__(self, context):
        return SimpleVocabulary([SimpleTerm(one.value, one.value, TITLES[one.value]) for one in Jurisdiction])


jurisdictions = Jurisdictions()


def commune() -> ICommune:
    """The settings of the current site."""
    # `site_address` reads the address; without it orders are taken on a site whose upgrade step is still to be run.
    return getUtility(IRegistry).forInterface(ICommune, omit=("address",), prefix=PREFIX)


def site_address() -> str:
    """The site as visitors see it, for links that are written outside any request; '' when nobody said.

    The setting, else `COMMUNES_ADDRESS` in the environment (for a database with one site). Never taken from a request:
    a visitor could put a foreign address there.
    """
    found = getUtility(IRegistry).get(f"{PREFIX}.address") or os.environ.get(ADDRESS, "")
    return found.rstrip("/")


def working_days() -> WorkingDays:
    """The calendar by which cases are due here."""
    found = commune()
    law = Law(found.jurisdiction, of_jurisdiction(overrides(api.portal.get()), found.jurisdiction))
    return WorkingDays(law.jurisdiction, frozenset(found.closing_days or ()), law=law)
