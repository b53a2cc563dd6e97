"""Under which licence the commune gives its data, and who answers questions about them."""

from communesplone import _
from communesplone.core.domain import contact
from plone.registry.interfaces import IRegistry
from urllib.parse import urlsplit
from zope import schema
from zope.component import queryUtility
from zope.interface import Interface
from zope.schema.vocabulary import SimpleTerm
from zope.schema.vocabulary import SimpleVocabulary


PREFIX = "communesplone.website.opendata"
LICENCES = SimpleVocabulary(
    [
        SimpleTerm("cc0", "cc0", _("CC0 1.0: no rights reserved")),
        SimpleTerm("cc-by", "cc-by", _("CC BY 4.0: name the commune")),
        SimpleTerm("etalab", "etalab", _("Licence Ouverte 2.0 (France)")),
    ]
)
LICENCE_PAGES = {
    "cc0": "https://creativecommons.org/publicdomain/zero/1.0/",
    "cc-by": "https://creativecommons.org/licenses/by/4.0/",
    "etalab": "https://spdx.org/licenses/etalab-2.0",
}


def is_email(value: str) -> bool:
    """Whether that is a mail address, or nothing."""
    return not value or bool(contact.normalise_email(value))


def is_link(value: str) -> bool:
    """Whether that is an address of the web, or nothing."""
    parts = urlsplit(value or "")
    return not value or (parts.scheme in ("http", "https") and bool(parts.netloc))


class IOpenDataSettings(Interface):
    """Settings of the open data."""

    licence = schema.Choice(title=_("Licence"), vocabulary=LICENCES, default="cc0")
    contact_name = schema.TextLine(
        title=_("Who answers questions about the data"), description=_("Empty: the commune."), required=False
    )
    contact_email = schema.TextLine(
        title=_("E-mail for questions about the data"),
        description=_("Empty: the address of the commune."),
        required=False,
        constraint=is_email,
    )
    place = schema.TextLine(
        title=_("Address that says which area it is"),
        description=_("For data portals, for example of the commune at geonames.org. Empty: nothing is said."),
        required=False,
        constraint=is_link,
    )


def settings() -> IOpenDataSettings | None:
    """The settings of the site; None where the upgrade step is still to be run."""
    registry = queryUtility(IRegistry)
    if registry is None or f"{PREFIX}.licence" not in registry:
        return None
    return registry.forInterface(IOpenDataSettings, prefix=PREFIX, check=False)
