"""`@@counter`: the procedures that a clerk may enter orders for, from A to Z. Rows of the catalog, no card is woken."""

from communesplone import _
from communesplone.core.batches import batch_start
from communesplone.core.cases.catalog import fold
from communesplone.core.forms.sent import text_of
from communesplone.core.organisation.groups import units_of
from communesplone.core.organisation.vocabularies import unit_titles
from communesplone.requests.browser.badges import card_summary
from communesplone.requests.browser.badges import card_title
from functools import cached_property
from itertools import groupby
from plone import api
from Products.Five import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from urllib.parse import urlencode


PAGE = 60
LONGEST = 100  # characters of what is searched for


class CounterView(BrowserView):
    """Reading only; the order itself is entered at `@@order-at-counter` of the card, which asks again who may."""

    light_page = True
    personal_page = True
    template = ViewPageTemplateFile("counter_list.pt")

    def __call__(self):
        self.request.response.setHeader("Cache-Control", "private, no-store")
        self.site_url = api.portal.get().absolute_url()
        self.text = text_of(self.request, "text")[:LONGEST].strip()
        self.start = batch_start(self.request)
        if self.start >= len(self.cards):
            self.start = 0
        return self.template()

    def page_title(self):
        return _("Orders at the counter")

    @cached_property
    def units(self) -> dict[str, str]:
        """UID -> title of the units for which the current user enters orders."""
        mine = units_of(api.user.get_current())
        return {uid: title for uid, title in unit_titles().items() if uid in mine}

    @cached_property
    def cards(self) -> list[dict]:
        """What answers to the search, by title in the language of the page: title, summary, unit, url."""
        if not self.units:
            return []
        language = api.portal.get_current_language()
        rows = api.portal.get_tool("portal_catalog")(
            portal_type="Procedure", review_state="published", order_unit=list(self.units)
        )
        words = fold(self.text).split()
        found = [self._card(row, language) for row in rows]
        return sorted((one for one in found if _answers(one, words)), key=lambda one: fold(one["title"]))

    def _card(self, row, language: str) -> dict:
        return {
            "title": card_title(row, language),
            "summary": card_summary(row, language),
            "unit": self.units[row.order_unit] if len(self.units) > 1 else "",
            "url": f"{row.getURL()}/@@order-at-counter",
        }

    def letters(self) -> list[dict]:
        """The cards of this page under the letter that they begin with: letter, cards."""
        shown = self.cards[self.start : self.start + PAGE]
        groups = groupby(shown, key=lambda one: fold(one["title"])[:1].upper())
        return [{"letter": letter, "cards": list(cards)} for letter, cards in groups]

    def pages(self) -> list[dict]:
        """Links to the pages; none where one is enough."""
        total = len(self.cards)
        return [self._page(start) for start in range(0, total, PAGE)] if total > PAGE else []

    def _page(self, start: int) -> dict:
        asked = {"text": self.text, "b_start": start or ""}
        query = urlencode({name: value for name, value in asked.items() if value})
        return {
            "number": start // PAGE + 1,
            "url": f"{self.site_url}/@@counter" + (f"?{query}" if query else ""),
            "current": "page" if start == self.start else None,
        }


def _answers(card: dict, words: list[str]) -> bool:
    """Whether every word stands in the title or the summary."""
    text = fold(f"{card['title']} {card['summary']}")
    return all(word in text for word in words)
