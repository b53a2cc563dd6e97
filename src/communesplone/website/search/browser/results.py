"""What a page shows of the rows that were found: title, excerpt with marks, where it lies, when it was published."""

from collections.abc import Collection
from communesplone.core.interfaces import IOpenToday
from communesplone.core.moments import now
from communesplone.core.moments import zone
from communesplone.website import cards
from communesplone.website.browser.rows import row_summary
from communesplone.website.browser.rows import row_title
from communesplone.website.home import days
from communesplone.website.search import finding
from communesplone.website.search.domain import excerpt
from typing import Any
from zope.component import queryUtility


DATED = ("News Item", "Alert", "Event", "File")
AT_HOME = "Procedure"  # what lies in one place only, which says nothing


def links(rows: list, language: str) -> list[dict]:
    """Title and address of rows."""
    return [{"title": row_title(row, language) or row.getId, "url": cards.address(row)} for row in rows]


class Shown:
    """Rows of one page of results; what they share is asked for once."""

    def __init__(self, context: Any, request: Any, language: str, marks: Collection[str]):
        self.context, self.request, self.language, self.marks = context, request, language, marks
        self._sections: dict[str, str] = {}
        self._open: dict[str, dict] = {}

    def read(self, rows: list) -> None:
        """Ask for the sections in which the rows lie, and for the hours of offices."""
        paths = {above for row in rows for above in self._above(row)}
        if paths:
            found = finding.rows(self.language, len(paths), path={"query": sorted(paths), "depth": 0})
            self._sections = {row.getPath(): row_title(row, self.language) for row in found}
        units, service = [row.UID for row in rows if row.portal_type == "Unit"], queryUtility(IOpenToday)
        if units and service is not None:
            self._open = service.today(units, now(), self.language)

    def result(self, row: Any, way: str) -> dict:
        """One result, with the way back to the results in its address."""
        page, when = cards.page(row, self.language), self._when(row)
        text = excerpt.piece(row_summary(row, self.language), self.marks)
        return {
            **page,
            "url": f"{page['url']}?{way}",
            "parts": excerpt.parts(text, self.marks),
            "sections": [self._sections[path] for path in self._above(row) if path in self._sections],
            "day": days.day_of_year(when.date(), self.language) if when else "",
            "iso": when.date().isoformat() if when else "",
            "online": getattr(row, "online", None) is True,
            "open": self._open.get(row.UID),
        }

    def _above(self, row: Any) -> list[str]:
        if row.portal_type == AT_HOME:
            return []
        root = len(self.context.getPhysicalPath())
        parts = row.getPath().split("/")
        return ["/".join(parts[:number]) for number in range(root + 1, len(parts))]

    def _when(self, row: Any):
        if row.portal_type not in DATED:
            return None
        if row.portal_type == "Event":
            return cards.next_time(row, zone(), now())[0] if row.start else None
        return row.effective.asdatetime().astimezone(zone()) if row.effective.year() > 1970 else None
