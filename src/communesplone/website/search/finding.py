"""Asking the portal catalog: everybody sees what he may see; counted by sets, no row is read that is not shown."""

from BTrees.IIBTree import difference
from BTrees.IIBTree import IISet
from BTrees.IIBTree import intersection
from BTrees.IIBTree import union
from collections.abc import Iterable
from communesplone.website.languages.shown import is_multilingual
from communesplone.website.languages.shown import ROOT_TYPE
from communesplone.website.search.kinds import facets
from communesplone.website.search.kinds import kinds
from communesplone.website.search.kinds import PAGES
from dataclasses import dataclass
from DateTime import DateTime
from plone import api
from Products.ZCTextIndex.ParseTree import ParseError
from typing import Any
from zope.globalrequest import getRequest


TITLED = 10_000_000  # what a hit in the title weighs, more than any score
OLDEST = 12  # years back that results are counted for


@dataclass(frozen=True)
class Choice:
    """What the results are narrowed to; '' and 0 for nothing."""

    kind: str = ""
    year: int = 0
    tokens: tuple[tuple[str, str], ...] = ()  # facet, token

    def without(self, facet: str) -> "Choice":
        """The same, with nothing chosen in one facet."""
        return Choice(self.kind, self.year, tuple(one for one in self.tokens if one[0] != facet))


class Hits:
    """The numbers of the rows that answer a query, with what they weigh; by kind and narrowed."""

    def __init__(self, catalog: Any, weights: dict[int, int], getter: Any = None):
        self.catalog, self.weights, self._getter = catalog, weights, getter
        self.all = IISet(weights)

    def __len__(self) -> int:
        return len(self.weights)

    def by_kind(self) -> dict[str, Any]:
        """Kind -> set of rows, for the kinds that have some; in their order."""
        rest, known = difference(self.all, self._of("portal_type", _not_searched())), kinds()
        found = {}
        for name, kind in known.items():
            found[name] = intersection(rest, self._of("portal_type", kind.types))
        named = [one for kind in known.values() for one in kind.types]
        others = difference(rest, self._of("portal_type", named))
        if others:
            found[PAGES] = union(found.get(PAGES, IISet()), others)
        return {name: rows for name, rows in found.items() if rows}

    def having(self, rows: Any, facet: str, token: str) -> Any:
        """Those that stand under a choice of a facet."""
        one = facets().get(facet)
        if one is None or token not in one.titles or one.index not in self.catalog.indexes():
            return IISet()
        return intersection(rows, self._of(one.index, [f"{one.prefix}{token}"]))

    def of_year(self, rows: Any, year: int) -> Any:
        """Those published in a year."""
        ends = (DateTime(year, 1, 1), DateTime(year, 12, 31, 23, 59))
        return intersection(rows, self._set("effective", {"query": ends, "range": "min:max"}))

    def narrowed(self, rows: Any, choice: Choice) -> Any:
        """Those that fit all choices but the kind."""
        for facet, token in choice.tokens:
            rows = self.having(rows, facet, token)
        return self.of_year(rows, choice.year) if choice.year else rows

    def best(self, rows: Any, start: int, number: int) -> list:
        """Catalog rows, the best first; of equals the one that was made last."""
        order = sorted(rows, key=lambda one: (-self.weights[one], -one))
        return [self._getter((1, self.weights[one], one)) for one in order[start : start + number]]

    def is_titled(self, row: Any) -> bool:
        """Whether the title of a row of these answers the query by itself."""
        return self.weights.get(row.getRID(), 0) >= TITLED

    def _of(self, index: str, values: Iterable[str]) -> Any:
        values = list(values)
        return self._set(index, {"query": values}) if values else IISet()

    def _set(self, index: str, query: dict) -> Any:
        found = self.catalog._catalog.getIndex(index)._apply_index({index: query})
        return (found and found[0]) or IISet()


def hits(query: str, language: str) -> Hits:
    """What answers a query of the text index, for who asks, in a language; hits in the title weigh most."""
    catalog = api.portal.get_tool("portal_catalog")
    if not query:
        return Hits(catalog, {})
    try:
        asked = {"SearchableText": query, **_told_in(language)}
        found = catalog.searchResults(asked, _merge=False, show_inactive=False)
    except ParseError:
        return Hits(catalog, {})
    if not found:
        return Hits(catalog, {})
    weights = {key[2]: key[1] for _score, key, _getter in found}
    for one in intersection(IISet(weights), _titled(catalog, query)):
        weights[one] += TITLED
    return Hits(catalog, weights, found[0][2])


def rows(language: str, number: int, **query) -> list:
    """The first rows of a query for who asks, in a language."""
    catalog = api.portal.get_tool("portal_catalog")
    return list(catalog({**_told_in(language), **query, "sort_limit": number}, show_inactive=False)[:number])


def _told_in(language: str) -> dict:
    """What is in that language, or in none of its own; everything on a site without translations."""
    return {"Language": [language, ""]} if is_multilingual(getRequest()) else {}


def _titled(catalog: Any, query: str) -> Any:
    found = catalog._catalog.getIndex("Title")._apply_index({"Title": query})
    return IISet(found[0].keys()) if found and found[0] else IISet()


def _not_searched() -> tuple[str, ...]:
    return (*(api.portal.get_registry_record("plone.types_not_searched", default=()) or ()), "Plone Site", ROOT_TYPE)
