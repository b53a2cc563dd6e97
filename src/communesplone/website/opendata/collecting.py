"""The tables of the site and their description, from what features registered and what the commune set."""

from communesplone import _
from communesplone.core.interfaces import IDataSet
from communesplone.website.opendata.domain.dcat import Publisher
from communesplone.website.opendata.domain.dcat import Table
from communesplone.website.opendata.settings import settings
from communesplone.website.settings import settings as commune_settings
from plone import api
from typing import Any
from zope.component import getUtilitiesFor
from zope.component import queryUtility
from zope.i18n import translate


LANGUAGES = ("fr", "nl", "de", "en", "es")
CATALOGUE = _("Open data of ${name}")


def all_sets() -> list[tuple[str, Any]]:
    """Name and table, by name."""
    return sorted(getUtilitiesFor(IDataSet))


def one(name: str) -> Any | None:
    """The table of that name."""
    return queryUtility(IDataSet, name)


def forms(data_set: Any) -> tuple[str, ...]:
    """Endings of the addresses under which it is given."""
    return ("csv", "json", "jsonld", "geojson") if data_set.located else ("csv", "json", "jsonld")


def licence() -> str:
    """Token of the licence."""
    known = settings()
    return (known.licence if known is not None else "") or "cc0"


def url() -> str:
    """Address of the list of tables."""
    return f"{api.portal.get().absolute_url()}/opendata"


def in_all_languages(message: Any) -> dict[str, str]:
    """A message in the five languages."""
    return {language: translate(message, target_language=language) for language in LANGUAGES}


def publisher() -> Publisher:
    """The commune."""
    own, known = settings(), commune_settings()
    name = getattr(known, "commune_name", "") or api.portal.get().Title()
    email = getattr(own, "contact_email", "") or getattr(known, "email", "") or ""
    place, contact = getattr(own, "place", "") or "", getattr(own, "contact_name", "") or ""
    return Publisher(api.portal.get().absolute_url(), name, contact, email, place)


def tables() -> list[Table]:
    """All tables, described."""
    return [
        Table(
            url=f"{url()}/{name}",
            name=name,
            titles=in_all_languages(found.title),
            descriptions=in_all_languages(found.description),
            forms=forms(found),
            often=found.often.value,
            theme=found.theme,
        )
        for name, found in all_sets()
    ]
