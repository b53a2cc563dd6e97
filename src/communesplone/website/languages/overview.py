"""`@@translations-overview`: which pages lack a translation and which translations are behind, for editors.

Everything comes from rows of the catalog, those of one kind of content at a time; no page is woken.
"""

from AccessControl import getSecurityManager
from AccessControl import Unauthorized
from collections import Counter
from communesplone import _
from communesplone.core.batches import batch_start
from communesplone.core.cases.words import day_text
from communesplone.core.forms.sent import text_of
from communesplone.core.moments import zone
from communesplone.website.browser.links import HeaderLink
from communesplone.website.domain import translating
from communesplone.website.domain.paging import near
from communesplone.website.domain.translating import State
from communesplone.website.languages import facts
from communesplone.website.languages import links
from communesplone.website.languages import shown
from dataclasses import dataclass
from plone import api
from plone.memoize.view import memoize
from plone.protect import CheckAuthenticator
from Products.Five import BrowserView
from urllib.parse import urlencode


SIZE = 40
CHANGE = "Modify portal content"
KINDS = {
    "pages": (_("Pages and folders"), ("Document", "Folder", "Collection", "Link")),
    "news": (_("News"), ("News Item",)),
    "events": (_("Events"), ("Event",)),
}
LISTS = {
    "work": (_("Missing or behind"), (State.MISSING, State.BEHIND)),
    "missing": (_("Missing"), (State.MISSING,)),
    "behind": (_("Behind"), (State.BEHIND,)),
    "all": (_("All pages"), tuple(State)),
}
WORDS = {
    State.SOURCE: _("Original"),
    State.CURRENT: _("Translated"),
    State.BEHIND: _("Behind"),
    State.MISSING: _("Missing"),
}


@dataclass(frozen=True)
class Group:
    """A page with its translations: rows by language, how it stands in each, the row of the source."""

    rows: dict
    states: dict[str, State]
    source: object

    def is_in(self, wanted: tuple[State, ...], languages: list[str]) -> bool:
        """Whether it stands so in one of the languages."""
        return any(self.states[language] in wanted for language in languages)

    @property
    def urgency(self) -> tuple:
        """Those behind first, then what changed last."""
        return State.BEHIND not in self.states.values(), -self.source.modified.timeTime()


class TranslationsLink(HeaderLink):
    """In the bar at the top, for those who manage translations."""

    title = _("Translations")
    view = "translations-overview"
    order = 40
    personal = True
    permission = "plone.app.multilingual: Manage Translations"

    @property
    def available(self) -> bool:
        """Only on a site with translations."""
        return shown.is_multilingual(self.request) and super().available


class Translations(BrowserView):
    """The list, in batches; `POST` says that a translation is still right."""

    light_page = True
    personal_page = True
    page_title = _("Translations")

    def __call__(self):
        if self.request.get("REQUEST_METHOD") == "POST":
            CheckAuthenticator(self.request)
            self._confirm(text_of(self.request, "right"))
            return self.request.response.redirect(self.url_of())
        return self.index()

    def _confirm(self, uid: str) -> None:
        rows = api.portal.get_tool("portal_catalog")(UID=uid) if uid else ()
        content = rows[0].getObject() if rows else None
        if content is not None and not getSecurityManager().checkPermission(CHANGE, content):
            raise Unauthorized(CHANGE)
        if content is not None and facts.confirm(content):
            api.portal.show_message(_("The translation is marked as right."), self.request)
        else:
            api.portal.show_message(_("This page is not there any more."), self.request, type="error")

    # What was asked for

    @property
    def kind(self) -> str:
        """The kind of content asked for."""
        asked = text_of(self.request, "kind")
        return asked if asked in KINDS else "pages"

    @property
    def current(self) -> str:
        """The list asked for."""
        asked = text_of(self.request, "list")
        return asked if asked in LISTS else "work"

    @property
    def languages(self) -> list[str]:
        """The languages that are looked at: the one asked for or all."""
        asked, known = text_of(self.request, "language"), shown.chosen_languages()
        return [asked] if asked in known else known

    @property
    def section(self) -> str:
        """Physical path of the section asked for, '' for all."""
        asked = text_of(self.request, "section")
        return asked if asked in dict(self._sections()) else ""

    def url_of(self, **changed) -> str:
        """Address of this page with what was asked for, something of it changed."""
        asked = {name: text_of(self.request, name) for name in ("list", "kind", "language", "section")} | changed
        query = urlencode({name: value for name, value in asked.items() if value})
        return f"{self.context.absolute_url()}/@@translations-overview{'?' if query else ''}{query}"

    # What there is

    @property
    def is_multilingual(self) -> bool:
        """Whether the site has translations at all."""
        return shown.is_multilingual(self.request) and len(shown.chosen_languages()) > 1

    @memoize
    def groups(self) -> list[Group]:
        """Every page of the kind and the section, with its translations; the most urgent first."""
        found: dict[str, dict] = {}
        for row in api.portal.get_tool("portal_catalog")(portal_type=list(KINDS[self.kind][1])):
            group = row.TranslationGroup
            if row.Language and isinstance(group, str) and group:
                found.setdefault(group, {})[row.Language] = row
        every = (self._group(rows) for rows in found.values())
        below = f"{self.section or '/'.join(self.context.getPhysicalPath())}/"
        own = [one for one in every if any(f"{row.getPath()}/".startswith(below) for row in one.rows.values())]
        return sorted(own, key=lambda one: one.urgency)

    @staticmethod
    def _group(rows: dict) -> Group:
        first, languages = shown.first_language(), shown.chosen_languages()
        versions = [facts.version_of(row) for row in rows.values()]
        source = rows[translating.source_of(versions, first).language]
        return Group(rows, translating.states(versions, languages, first), source)

    def chosen(self) -> list[Group]:
        """Those of the list asked for."""
        return [one for one in self.groups() if one.is_in(LISTS[self.current][1], self.languages)]

    # What is shown

    def lists(self) -> list[dict]:
        """The lists with their numbers."""
        return [
            {
                "title": title,
                "count": sum(one.is_in(wanted, self.languages) for one in self.groups()),
                "url": self.url_of(list=name),
                "current": "true" if name == self.current else None,
            }
            for name, (title, wanted) in LISTS.items()
        ]

    def counts(self) -> list[dict]:
        """For each language: name, how many pages are there, missing, behind."""
        found = {code: Counter(one.states[code] for one in self.groups()) for code in self.languages}
        return [
            {
                "code": code,
                "name": links.native(code),
                "there": count.total() - count[State.MISSING],
                "missing": count[State.MISSING],
                "behind": count[State.BEHIND],
            }
            for code, count in found.items()
        ]

    def kinds(self) -> list[dict]:
        """For the form."""
        return [{"value": name, "title": title, "chosen": name == self.kind} for name, (title, _t) in KINDS.items()]

    def language_choices(self) -> list[dict]:
        """For the form."""
        asked = text_of(self.request, "language")
        return [
            {"value": code, "title": links.native(code), "chosen": code == asked} for code in shown.chosen_languages()
        ]

    def section_choices(self) -> list[dict]:
        """For the form."""
        return [{"value": path, "title": title, "chosen": path == self.section} for path, title in self._sections()]

    @memoize
    def _sections(self) -> list[tuple[str, str]]:
        """Folders right below this place."""
        path = {"query": "/".join(self.context.getPhysicalPath()), "depth": 1}
        rows = api.portal.get_tool("portal_catalog")(
            path=path, portal_type="Folder", sort_on="getObjPositionInParent", sort_limit=60
        )
        return [(row.getPath(), row.Title) for row in rows if row.Language]

    @staticmethod
    def native(code: str) -> str:
        """What speakers of the language call it."""
        return links.native(code)

    def batch(self) -> list[dict]:
        """The pages of this page."""
        start = batch_start(self.request)
        return [self._told(one) for one in self.chosen()[start : start + SIZE]]

    def _told(self, one: Group) -> dict:
        source = one.source
        changed = source.modified.asdatetime().astimezone(zone()).date()
        return {
            "title": source.Title or source.getId,
            "lang": source.Language,
            "url": source.getURL(),
            "changed": day_text(changed),
            "languages": [self._standing(one, code) for code in self.languages],
        }

    @staticmethod
    def _standing(one: Group, code: str) -> dict:
        """How the page stands in a language, and what can be done."""
        state, row = one.states[code], one.rows.get(code)
        url = row.getURL() if row is not None else ""
        return {
            "code": code,
            "name": links.native(code),
            "state": state.value,
            "words": WORDS[state],
            "url": url,
            "title": (row.Title or row.getId) if row is not None else one.source.Title,
            "uid": row.UID if state is State.BEHIND else "",
            "do": {
                State.MISSING: f"{one.source.getURL()}/@@create_translation?language={code}",
                State.BEHIND: f"{url}/babel_edit",
            }.get(state, ""),
        }

    def pages(self) -> list[dict]:
        """Links to the batches; none where one is enough."""
        total, now = len(self.chosen()), batch_start(self.request) // SIZE + 1
        return [
            {
                "number": number,
                "url": self.url_of(b_start=(number - 1) * SIZE),
                "current": "page" if number == now else None,
            }
            for number in near(now, (total + SIZE - 1) // SIZE)
        ]
