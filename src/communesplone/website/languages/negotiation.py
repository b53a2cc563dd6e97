"""In which language a page is answered.

A page that is written in a language is answered in that language, with everything around it: what a proxy keeps for its
address is right for everybody. What has no language of its own (cards, offices, the search, the home page) follows the
folder of a language in its address, then what the visitor chose (`set_language`, remembered in a cookie).
"""

from Acquisition import aq_base
from communesplone.website.languages.shown import chosen_languages
from communesplone.website.languages.shown import ROOT_TYPE
from plone.app.multilingual.interfaces import ITranslatable
from plone.base.interfaces import IPloneSiteRoot
from plone.i18n.negotiate.negotiate import NegotiateLanguage
from Products.SiteAccess.VirtualHostMonster import VirtualHostMonster
from zope.component import adapter
from zope.interface import Interface


PLACES_OF_FILES = ("++", "@@")


@adapter(IPloneSiteRoot, Interface)
class Negotiation(NegotiateLanguage):
    """Plone's own answer, unless the page says better."""

    def __init__(self, site, request):
        super().__init__(site, request)
        if ROOT_TYPE in site.portal_types:
            found = of_path(site, request)
            self.language = found if found in chosen_languages() else self.language


def of_path(site, request) -> str:
    """Language of the content that the path of the request leads to, '' when that has none."""
    found = list(_on_the_way(site, list(getattr(request, "path", ()) or ())))
    if not found:
        return ""
    last = found[-1]
    own = last.Language() if ITranslatable.providedBy(last) and hasattr(last, "Language") else ""
    if not own and getattr(found[0], "portal_type", "") == ROOT_TYPE:
        own = found[0].Language()
    return own or ""


def _on_the_way(site, names: list[str]):
    here = site
    while names:
        name = names.pop()
        if not name or name == "/":
            continue
        if name.startswith(PLACES_OF_FILES) or name.startswith("_vh_"):
            return
        here = here.unrestrictedTraverse(name, None)
        if isinstance(here, VirtualHostMonster):
            here = site
        elif getattr(aq_base(here), "portal_type", None):
            yield here
        else:  # a view or a method
            return
