"""Shared texts that changed since a card was taken over: the list of cards, and each text with what to do about it."""

from communesplone import _
from communesplone.core.batches import batch_start
from communesplone.core.forms.sent import text_of
from communesplone.requests import shared
from communesplone.requests.browser.badges import card_title
from communesplone.requests.content.procedure import IProcedure
from communesplone.requests.content.procedure import LINES
from communesplone.requests.domain import differences
from communesplone.requests.domain import finding
from communesplone.requests.domain import threeway
from communesplone.requests.facets import LANGUAGES
from communesplone.requests.subscribers import note
from plone import api
from plone.memoize.view import memoize
from plone.protect import CheckAuthenticator
from Products.Five import BrowserView
from zope.schema import getFields
from zope.schema import ValidationError
from zope.schema.interfaces import ITextLine


SIZE = 50
LONGEST = 20_000  # signs of a text
KINDS = {
    threeway.Kind.OFFER: _("You have not changed this text."),
    threeway.Kind.CONFLICT: _("You have changed this text too."),
}


class CardUpdates(BrowserView):
    """`demarches/@@card-updates`: cards whose shared texts changed; from the catalog's rows."""

    light_page = True
    personal_page = True
    page_title = _("Changed shared texts")

    @memoize
    def waiting(self) -> list[dict]:
        """Cards with a change that nobody has decided on, by title."""
        language = api.portal.get_current_language()
        query = {"portal_type": "Procedure", "path": "/".join(self.context.getPhysicalPath())}
        rows = api.portal.get_tool("portal_catalog")(**query)
        found = [{"title": card_title(row, language), "url": row.getURL()} for row in rows if _is_waiting(row)]
        return sorted(found, key=lambda one: finding.sort_key(one["title"]))

    def batch(self) -> list[dict]:
        """Those of this page."""
        start = batch_start(self.request)
        return self.waiting()[start : start + SIZE]

    def pages(self) -> list[dict]:
        """Links to the batches; none where one is enough."""
        total, now = len(self.waiting()), batch_start(self.request)
        url = f"{self.context.absolute_url()}/@@card-updates?b_start="
        if total <= SIZE:
            return []
        return [
            {"number": at // SIZE + 1, "url": f"{url}{at}", "current": "page" if at == now else None}
            for at in range(0, total, SIZE)
        ]


class CardUpdate(BrowserView):
    """`demarches/ID/@@card-update`: text by text, keep one's own, take the shared one, or write one from both."""

    light_page = True
    personal_page = True
    error = ""
    failed = ""  # key of the text that could not be kept
    typed = ""

    def __call__(self):
        if self.request.method == "POST":
            CheckAuthenticator(self.request)
            if self._act():
                return self.request.response.redirect(f"{self.context.absolute_url()}/@@card-update")
        return self.index()

    @property
    def page_title(self):
        return _("Changed shared texts: ${title}", mapping={"title": self.title})

    @property
    def title(self) -> str:
        return self.context.text("title", api.portal.get_current_language())

    def changes(self) -> list[dict]:
        """Every text that waits for a decision."""
        return [self._told(change) for change in shared.changes(self.context)]

    def offers(self) -> int:
        """How many of them the commune has not changed itself."""
        return sum(change.kind is threeway.Kind.OFFER for change in shared.changes(self.context))

    def _told(self, change: threeway.Change) -> dict:
        language, name = change.key
        key = _key(change)
        return {
            "key": key,
            "title": getFields(IProcedure)[name].title,
            "language": LANGUAGES.get(language, language),
            "lang": language,
            "kind": KINDS[change.kind],
            "is_conflict": change.kind is threeway.Kind.CONFLICT,
            "base": differences.pieces(change.base, change.theirs),
            "mine": differences.pieces(change.mine, change.theirs),
            "theirs": differences.pieces(change.theirs, change.mine),
            "seen": _stamp(change),
            "text": self.typed if key == self.failed else differences.flat(change.mine),
            "rows": 8 if name in LINES else 4,
            "error": self.error if key == self.failed else "",
        }

    def _act(self) -> bool:
        """Carry out what was sent; False when the page is to be shown again."""
        known = {_key(change): change for change in shared.changes(self.context)}
        if "all" in self.request.form:
            return self._take_all(known.values())
        change = known.get(text_of(self.request, "key"))
        if change is None or text_of(self.request, "seen") != _stamp(change):
            self.error = _("This text has changed in the meantime. Nothing was stored; look at it again.")
            return False
        name = text_of(self.request, "do")
        if name not in list(threeway.Decision):
            return False
        decision = threeway.Decision(name)
        merged = self._merged(change) if decision is threeway.Decision.MERGED else ""
        if merged is None:
            return False
        self._decide(change, decision, merged)
        return True

    def _take_all(self, changes) -> bool:
        for change in changes:
            if change.kind is threeway.Kind.OFFER:
                self._decide(change, threeway.Decision.THEIRS)
        return True

    def _decide(self, change, decision, merged="") -> None:
        shared.decide(self.context, change, decision, merged)
        language, name = change.key
        note("procedure.shared_decided", self.context, part=name, language=language, kind=decision.value)

    def _merged(self, change: threeway.Change):
        """The text that was typed, as its field takes it; None when it does not, and the page says why."""
        name = change.key[1]
        self.failed, self.typed = _key(change), text_of(self.request, "text")[:LONGEST]
        lines = [line.strip() for line in self.typed.splitlines() if line.strip()]
        field = getFields(IProcedure)[name]
        value = tuple(lines) if name in LINES else (" " if ITextLine.providedBy(field) else "\n").join(lines)
        try:
            field.bind(self.context).validate(value)
        except ValidationError as problem:
            self.error = problem.doc()
            return None
        return value


def _is_waiting(row) -> bool:
    stamp = getattr(row, "card_shared", None)
    return bool(stamp) and bool(row.card_code) and stamp != shared.stamp_of_code(row.card_code)


def _key(change: threeway.Change) -> str:
    return ".".join(change.key)


def _stamp(change: threeway.Change) -> str:
    return threeway.stamp({("mine", ""): change.mine, ("theirs", ""): change.theirs})
