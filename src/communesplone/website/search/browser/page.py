"""`@@search`: what was understood, procedures first, then kind by kind; filters in the address. Without script."""

from communesplone import _
from communesplone.core.batches import batch_start
from communesplone.core.interfaces import IOpenToday
from communesplone.core.moments import now
from communesplone.core.moments import today
from communesplone.website.domain import paging
from communesplone.website.home.blocks import FOLDER
from communesplone.website.search import asking
from communesplone.website.search import finding
from communesplone.website.search.browser import addresses
from communesplone.website.search.browser import results
from communesplone.website.search.kinds import facets
from communesplone.website.search.kinds import kinds
from communesplone.website.search.kinds import SearchAsked
from functools import cached_property
from plone import api
from Products.CMFPlone.browser.search import Search as StockSearch
from zope.component import getMultiAdapter
from zope.component import queryUtility
from zope.event import notify


PAGE = 10  # results of one kind
MOST_CHOICES = 8  # of a facet
POPULAR = 5
OFFICES = 2


class Search(StockSearch):
    """Plone's view of this name, for whoever calls its `results`; the page is ours."""

    light_page = True
    is_search = True
    page_title = _("Search")

    def __call__(self):
        if self.words and not self.start:
            answer = self.answer
            notify(SearchAsked(self.words, len(answer.hits), self.language, bool(answer.corrected)))
        return self.index()

    @cached_property
    def language(self) -> str:
        """Language of the page."""
        return api.portal.get_current_language()

    @cached_property
    def frame(self):
        """The frame of the page."""
        return getMultiAdapter((self.context, self.request), name="light-frame")

    @cached_property
    def words(self) -> str:
        """What was typed."""
        return asking.clean(self.request.form.get("SearchableText", ""))

    @cached_property
    def choice(self) -> finding.Choice:
        """What the address narrows the results to."""
        return addresses.choice_of(self.request.form)

    @property
    def start(self) -> int:
        """First result of the page of one kind."""
        return batch_start(self.request)

    @cached_property
    def answer(self) -> asking.Answer:
        """What answers the question."""
        return asking.ask(self.request, self.words, self.language)

    @cached_property
    def kinds_found(self) -> dict:
        """Kind -> results, narrowed by all choices but the kind."""
        hits = self.answer.hits
        return {name: rows for name, found in hits.by_kind().items() if len(rows := hits.narrowed(found, self.choice))}

    def total(self) -> int:
        """Number of results of all kinds."""
        return sum(len(rows) for rows in self.kinds_found.values())

    def has_choice(self) -> bool:
        """Whether the address narrows the results."""
        return self.choice != finding.Choice()

    def url(self, choice: finding.Choice, start: int = 0, words: str = "") -> str:
        """Address of these results with another choice."""
        return f"{self.context.absolute_url()}/@@search?{addresses.query(words or self.words, choice, start)}"

    def all_url(self) -> str:
        """Address of the results without any choice."""
        return self.url(finding.Choice())

    def tabs(self) -> list[dict]:
        """The kinds that have results: title, count, url, current."""
        one = self.choice
        known = kinds()
        every = finding.Choice("", one.year, one.tokens)
        tabs = [{"title": _("Everything"), "count": self.total(), "url": self.url(every), "current": not one.kind}]
        tabs += [
            {
                "title": known[name].title,
                "count": len(rows),
                "url": self.url(finding.Choice(name, one.year, one.tokens)),
                "current": name == one.kind,
            }
            for name, rows in self.kinds_found.items()
        ]
        return tabs if len(tabs) > 2 or one.kind else []

    def choices(self) -> list[dict]:
        """Facets that would narrow these results: title, options (title, count, url, current)."""
        found = [self._facet(name, one) for name, one in facets().items()]
        found.append(self._years())
        return [one for one in found if one["options"]]

    def _facet(self, name: str, facet) -> dict:
        hits, choice = self.answer.hits, self.choice.without(name)
        rows = hits.narrowed(self._of_kind(), choice)
        options = []
        for token, title in facet.titles.items():
            current = (name, token) in self.choice.tokens
            count = len(hits.having(rows, name, token)) if rows else 0
            if count or current:
                tokens = choice.tokens if current else (*choice.tokens, (name, token))
                url = self.url(finding.Choice(choice.kind, choice.year, tokens))
                options.append({"title": title, "count": count, "url": url, "current": current})
        options.sort(key=lambda one: (not one["current"], -one["count"]))
        return {"title": facet.title, "options": options[:MOST_CHOICES]}

    def _years(self) -> dict:
        """Years of news, and of whatever else was published, once news are chosen."""
        options, one = [], self.choice
        if one.kind == "news" or one.year:
            hits = self.answer.hits
            rows = hits.narrowed(self._of_kind(), finding.Choice(one.kind, 0, one.tokens))
            for year in range(today().year, today().year - finding.OLDEST, -1):
                count = len(hits.of_year(rows, year))
                if count or year == one.year:
                    other = finding.Choice(one.kind, 0 if year == one.year else year, one.tokens)
                    options.append(
                        {"title": str(year), "count": count, "url": self.url(other), "current": year == one.year}
                    )
        return {"title": _("Year"), "options": options}

    def _of_kind(self):
        hits = self.answer.hits
        return hits.by_kind().get(self.choice.kind, ()) if self.choice.kind else hits.all

    @cached_property
    def groups(self) -> list[dict]:
        """Results kind by kind: title, count, rows, and the address of all of them where some are left out."""
        found, known, hits = [], kinds(), self.answer.hits
        for name, rows in self.kinds_found.items():
            if self.choice.kind not in ("", name):
                continue
            alone = bool(self.choice.kind) or len(self.kinds_found) == 1
            best = hits.best(rows, self.start if alone else 0, PAGE if alone else known[name].most)
            more = len(rows) > len(best) and not alone
            url = self.url(finding.Choice(name, self.choice.year, self.choice.tokens)) if more else ""
            group = {"name": name, "title": known[name].title, "count": len(rows), "brains": best, "all_url": url}
            found.append(group)
        shown = results.Shown(self.context, self.request, self.language, self.answer.marks)
        shown.read([row for group in found for row in group["brains"]])
        way = addresses.way(self.words, self.choice, self.start)
        return [{**group, "rows": [shown.result(row, way) for row in group["brains"]]} for group in found]

    def pages(self) -> list[dict]:
        """Links to the pages of results of the kind shown alone: number, url, current."""
        if len(self.groups) != 1 or self.groups[0]["all_url"]:
            return []
        last = (self.groups[0]["count"] + PAGE - 1) // PAGE
        now_at = self.start // PAGE + 1
        return [
            {"number": number, "url": self.url(self.choice, (number - 1) * PAGE), "current": number == now_at}
            for number in paging.near(now_at, last)
        ]

    def offices(self) -> list[dict]:
        """The answer itself, where opening hours are asked for: title, url, hours of today, openings for the script."""
        service = queryUtility(IOpenToday)
        if service is None or not self.words or not self.answer.asks_hours:
            return []
        query = asking.rest(self.answer)
        if query:
            hits = finding.hits(query, self.language)
            found = hits.best(hits.by_kind().get("offices", ()), 0, OFFICES)
        else:
            found = finding.rows(self.language, OFFICES, portal_type="Unit", sort_on="getObjPositionInParent")
        known = service.today([row.UID for row in found], now(), self.language)
        return [{"title": row.Title, "url": row.getURL(), **known[row.UID]} for row in found if row.UID in known]

    def popular(self) -> list[dict]:
        """The first procedures in the clerks' order: title, url."""
        types = kinds()["procedures"].types if "procedures" in kinds() else ()
        if not types:
            return []
        found = finding.rows(self.language, POPULAR, portal_type=types, sort_on="getObjPositionInParent")
        return results.links(found, self.language)

    def procedures_url(self) -> str:
        """Address of all procedures from A to Z; '' where there are none."""
        return f"{self.frame.site_url}/{FOLDER}?by=letter" if "procedures" in kinds() else ""
