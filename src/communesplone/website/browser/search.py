"""Search results in the look of the site: words, results from metadata, pages. Without script."""

from communesplone import _
from communesplone.website import cards
from communesplone.website.browser.rows import row_summary
from communesplone.website.browser.rows import row_title
from communesplone.website.languages.shown import language_query
from plone import api
from plone.memoize.view import memoize
from Products.CMFPlone.browser.search import Search as StockSearch
from urllib.parse import urlencode


PAGE = 10  # results


class Search(StockSearch):
    """`@@search`: Plone's query, our page."""

    light_page = True
    page_title = _("Search")

    @property
    def words(self) -> str:
        """What was searched for."""
        found = self.request.form.get("SearchableText", "")
        return found.strip() if isinstance(found, str) else ""

    @memoize
    def found(self):
        """The batch of metadata records of this page; empty without words."""
        if not self.words:
            return []
        return self.results(b_size=PAGE, b_start=self._start(), use_content_listing=False)

    def filter_query(self, query):
        """Plone's query, of the whole site in the language of the page."""
        query = super().filter_query(query)
        if query and "path" not in self.request.form:
            query["path"] = "/".join(api.portal.get().getPhysicalPath())
        return {**query, **language_query(self.request)} if query else query

    def total(self) -> int:
        """Number of results on all pages."""
        return getattr(self.found(), "sequence_length", 0)

    @property
    def language(self) -> str:
        """Language of the page."""
        return api.portal.get_current_language()

    def rows(self) -> list[dict]:
        """The results of this page: title, text, url."""
        return [
            {
                "title": row_title(brain, self.language) or brain.getId,
                "text": row_summary(brain, self.language),
                "url": cards.address(brain),
            }
            for brain in self.found()
        ]

    def pages(self) -> list[dict]:
        """Links to the neighbouring pages of results: number, url, current."""
        last = (self.total() + PAGE - 1) // PAGE
        now = self._start() // PAGE + 1
        near = [number for number in range(1, last + 1) if number in (1, last) or abs(number - now) <= 2]
        if last < 2:
            return []
        return [{"number": number, "url": self._page_url(number), "current": number == now} for number in near]

    def _start(self) -> int:
        start = str(self.request.form.get("b_start", "0"))
        return int(start) if start.isdigit() and len(start) < 7 else 0

    def _page_url(self, number: int) -> str:
        query = urlencode({"SearchableText": self.words, "b_start": (number - 1) * PAGE})
        return f"{self.context.absolute_url()}/@@search?{query}"
