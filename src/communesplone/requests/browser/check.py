"""`@@card-check`: what the cards lack and which are due, for editors; from the catalog's rows."""

from communesplone import _
from communesplone.core import moments
from communesplone.core.batches import batch_start
from communesplone.core.cases.browser.sheet import send_sheet
from communesplone.core.cases.words import day_text
from communesplone.core.forms.sent import text_of
from communesplone.requests import checking
from communesplone.requests.browser.badges import card_title
from communesplone.requests.domain import card
from communesplone.requests.domain import finding
from datetime import date
from plone import api
from plone.memoize.view import memoize
from Products.Five import BrowserView
from typing import NamedTuple
from zope.i18n import translate


SIZE = 50
VIEWS = {
    "all": _("All cards"),
    "incomplete": _("With something missing"),
    "stale": _("To be read again"),
    "unowned": _("Kept by nobody"),
}
STATES = {"draft": _("Draft"), "published": _("Published")}
HEADINGS = (_("Title"), _("State"), _("Complete, %"), _("Missing"), _("Better with"), _("Upkeep"), _("Next reading"))


class Checked(NamedTuple):
    """A row of the catalog with what its card lacks."""

    row: object
    title: str
    lack: card.Lack
    review: date | None
    upkeep: card.Upkeep

    def is_in(self, view: str) -> bool:
        """Whether the card belongs into that list."""
        return {
            "all": True,
            "incomplete": bool(self.lack.needed),
            "stale": self.upkeep is not card.Upkeep.GOOD,
            "unowned": "card_owner" in self.lack.advised,
        }[view]

    @property
    def urgency(self) -> tuple:
        """Cards that lack most come first."""
        return -len(self.lack.needed), self.upkeep is card.Upkeep.GOOD, finding.sort_key(self.title)


class CardCheck(BrowserView):
    """The list, in batches."""

    light_page = True
    personal_page = True
    page_title = _("Check of the cards")

    @property
    def current(self) -> str:
        """The list asked for."""
        asked = text_of(self.request, "list")
        return asked if asked in VIEWS else "all"

    @memoize
    def checked(self) -> list[Checked]:
        """Every card that the editor may see, the most urgent first."""
        language, today = api.portal.get_current_language(), moments.today()
        query = {"portal_type": "Procedure", "path": "/".join(self.context.getPhysicalPath())}
        found = [_checked(row, language, today) for row in api.portal.get_tool("portal_catalog")(**query)]
        return sorted(found, key=lambda one: one.urgency)

    def chosen(self) -> list[Checked]:
        """Those of the list asked for."""
        return [one for one in self.checked() if one.is_in(self.current)]

    def views(self) -> list[dict]:
        """The lists with their numbers."""
        url = f"{self.context.absolute_url()}/@@card-check"
        return [
            {
                "title": title,
                "count": sum(one.is_in(name) for one in self.checked()),
                "url": f"{url}?list={name}",
                "current": "true" if name == self.current else None,
            }
            for name, title in VIEWS.items()
        ]

    def batch(self) -> list[dict]:
        """The rows of this page."""
        start = batch_start(self.request)
        return [
            {
                "url": one.row.getURL(),
                "title": one.title,
                "state": STATES.get(one.row.review_state, one.row.review_state),
                "share": one.lack.share,
                "needed": checking.titles(one.lack.needed),
                "advised": checking.titles(one.lack.advised),
                "upkeep": checking.UPKEEP[one.upkeep],
                "is_due": one.upkeep is not card.Upkeep.GOOD,
                "review": day_text(one.review),
            }
            for one in self.chosen()[start : start + SIZE]
        ]

    def pages(self) -> list[dict]:
        """Links to the batches; none where one is enough."""
        total, now = len(self.chosen()), batch_start(self.request)
        url = f"{self.context.absolute_url()}/@@card-check?list={self.current}&b_start="
        if total <= SIZE:
            return []
        return [
            {"number": at // SIZE + 1, "url": f"{url}{at}", "current": "page" if at == now else None}
            for at in range(0, total, SIZE)
        ]


class CardCheckSheet(CardCheck):
    """The same for a spreadsheet."""

    def __call__(self):
        return send_sheet(self.request, "cards", [self._line(HEADINGS), *map(self._row, self.chosen())])

    def _row(self, one: Checked) -> list:
        state = STATES.get(one.row.review_state, one.row.review_state)
        lacks = [", ".join(self._line(checking.titles(names))) for names in one.lack]
        day = one.review.isoformat() if one.review else ""
        return [
            one.title,
            *self._line([state]),
            one.lack.share,
            *lacks,
            *self._line([checking.UPKEEP[one.upkeep]]),
            day,
        ]

    def _line(self, messages) -> list[str]:
        return [translate(message, context=self.request) for message in messages]


def _checked(row, language: str, today: date) -> Checked:
    known = getattr(row, "card_check", None)
    known = known if isinstance(known, dict) else {"needed": (), "advised": (), "review": None}
    lack = card.Lack(known["needed"], known["advised"])
    return Checked(row, card_title(row, language), lack, known["review"], card.upkeep(known["review"], today))
