"""Where pages in several languages lie, when plone.app.multilingual is installed on a site with the suite.

Pages in the first language stay where they are, at the root of the site, so that no address changes; every other
language has a folder of its own there (`nl`, `de`). plone.app.multilingual by itself would put the first language into
a folder too and take the language away from everything at the root.
"""

from Acquisition import aq_inner
from Acquisition import aq_parent
from communesplone.website.languages import shown
from logging import getLogger
from plone import api
from plone.app.multilingual.interfaces import IMutableTG
from plone.app.multilingual.interfaces import ITG
from plone.app.multilingual.interfaces import ITranslatable
from plone.app.multilingual.interfaces import ITranslationManager
from plone.app.multilingual.itg import addAttributeTG
from plone.base.interfaces import ILanguage
from plone.base.utils import unrestricted_construct_instance
from plone.i18n.locales.languages import _languagelist
from Products.CMFPlone.utils import get_installer
import transaction


logger = getLogger(__name__)
ADD_ON = "plone.app.multilingual"
BEHAVIOUR = "plone.translatable"
# Kinds of content that are written in one language. The others hold all languages on one item, or words of nobody.
FOLDERS = (shown.ROOT_TYPE, "LIF")
PAGES = ("Document", "Folder", "News Item", "Event", "Collection", "Link", "File", "Image")
WRITTEN = (*PAGES, *FOLDERS, "Plone Site")
NOT_SEARCHED = "plone.types_not_searched"
HOME = "home"
A_TIME = 500  # items, then a savepoint


def install(site) -> None:
    """Translations for a site with several languages; safe to repeat, and nothing happens with a single language."""
    if len(shown.chosen_languages()) < 2:
        return
    installer = get_installer(site)
    if installer.is_product_installed(ADD_ON):
        arrange(site)
    else:
        installer.install_product(ADD_ON)  # which arranges, see `set_up_site`


def set_up_site(self, context, forceOneLanguage: bool = False) -> str:
    """In the place of `SetupMultilingualSite.setupSite`, which serves sites without the suite."""
    site = api.portal.get()
    if not get_installer(site).is_product_installed("communesplone.website"):
        return self._old_setupSite(context, forceOneLanguage)
    return ", ".join(arrange(site))


def arrange(site) -> list[str]:
    """Make what is missing: behaviours, a folder for each language beside the first, languages of what has none.

    Gives the names of the folders made. Safe to repeat; nothing is moved.
    """
    _mark_types(site)
    first, *others = shown.chosen_languages()
    _set_language(site, first)
    _settle()
    made = [code for code in others if _folder(site, code)]
    bring_in(site, first)
    return made


def _mark_types(site) -> None:
    for info in site.portal_types.listTypeInfo():
        behaviours = tuple(getattr(info, "behaviors", None) or ())
        wanted = tuple(name for name in behaviours if name != BEHAVIOUR)
        if info.getId() in WRITTEN:
            wanted = (*wanted, BEHAVIOUR)
        if set(wanted) != set(behaviours):
            info.manage_changeProperties(behaviors=wanted)
    root = site.portal_types[shown.ROOT_TYPE]
    if HOME not in root.view_methods:
        root.manage_changeProperties(view_methods=(*root.view_methods, HOME), default_view=HOME)


def _set_language(content, language: str) -> None:
    """Language and group of translations, where they are not there yet."""
    if ILanguage(content).get_language() != language:
        ILanguage(content).set_language(language)
    if not ITG(content, None):
        addAttributeTG(content, None)
    content.reindexObject(idxs=["Language", "TranslationGroup"])


def _settle() -> None:
    """Our own look at the path decides, see `negotiation`; folders of languages are not found by a search."""
    api.portal.set_registry_record("plone.use_content_negotiation", False)
    kept = tuple(api.portal.get_registry_record(NOT_SEARCHED, default=()) or ())
    more = tuple(kind for kind in FOLDERS if kind not in kept)
    if more:
        api.portal.set_registry_record(NOT_SEARCHED, (*kept, *more))


def _folder(site, code: str) -> bool:
    """The folder of a language, linked with the site as its translation; whether it was made now."""
    made = code not in site
    if made:
        unrestricted_construct_instance(shown.ROOT_TYPE, site, code)
    folder = site[code]
    if folder.portal_type != shown.ROOT_TYPE:
        logger.warning("no folder for %s: something else is at %s", code, folder.absolute_url())
        return False
    if made:
        folder.title = _languagelist.get(code, {}).get("native", code)
        folder.exclude_from_nav = True
        _publish(folder)
    _set_language(folder, code)
    if ITG(folder) != ITG(site) and not ITranslationManager(site).has_translation(code):
        IMutableTG(folder).set(ITG(site))
    folder.reindexObject()
    return made


def _publish(content) -> None:
    tool = api.portal.get_tool("portal_workflow")
    with api.env.adopt_roles(["Manager"]):
        if "publish" in [action["id"] for action in tool.listActionInfos(object=content)]:
            tool.doActionFor(content, "publish")


def bring_in(site, first: str) -> int:
    """Give every written item its language and its group of translations, as far as it has none; how many were changed.

    Items of the root and below are in the first language, those in the folder of a language in that one; a language
    that an editor chose stays.
    """
    catalog = api.portal.get_tool("portal_catalog")
    others = [code for code in shown.chosen_languages() if code != first]
    folders = {code: "/".join(shown.root_of(site, code).getPhysicalPath()) + "/" for code in others}
    number = 0
    for row in catalog.unrestrictedSearchResults(portal_type=list(PAGES)):
        if _says_all(row):
            continue
        content = row._unrestrictedGetObject()
        if not (ITranslatable.providedBy(content) and ITranslatable.providedBy(aq_parent(aq_inner(content)))):
            continue  # a picture of an office has no language
        path = row.getPath()
        place = next((code for code, folder in folders.items() if path.startswith(folder)), first)
        _set_language(content, ILanguage(content).get_language() or place)
        number += 1
        if number % A_TIME == 0:
            transaction.savepoint(optimistic=True)
            site._p_jar.cacheMinimize()
            logger.info("%s pages have a language", number)
    return number


def _says_all(row) -> bool:
    """Whether the row says a language and a group already."""
    language, group = getattr(row, "Language", None), getattr(row, "TranslationGroup", None)
    return isinstance(language, str) and bool(language) and isinstance(group, str) and bool(group)
