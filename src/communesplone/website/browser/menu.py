"""The entries of the menu, kept in the process while nothing that they come from has changed.

Every page of every visitor shows the menu. Asked of the catalog each time it costs a third of a page, and the more the
larger the site is: the sets of rows that a visitor may see are read whole. So the answer is kept
(core.kept) under everything it depends on beside the catalog: the order of the entries, the types that are shown, who
looks, whether he sees what is not published now, and the day.
"""

from collections.abc import Iterable
from communesplone.core.kept import Kept
from communesplone.website.browser.rows import row_title
from communesplone.website.languages.shown import first_language
from communesplone.website.languages.shown import language_query
from communesplone.website.languages.shown import root_of
from dataclasses import dataclass
from dataclasses import replace
from math import inf
from plone import api
from time import time


MOST_ENTRIES = 5
MOST_CHILDREN = 10
_KEPT = Kept()
# The menu as markup, by its entries, those the page lies in, the language and the addresses.
MARKUP = Kept()


@dataclass(frozen=True)
class Entry:
    """An entry: its words, the physical path of its page, and on the first level the entries below it."""

    title: str
    path: str
    children: tuple["Entry", ...] = ()
    lang: str | None = None  # of the words, where it is not that of the page


@dataclass(frozen=True)
class Answer:
    """The entries and the moment (seconds of the epoch) until which publication dates leave them as they are."""

    entries: tuple[Entry, ...]
    until: float


def entries(site, request) -> tuple[Entry, ...]:
    """At most five pages of the first level and ten below each, for the current user, in the language of the page.

    Pages of the first level lie at the root of the site and, in other languages than its first, in the folder of the
    language. Those without a language (the procedures) lead.
    """
    types = tuple(api.portal.get_registry_record("plone.displayed_types", default=()) or ())
    catalog = api.portal.get_tool("portal_catalog")
    query = language_query(request)
    roots = [site, root_of(site, query["Language"][0])] if query else [site]
    paths = tuple(dict.fromkeys("/".join(root.getPhysicalPath()) for root in roots))
    query["portal_type"] = list(types)
    who = tuple(sorted(catalog._listAllowedRolesAndUsers(api.user.get_current())))
    all_days = bool(catalog.allow_inactive({"path": {"query": paths[0], "depth": 1}}))
    language = api.portal.get_current_language()
    question = (paths, repr(query), language, *(_order(root) for root in roots), who, all_days)
    return _KEPT.answer(
        request, question, lambda: _ask(catalog, paths, query, all_days), lambda answer: time() < answer.until
    ).entries


def around(entries: Iterable[Entry], page: str) -> tuple[tuple[str, str], ...]:
    """The paths of the entries that the page (a physical path) is, "page", or lies below, "true"."""
    every = (one.path for entry in entries for one in (entry, *entry.children))
    return tuple((path, "page" if path == page else "true") for path in every if f"{page}/".startswith(f"{path}/"))


def _order(root) -> int:
    """Changes when the entries are moved, which the catalog need not notice."""
    ordering = root.getOrdering() if hasattr(root, "getOrdering") else None
    return hash(tuple(ordering.idsInOrder())) if ordering is not None else 0


def _ask(catalog, roots: tuple[str, ...], query: dict, all_days: bool) -> Answer:
    rows = sorted(_rows(catalog, list(roots), query), key=lambda row: roots.index(_folder(row)))
    first = _first(rows, MOST_ENTRIES, all_days=all_days)
    if not first.entries:
        return first
    below: dict[str, list] = {}
    for row in _rows(catalog, [entry.path for entry in first.entries], query):
        below.setdefault(_folder(row), []).append(row)
    answers = {place: _first(found, MOST_CHILDREN, all_days=all_days) for place, found in below.items()}
    entries = tuple(
        replace(entry, children=answers[entry.path].entries) if entry.path in answers else entry
        for entry in first.entries
    )
    return Answer(entries, min([first.until, *(answer.until for answer in answers.values())]))


def _entry(row) -> Entry:
    """Its words in the language of the page where they are kept in several, else marked with the one they are in."""
    language, first = api.portal.get_current_language(), first_language()
    title = row_title(row, language)
    foreign = language != first and not row.Language and title == row.Title
    return Entry(title, row.getPath(), lang=first if foreign else None)


def _rows(catalog, paths: list[str], query: dict) -> Iterable:
    """Rows of what lies right below, in order, whatever their days."""
    path = {"query": paths, "depth": 1}
    return catalog(path=path, sort_on="getObjPositionInParent", show_inactive=True, **query)


def _folder(row) -> str:
    return row.getPath().rpartition("/")[0]


def too_many(root) -> int:
    """How many pages of the first level the menu leaves out, for whoever arranges the site."""
    types = list(api.portal.get_registry_record("plone.displayed_types", default=()) or ())
    rows = _rows(api.portal.get_tool("portal_catalog"), ["/".join(root.getPhysicalPath())], {"portal_type": types})
    return max(0, sum(not row.exclude_from_nav for row in rows) - MOST_ENTRIES)


def _first(rows: Iterable, most: int, *, all_days: bool) -> Answer:
    """The first entries that are shown and, without `all_days`, published now; and when that may become others."""
    now, until, found = time(), inf, []
    for row in rows:
        if row.exclude_from_nav:
            continue
        begin, end = (-inf, inf) if all_days else (row.effective.timeTime(), row.expires.timeTime())
        until = min([until, *(moment for moment in (begin, end) if moment > now)])
        if begin <= now < end:
            found.append(_entry(row))
        if len(found) == most:
            break
    return Answer(tuple(found), until)
