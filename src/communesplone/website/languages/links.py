"""Links from a page to the same page in other languages."""

from communesplone.website.languages import shown
from communesplone.website.languages import translations
from plone import api
from plone.app.multilingual.interfaces import ITranslatable
from plone.i18n.locales.languages import _languagelist
from Products.CMFCore.interfaces import ISiteRoot
from urllib.parse import parse_qsl
from urllib.parse import quote
from urllib.parse import urlencode


CHOICE = "set_language"
COOKIE = "I18N_LANGUAGE"
BATCH = "b_start"  # the tenth page of a list has no like in another language


def native(code: str) -> str:
    """What speakers of the language call it."""
    return _languagelist.get(code, {}).get("native") or code


def with_choice(url: str, code: str) -> str:
    """The address, saying in which language a page without one of its own is wanted."""
    return f"{url}{'&' if '?' in url else '?'}{CHOICE}={code}"


def entry(code: str, url: str, current: str) -> dict:
    """A language in the switch of a page."""
    short = code.split("-")[0].upper()
    return {
        "code": code,
        "short": short,
        "name": native(code),
        "url": url,
        "current": "true" if code == current else None,
    }


class LanguageLinks:
    """The links of one page. `url`: its address; `home`: whether it is the home page in some language."""

    def __init__(self, context, request, url: str, *, home: bool):
        self.context, self.request, self.url, self.home = context, request, url, home
        self.site = api.portal.get()
        self.language = api.portal.get_current_language()

    def switch(self) -> list[dict]:
        """The languages of the site: code, short, name, url of this page in it, current. Empty with a single one."""
        codes = shown.chosen_languages()
        if len(codes) < 2:
            return []
        return [entry(code, self.in_language(code), self.language) for code in codes]

    def in_language(self, code: str) -> str:
        """Address of this page in that language, or of a page that says in that language where there is none."""
        query = [(key, value) for key, value in self._query() if key != CHOICE]
        place = self._place(code)
        if place != self.url:
            query = [(key, value) for key, value in query if key != BATCH]
        return f"{place}?{urlencode([*query, (CHOICE, code)])}"

    def _place(self, code: str) -> str:
        if not shown.is_multilingual(self.request):
            return self.url
        if self.home:
            return shown.root_url(self.site, self.request, code)
        if self._is_language_root():
            return self.site.absolute_url() + self.url.removeprefix(self.context.absolute_url())
        written = self._written_in()
        if not written or written == code:
            return self.url
        page = translations.of(self.context, self.request).get(code)
        return self.request.physicalPathToURL(page.path) if page is not None else self._missing(code)

    def _is_language_root(self) -> bool:
        return getattr(self.context, "portal_type", "") == shown.ROOT_TYPE

    def _written_in(self) -> str:
        """Language of the content itself, '' for what has none and for pages of the site as a whole."""
        written = ITranslatable.providedBy(self.context) and not ISiteRoot.providedBy(self.context)
        return self.context.Language() if written else ""

    def _query(self) -> list[tuple[str, str]]:
        if self.request.get("REQUEST_METHOD") not in ("GET", "HEAD"):
            return []
        return parse_qsl(self.request.get("QUERY_STRING", ""), keep_blank_values=True)

    def alternates(self) -> list[dict]:
        """For machines: code and url of every language in which this page is written, the choice of none last."""
        found = self._alternates() if shown.is_multilingual(self.request) else {}
        if len(found) < 2:
            return []
        links = [{"code": code, "url": found[code]} for code in shown.chosen_languages() if code in found]
        return [*links, {"code": "x-default", "url": links[0]["url"]}]

    def _alternates(self) -> dict[str, str]:
        if self.home:
            roots = {code: shown.root_url(self.site, self.request, code) for code in shown.chosen_languages()}
            return roots if len(set(roots.values())) == len(roots) else {}
        if self.url.rstrip("/") != self.context.absolute_url():
            return {}
        if self._written_in():
            pages = translations.of(self.context, self.request)
            return {code: self.request.physicalPathToURL(page.path) for code, page in pages.items()}
        return self._in_every_language()

    def _in_every_language(self) -> dict[str, str]:
        """Of content that holds its words in several languages."""
        first, words = shown.first_language(), getattr(self.context, "translations", None)
        if not isinstance(words, dict) or not words:
            return {}
        return {first: self.url, **{code: with_choice(self.url, code) for code, said in words.items() if said}}

    def _missing(self, code: str) -> str:
        """Address of the page that says, in that language, that this one is not there in it."""
        below = "/".join(self.context.getPhysicalPath()[len(self.site.getPhysicalPath()) :])
        return f"{shown.root_url(self.site, self.request, code)}/{translations.VIEW}/{quote(below)}"
