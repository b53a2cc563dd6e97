"""Which language a page shows, and what belongs to it: pages in that language and what has no language of its own."""

from communesplone.core.kept import Kept
from plone import api
from plone.app.multilingual.interfaces import IPloneAppMultilingualInstalled


ROOT_TYPE = "LRF"
_ROOTS = Kept()


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


def root_path(site, request, language: str) -> str:
    """Physical path of that folder; kept, so that no folder is woken for a link."""
    own = "/".join(site.getPhysicalPath())
    if language == first_language() or not is_multilingual(request):
        return own
    return _ROOTS.answer(request, own, lambda: _find_roots(site, own)).get(language, own)


def root_url(site, request, language: str) -> str:
    """Address of that folder."""
    return request.physicalPathToURL(root_path(site, request, language))


def _find_roots(site, own: str) -> dict[str, str]:
    found = {code: root_of(site, code) for code in chosen_languages()}
    return {code: f"{own}/{code}" for code, root in found.items() if root is not site}
