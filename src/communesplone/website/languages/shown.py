"""Which language a page shows, and what belongs to it: pages in that language and what has no language of its own."""

from plone import api
from plone.app.multilingual.interfaces import IPloneAppMultilingualInstalled


ROOT_TYPE = "LRF"


def is_multilingual(request) -> bool:
    """Whether pages may have translations here: plone.app.multilingual is installed."""
    return IPloneAppMultilingualInstalled.providedBy(request)


def first_language() -> str:
    """Code of the site's first language, whose pages lie at the root of the site."""
    return api.portal.get_registry_record("plone.default_language", default="en") or "en"


def chosen_languages() -> list[str]:
    """Codes of the languages of the site, the first one leading."""
    first = first_language()
    others = api.portal.get_registry_record("plone.available_languages", default=()) or ()
    return [first, *(code for code in others if code != first)]


def language_query(request) -> dict:
    """The part of a query of the catalog that leaves out pages in other languages than that of the request.

    Empty on a site without translations. Cards, offices and whatever else has no language of its own is shown in all.
    """
    return {"Language": [api.portal.get_current_language(), ""]} if is_multilingual(request) else {}


def root_of(site, language: str):
    """The folder in which pages in that language lie: the site itself for the first one, and where there is none."""
    if language != first_language() and language in site:
        found = site[language]
        if getattr(found, "portal_type", "") == ROOT_TYPE:
            return found
    return site


def root_path(site, language: str) -> str:
    """Physical path of that folder."""
    return "/".join(root_of(site, language).getPhysicalPath())
