"""The same page in other languages, found once and kept while the catalog has not changed."""

from Acquisition import aq_base
from communesplone.core.kept import Kept
from communesplone.website.languages import shown
from dataclasses import dataclass
from plone import api
from plone.app.multilingual.interfaces import ATTRIBUTE_NAME
from plone.app.multilingual.interfaces import ITranslatable
from zope.globalrequest import getRequest


_KEPT = Kept()
VIEW = "@@in-another-language"


@dataclass(frozen=True)
class Page:
    """A page in one language: its words and its physical path."""

    title: str
    path: str


def group_of(content) -> str:
    """The group of translations that a piece of content belongs to, '' for none.

    Unlike `ITranslationManager` it only reads: that one gives a group to what has none, also on a GET.
    """
    return (getattr(aq_base(content), ATTRIBUTE_NAME, None) or "") if ITranslatable.providedBy(content) else ""


def of(content, request) -> dict[str, Page]:
    """The pages of the content's group by language, as far as the current user may see them; itself among them."""
    group = group_of(content)
    return of_group(group) if group and shown.is_multilingual(request) else {}


def of_group(group: str) -> dict[str, Page]:
    """The pages of a group by language, as far as the current user may see them."""
    catalog = api.portal.get_tool("portal_catalog")
    who = tuple(sorted(catalog._listAllowedRolesAndUsers(api.user.get_current())))
    return _KEPT.answer(getRequest(), (group, who), lambda: _ask(catalog, group))


def _ask(catalog, group: str) -> dict[str, Page]:
    return {row.Language: Page(row.Title, row.getPath()) for row in catalog(TranslationGroup=group) if row.Language}
