"""The catalogue of cards: by theme, audience, life event, letter and words; plain links, from the catalog's rows."""

from collections import Counter
from communesplone import _
from communesplone.core import moments
from communesplone.core.batches import batch_start
from communesplone.core.forms.sent import text_of
from communesplone.core.hours.caching import end_of_day
from communesplone.requests import facets
from communesplone.requests.browser.badges import card_summary
from communesplone.requests.browser.badges import card_title
from communesplone.requests.browser.badges import row_badge
from communesplone.requests.domain import finding
from communesplone.website.kept_markup import markup
from plone import api
from plone.memoize.view import memoize
from Products.Five import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from urllib.parse import urlencode
from zope.component import getMultiAdapter


SIZE = 24
ICON = "file-text"
LONGEST = 100  # signs of a question
LABELS = {
    "theme": _("By theme"),
    "audience": _("I am…"),
    "event": _("By life event"),
    "letter": _("From A to Z"),
}


class ProceduresView(BrowserView):
    """All cards of the folder; each choice is a link, choices add up, and a link takes each of them away."""

    light_page = True
    inside = ViewPageTemplateFile("procedures_found.pt")

    @property
    @memoize
    def frame(self):
        """The frame of the page: addresses, language, who looks."""
        return getMultiAdapter((self.context, self.request), name="light-frame")

    @property
    def sprite(self) -> str:
        """Prefix of the address of an icon."""
        return f"{self.frame.resources_url}/icons.svg#"

    def found(self) -> str:
        """The ways in and the cards as markup: the same for every visitor and day, but for words that he typed."""
        if self.words:
            return self.inside()
        chosen = tuple(self.chosen().items())
        question = ("procedures", self.context.getPhysicalPath(), chosen, self.asked_way, batch_start(self.request))
        return markup(self.frame, question, self.inside, lambda: end_of_day(moments.now()).timestamp())

    @property
    def language(self) -> str:
        return api.portal.get_current_language()

    @property
    def words(self) -> str:
        """What was typed."""
        return text_of(self.request, "q").strip()[:LONGEST]

    @memoize
    def chosen(self) -> dict[str, str]:
        """The choices of the address that exist, by kind."""
        asked = {kind: text_of(self.request, kind) for kind in facets.FACETS}
        found = {kind: token for kind, token in asked.items() if token in facets.FACETS[kind]}
        letter = text_of(self.request, "letter").upper()
        if len(letter) == 1 and ((letter.isascii() and letter.isalpha()) or letter == finding.OTHER):
            found["letter"] = letter
        return found

    @memoize
    def _rows(self) -> list[tuple]:
        """Row and title of every card that the visitor may see, as in a dictionary; in one query."""
        query = {"portal_type": "Procedure", "path": "/".join(self.context.getPhysicalPath())}
        found = api.portal.get_tool("portal_catalog")(**query)
        titled = [(row, card_title(row, self.language)) for row in found]
        return sorted(titled, key=lambda one: finding.sort_key(one[1]))

    @memoize
    def _matching(self) -> list[tuple]:
        """Rows that fit the words, the best first; all where nothing was typed."""
        asked = finding.words(self.words)
        if not asked:
            return self._rows()
        scored = [(_score(asked, row), row, title) for row, title in self._rows()]
        best = sorted((one for one in scored if one[0]), key=lambda one: -one[0])
        return [(row, title) for _score_, row, title in best]

    @memoize
    def _found(self) -> list[tuple]:
        return [one for one in self._matching() if self._fits(one)]

    def _fits(self, one: tuple, without: str = "") -> bool:
        mine = _tokens(one)
        return all(kind == without or f"{kind}:{token}" in mine for kind, token in self.chosen().items())

    def total(self) -> int:
        """How many cards fit."""
        return len(self._found())

    def count_text(self):
        """The same in words."""
        total = self.total()
        return _("1 procedure") if total == 1 else _("${number} procedures", mapping={"number": total})

    def batch(self) -> list[dict]:
        """The cards of this page."""
        start, today = batch_start(self.request), moments.today()
        return [
            {
                "url": row.getURL(),
                "title": title,
                "summary": card_summary(row, self.language),
                "icon": row.icon or ICON,
                "online": bool(row.online),
                "badge": row_badge(row, today),
            }
            for row, title in self._found()[start : start + SIZE]
        ]

    def ways(self) -> list[dict]:
        """The four ways into the catalogue; the current one is open."""
        return [
            {"title": title, "url": self._url(by=kind), "current": "true" if kind == self.way else None}
            for kind, title in LABELS.items()
        ]

    @property
    def asked_way(self) -> str:
        """The way that the address asks for, '' for none."""
        asked = text_of(self.request, "by")
        return asked if asked in LABELS else ""

    @property
    def way(self) -> str:
        """The way that is open: the one asked for, else that of a choice, else by theme."""
        return self.asked_way or next(iter(self.chosen()), "theme")

    def options(self) -> list[dict]:
        """Choices of the open way with how many cards each leads to; those without a card are left out."""
        counts: Counter = Counter()
        for one in self._matching():
            if self._fits(one, without=self.way):
                counts.update(_tokens(one))
        return [
            {
                "title": title,
                "count": counts[f"{self.way}:{token}"],
                "url": self._url(by=self.way, **{self.way: token}),
                "current": "true" if self.chosen().get(self.way) == token else None,
            }
            for token, title in self._titles(self.way, counts).items()
            if counts[f"{self.way}:{token}"]
        ]

    def _titles(self, kind: str, counts: Counter) -> dict:
        if kind != "letter":
            return facets.FACETS[kind]
        letters = sorted(token.partition(":")[2] for token in counts if token.startswith("letter:"))
        return {letter: letter for letter in letters}

    def filters(self) -> list[dict]:
        """What was chosen, each with the address without it."""
        found = []
        for kind, token in self.chosen().items():
            title = facets.FACETS[kind][token] if kind in facets.FACETS else token
            found.append({"kind": LABELS[kind], "title": title, "url": self._url(**{kind: ""})})
        if self.words:
            found.append({"kind": _("Words"), "title": f"“{self.words}”", "url": self._url(q="")})
        return found

    def pages(self) -> list[dict]:
        """Links to the batches; none where one is enough."""
        total, now = self.total(), batch_start(self.request)
        if total <= SIZE:
            return []
        return [
            {
                "number": start // SIZE + 1,
                "url": self._url(b_start=start or ""),
                "current": "page" if start == now else None,
            }
            for start in range(0, total, SIZE)
        ]

    def _url(self, **changes) -> str:
        """The address of this page with other choices; back to the first batch."""
        known = {**self.chosen(), "q": self.words, "by": self.asked_way, **changes}
        query = urlencode({name: value for name, value in known.items() if value != ""})
        url = self.context.absolute_url()
        return f"{url}?{query}" if query else url


def _tokens(one: tuple) -> set[str]:
    row, title = one
    return {*(getattr(row, "card_facets", None) or ()), f"letter:{finding.letter(title)}"}


def _score(asked: list[str], row) -> int:
    known = getattr(row, "card_words", None)
    titles, others = known if isinstance(known, tuple) else (finding.digest([row.Title]), "")
    return finding.score(asked, titles, others)
