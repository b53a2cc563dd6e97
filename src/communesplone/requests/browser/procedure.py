"""The card of a procedure, and the catalogue of cards."""

from communesplone import _
from communesplone.core.batches import batch_start
from communesplone.requests.browser.counter import may_enter
from plone import api
from plone.app.uuid.utils import uuidToObject
from Products.Five import BrowserView


SIZE = 24
ICON = "file-text"


class ProcedureView(BrowserView):
    """A card, in the language of the page where it is translated."""

    light_page = True

    @property
    def language(self) -> str:
        return api.portal.get_current_language()

    def text(self, name: str):
        return self.context.text(name, self.language)

    def page_title(self) -> str:
        return self.text("title")

    def steps(self) -> list[dict]:
        """Steps as heading and explanation, split at the first colon."""
        parts = (step.partition(":") for step in self.text("steps"))
        return [{"title": title.strip(), "text": text.strip()} for title, _colon, text in parts]

    def facts(self) -> list[dict]:
        """What people look for first, beside the text."""
        names = (("cost", _("Cost")), ("delay", _("How long it takes")), ("who", _("For whom")))
        return [{"title": title, "text": self.text(name)} for name, title in names if self.text(name)]

    @property
    def may_enter(self) -> bool:
        """Whether to show the door to the counter's form."""
        return may_enter(self.context)

    def unit(self):
        """The responsible unit, or None."""
        return uuidToObject(self.context.unit, unrestricted=True) if self.context.unit else None

    def related(self) -> list[dict]:
        """Related cards that the visitor may see."""
        if not self.context.related:
            return []
        rows = api.portal.get_tool("portal_catalog")(UID=list(self.context.related), sort_on="sortable_title")
        return [{"title": card_title(row, self.language), "url": row.getURL()} for row in rows]


def card_title(row, language: str) -> str:
    """Title of a card's catalog row in that language."""
    return (row.card_titles or {}).get(language) or row.Title


def card_summary(row, language: str) -> str:
    """Summary of a card's catalog row in that language."""
    return (row.card_summaries or {}).get(language) or row.Description


class ProceduresView(BrowserView):
    """All cards by title, in batches, from the catalog's rows."""

    light_page = True

    def _rows(self):
        return api.portal.get_tool("portal_catalog")(
            portal_type="Procedure",
            path="/".join(self.context.getPhysicalPath()),
            sort_on="sortable_title",
            b_start=self._start,
            b_size=SIZE,
        )

    @property
    def _start(self) -> int:
        return batch_start(self.request)

    def batch(self) -> list[dict]:
        language = api.portal.get_current_language()
        return [
            {
                "url": row.getURL(),
                "title": card_title(row, language),
                "summary": card_summary(row, language),
                "icon": row.icon or ICON,
            }
            for row in self._rows()
        ]

    def pages(self) -> list[dict]:
        """Links to the batches; none where one is enough."""
        total = self._rows().actual_result_count
        if total <= SIZE:
            return []
        url = self.context.absolute_url()
        return [
            {
                "number": start // SIZE + 1,
                "url": f"{url}?b_start={start}",
                "current": "page" if start == self._start else None,
            }
            for start in range(0, total, SIZE)
        ]
