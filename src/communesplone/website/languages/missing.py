"""`@@in-another-language/PATH`: what a visitor reads who asks for a page in a language that it does not exist in.

The page is in the language asked for, names those in which the page exists, and what lies nearest in that language.
"""

from communesplone import _
from communesplone.website.languages import links
from communesplone.website.languages import shown
from communesplone.website.languages import translations
from plone import api
from plone.memoize.view import memoize
from Products.Five import BrowserView
from urllib.parse import quote
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse
from zope.publisher.interfaces import NotFound


MOST_NAMES = 30
SMALL_LETTERS = ("fr", "es", "it", "pt")


@implementer(IPublishTraverse)
class InAnotherLanguage(BrowserView):
    """The names after the view are the path of the page below the site."""

    light_page = True
    page_title = _("Not available in this language")

    def __init__(self, context, request):
        super().__init__(context, request)
        self.names: list[str] = []

    def publishTraverse(self, request, name):
        """One more name of the path."""
        if len(self.names) == MOST_NAMES:
            raise NotFound(self, name, request)
        self.names.append(name)
        return self

    def __call__(self):
        if self.row is None:
            raise NotFound(self.context, "/".join(self.names), self.request)
        here = self.pages().get(self.language)
        if here is not None:
            url = self._url(here.path)
            return self.request.response.redirect(url if self.row.Language else links.with_choice(url, self.language))
        self.request.response.setHeader("X-Robots-Tag", "noindex")
        return self.index()

    @property
    def language(self) -> str:
        """Language of this page."""
        return api.portal.get_current_language()

    @property
    def language_name(self) -> str:
        """What its speakers call it, in a sentence."""
        name = links.native(self.language)
        return name.lower() if self.language in SMALL_LETTERS else name

    @property
    @memoize
    def row(self):
        """The catalog's row of the page that was asked for; None where there is none for the visitor."""
        site = "/".join(api.portal.get().getPhysicalPath())
        path = f"{site}/{'/'.join(self.names)}"
        return next(iter(self._rows([path])), None) if self.names else None

    @staticmethod
    def _rows(paths: list[str]):
        return api.portal.get_tool("portal_catalog")(path={"query": paths, "depth": 0})

    @memoize
    def pages(self) -> dict[str, translations.Page]:
        """The page by language."""
        if not getattr(self.row, "Language", ""):
            return {self.language: translations.Page(self.row.Title, self.row.getPath())}
        found = self._group(self.row)
        return found or {self.row.Language: translations.Page(self.row.Title, self.row.getPath())}

    @staticmethod
    def _group(row) -> dict[str, translations.Page]:
        group = getattr(row, "TranslationGroup", None)
        return translations.of_group(group) if isinstance(group, str) and group else {}

    def language_switch(self) -> list[dict]:
        """The languages of the site, as the frame shows them, each leading to the page that was asked for."""
        site, codes = api.portal.get(), shown.chosen_languages()
        below = quote("/".join(self.names))
        roots = {code: shown.root_url(site, self.request, code) for code in codes}
        urls = {code: links.with_choice(f"{roots[code]}/{translations.VIEW}/{below}", code) for code in codes}
        return [links.entry(code, urls[code], self.language) for code in codes]

    def offers(self) -> list[dict]:
        """The page in the languages that it has: code, name, title, url."""
        codes = shown.chosen_languages()
        found = sorted(self.pages().items(), key=lambda one: codes.index(one[0]) if one[0] in codes else len(codes))
        return [
            {
                "code": code,
                "name": links.native(code),
                "title": page.title,
                "url": links.with_choice(self._url(page.path), code),
            }
            for code, page in found
        ]

    def near(self) -> list[dict]:
        """What lies above it and is there in the language asked for, the nearest first: title and url."""
        site = "/".join(api.portal.get().getPhysicalPath())
        above = [f"{site}/{'/'.join(self.names[:number])}" for number in range(len(self.names) - 1, 0, -1)]
        rows = {row.getPath(): row for row in self._rows(above)} if above else {}
        found = (self._group(rows[path]).get(self.language) for path in above if path in rows)
        home = shown.root_path(api.portal.get(), self.request, self.language)
        return [{"title": page.title, "url": self._url(page.path)} for page in found if page and page.path != home]

    def _url(self, path: str) -> str:
        return self.request.physicalPathToURL(path)
