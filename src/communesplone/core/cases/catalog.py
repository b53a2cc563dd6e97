"""The catalog of cases: what the queue filters, sorts and shows. Nobody reaches it but through these functions."""

from AccessControl import ClassSecurityInfo
from AccessControl import getSecurityManager
from AccessControl.class_init import InitializeClass
from AccessControl.PermissionRole import rolesForPermissionOn
from BTrees.IIBTree import IISet
from BTrees.IIBTree import intersection
from BTrees.Length import Length
from collections.abc import Callable
from communesplone.core.cases.figures import fact_of
from communesplone.core.cases.figures import FigureBook
from communesplone.core.cases.rows import first
from communesplone.core.cases.rows import with_words
from communesplone.core.interfaces import ICaseHandler
from plone import api
from Products.PluginIndexes.BooleanIndex.BooleanIndex import BooleanIndex
from Products.PluginIndexes.FieldIndex.FieldIndex import FieldIndex
from Products.PluginIndexes.KeywordIndex.KeywordIndex import KeywordIndex
from Products.ZCatalog.query import IndexQuery
from Products.ZCatalog.ZCatalog import ZCatalog
from Products.ZCTextIndex.Lexicon import CaseNormalizer
from Products.ZCTextIndex.Lexicon import Splitter
from Products.ZCTextIndex.ZCTextIndex import PLexicon
from Products.ZCTextIndex.ZCTextIndex import ZCTextIndex
from typing import TypeVar
from zope.component import queryAdapter
from ZTUtils.Lazy import LazyCat
from ZTUtils.Lazy import LazyMap
import unicodedata


CATALOG_ID = "case_catalog"
FIELDS = (
    "handler",
    "kind",
    "unit",
    "review_state",
    "assignee",
    "applicant_user",
    "sortable_name",
    "due",
    "submitted",
    "closed_on",
    "channel",
)
FLAGS = ("open", "stopped", "issued", "held", "gone", "news", "handed", "proposed")
COLUMNS = (
    "reference",
    "handler",
    "kind",
    "title",
    "applicant_name",
    "review_state",
    "unit",
    "assignee",
    "due",
    "submitted",
    "open",
    "stopped",
    "revision",
    "fact",
    "closed_on",
    "issued",
    "held",
    "gone",
    "news",
    "news_for_citizen",
    "handed",
    "last_message",
    "channel",
)
DEFAULTS = {"channel": "web"}
NO_TERM = 9_999_999
FIRST_CUTS = ("allowedRolesAndUsers", "open")  # what most counts begin with
MOST_COUNTS = 2_000
SHALLOW = 20  # a page that ends before the 20th part of its rows is found from the beginning of its order
Answer = TypeVar("Answer", int, dict)
CLOSED_STATES = frozenset({"accepted", "issued", "delivered", "refused", "withdrawn", "closed"})


def fold(text: str) -> str:
    """Lower case without accents, so that `Noël` is found by `noel`."""
    plain = unicodedata.normalize("NFKD", text)
    return "".join(sign for sign in plain if not unicodedata.combining(sign)).lower()


class CaseRow:
    """What the catalog knows of a case: plain values, no national number, no form data."""

    def __init__(self, case):
        handler = queryAdapter(case, ICaseHandler, name=case.handler)
        state = api.content.get_state(case, default="")
        self.reference = case.reference
        self.handler = case.handler
        self.kind = handler.kind if handler else ""
        self.title = handler.title if handler else ""
        self.applicant_name = case.applicant_name
        self.sortable_name = fold(case.applicant_name)
        self.applicant_user = case.applicant_user or "-"
        self.review_state = state
        self.unit = case.unit or "-"
        self.assignee = case.assignee or "-"
        self.due = case.due.toordinal() if case.due else NO_TERM
        self.submitted = case.submitted.toordinal() if case.submitted else 0
        self.open = state not in CLOSED_STATES
        self.stopped = case.stopped is not None
        self.revision = case.revision
        self.closed_on = case.closed_on.toordinal() if case.closed_on else NO_TERM
        self.issued = case.outcome == "issued"
        self.held = bool(case.held)
        self.gone = case.gone_on is not None
        self.fact = fact_of(case, self.kind, self.open)
        self.news = bool(case.news)
        self.news_for_citizen = bool(case.news_for_citizen)
        self.handed = bool(case.handed)
        self.proposed = proposed(case)
        self.last_message = case.messages[-1].moment.date().toordinal() if case.messages else 0
        self.channel = case.channel
        self.text = fold(f"{case.reference} {case.reference.replace('-', '')} {case.applicant_name} {self.title}")
        self.allowedRolesAndUsers = who_may_see(case)


def who_may_see(case) -> list[str]:
    """Roles and principals with the View permission on the case, as the filter of every search wants them."""
    roles = set(rolesForPermissionOn("View", case))
    local_roles = api.portal.get_tool("acl_users")._getAllLocalRoles(case)
    principals = {f"user:{name}" for name, given in local_roles.items() if roles.intersection(given)}
    return sorted(roles | principals)


def proposed(case) -> bool:
    """Whether somebody of its unit has proposed to hand the case over and nobody has decided yet."""
    last = case.proposals[-1] if case.proposals else None
    return last is not None and not last.outcome and last.origin == case.unit


class CaseCatalog(ZCatalog):
    """A ZCatalog that stock code neither finds nor fills; nothing of it can be called through the web."""

    security = ClassSecurityInfo()
    for _name in (
        "isTemporary",
        "note",
        "forget",
        "revisions",
        "visible",
        "all_rows",
        "count",
        "counts",
        "count_by",
        "of_applicant",
        "running",
        "open_references",
        "recount",
        "kinds",
    ):
        security.declarePrivate(_name)
    del _name

    # Figures by month and unit; None until a catalog of former days is upgraded.
    _figures = None
    # Counts every change of a row; two changes at once add up (Length). None until upgraded.
    _changes = None

    def isTemporary(self) -> bool:
        return True

    def note(self, case, path: str) -> None:
        """Make or renew the row of a case, and count it."""
        row = CaseRow(case)
        if self._figures is not None:
            self._figures.exchange(self._fact(path), row.fact)
            self._figures.name(f"{row.handler}.{row.kind}", str(row.title))
        self._catalog.catalogObject(row, path)
        self._changed()

    def forget(self, path: str) -> None:
        """Remove a row; nothing happens when there is none."""
        if path in self._catalog.uids:
            if self._figures is not None:
                self._figures.leave(self._fact(path))
            self._catalog.uncatalogObject(path)
            self._changed()

    def _changed(self) -> None:
        if self._changes is not None:
            self._changes.change(1)

    def _fact(self, path: str) -> tuple:
        """The fact that was counted for the row of that path, () for none."""
        rid = self._catalog.uids.get(path)
        if rid is None or "fact" not in self._catalog.schema:
            return ()
        return self._catalog.data[rid][self._catalog.schema["fact"]] or ()

    def kinds(self) -> dict[str, str]:
        """HANDLER.kind -> title of every kind that was ever counted."""
        return dict(self._figures.titles) if self._figures is not None else {}

    def recount(self) -> None:
        """Count the figures anew from all rows; what they say does not change, unless something was damaged."""
        self._figures.recount([self._fact(path) for path in self._catalog.uids])

    def revisions(self, place: str = "") -> dict[str, int]:
        """Path -> revision that the row was made from, below a place; for the catch-up."""
        column = self._catalog.schema["revision"]
        rows = self._catalog.uids.items(place, f"{place}0" if place else None)
        return {path: self._catalog.data[rid][column] for path, rid in rows}

    def visible(self, sort_on="due", reverse=False, start=0, size=0, **query):
        """Rows the current user may see; lazy. With `size`, only that page is sorted and returned (batch)."""
        query["allowedRolesAndUsers"] = principals()
        rows = self._cut(query, {})
        if not rows:
            return LazyCat([])
        order = self._catalog.getIndex(sort_on)
        if size and (start + size) * SHALLOW < len(rows):
            found = first(rows, order._index, reverse, start + size)[start:]
            return LazyMap(self._catalog.__getitem__, found, actual_result_count=len(rows))
        page = {"limit": start + size, "b_start": start, "b_size": size} if size else {}
        return self._catalog.sortResults(rows, order, reverse, actual_result_count=len(rows), **page)

    def all_rows(self, **query):
        """Rows whoever may see them: for work that nobody asked for."""
        return self._catalog.searchResults(query)

    def count(self, **query) -> int:
        """How many rows the current user may see."""
        query["allowedRolesAndUsers"] = principals()
        return self._remembered(repr(sorted(query.items())), lambda: len(self._cut(query, {})))

    def counts(self, queries: list[dict]) -> list[int]:
        """The same for several queries of fields and flags: what they have in common is looked up and cut once."""
        seen = principals()
        parts: dict[tuple, object] = {}
        found = []
        for query in queries:
            query = {**query, "allowedRolesAndUsers": seen}
            question = repr(sorted(query.items()))
            found.append(self._remembered(question, lambda query=query: len(self._cut(query, parts))))
        return found

    def _cut(self, query: dict, parts: dict[tuple, object]):
        """The set of rows that answer to the query; `parts` keeps those of all its beginnings."""
        rows, beginning = None, ()
        for name in sorted(query, key=lambda name: (name not in FIRST_CUTS, name)):
            beginning = (*beginning, name, repr(query[name]))
            if beginning not in parts:
                parts[beginning] = intersection(rows, self._answer(name, query[name], rows))
            rows = parts[beginning]
        return rows

    def _answer(self, name: str, value: object, rows):
        """The set of rows that answer to a query of one index; no need to tell of others than `rows`, None for all."""
        if name not in self._catalog.indexes:  # until the upgrade step has run
            return IISet()
        index = self._catalog.getIndex(name)
        if name == "text":
            return with_words(index, str(value))
        asked = IndexQuery({name: value}, name, index.query_options, index.operators, index.useOperator)
        return index.query_index(asked, rows)

    def count_by(self, *fields: str, **query) -> dict[tuple, int]:
        """How many rows the current user may see for each combination of the fields' values; one search for them all.

        The fields are names of FieldIndexes. A combination without a row is left out.
        """
        query["allowedRolesAndUsers"] = principals()
        return self._remembered(repr((fields, sorted(query.items()))), lambda: self._count_by(fields, query))

    def _count_by(self, fields: tuple[str, ...], query: dict) -> dict[tuple, int]:
        found = self._catalog.searchResults(query)
        parts = {(): IISet(getattr(found, "_seq", ()))} if len(found) else {}
        for field in fields:
            values = self._catalog.indexes[field].items()
            split = {(*key, value): intersection(part, rows) for key, part in parts.items() for value, rows in values}
            parts = {key: part for key, part in split.items() if part}
        return {key: len(part) for key, part in parts.items()}

    def _remembered(self, question: str, answer: Callable[[], Answer]) -> Answer:
        """The answer, or the one given before in this connection while no row has changed since.

        The question names whoever asks, so that nobody gets the answer of another. Inside a transaction that changes
        rows nothing is kept: what it counts may never be committed.
        """
        changes = self._changes
        if changes is None or changes._p_changed:
            return answer()
        state, known = getattr(self, "_v_counts", (None, None))
        if state != changes() or len(known) >= MOST_COUNTS:
            known = {}
            self._v_counts = (changes(), known)
        if question not in known:
            known[question] = answer()
        return known[question]

    def running(self, until):
        """Rows of all open cases whose clock runs and that are due on that day or before; for timed work, no page."""
        last = {"query": until.toordinal(), "range": "max"}
        return self._catalog.searchResults({"open": True, "stopped": False, "due": last})

    def open_references(self) -> set[str]:
        """References of all open cases; for timed work, no page."""
        return {row.reference for row in self._catalog.searchResults({"open": True})}

    def of_applicant(self, user_id: str, start=0, size=50):
        """Rows of the cases that a citizen with an account made, newest first. The caller names himself only."""
        return self._catalog.searchResults(
            {
                "applicant_user": user_id,
                "sort_on": "submitted",
                "sort_order": "reverse",
                "b_start": start,
                "b_size": size,
            }
        )


InitializeClass(CaseCatalog)


def principals() -> list[str]:
    """Roles, groups and id of the current user in the form that `allowedRolesAndUsers` is indexed in."""
    user = getSecurityManager().getUser()
    names = [user.getId(), *getattr(user, "getGroups", list)()]
    return [*user.getRoles(), *(f"user:{name}" for name in names if name)]


def build() -> CaseCatalog:
    """A new, empty case catalog with its indexes and columns."""
    catalog = CaseCatalog(CATALOG_ID, "Cases")
    catalog._setObject("lexicon", PLexicon("lexicon", "", Splitter(), CaseNormalizer()))
    complete(catalog)
    return catalog


def complete(catalog: CaseCatalog) -> None:
    """Give a catalog the indexes and columns that it does not have yet; its rows are the caller's to renew."""
    inner = catalog._catalog
    made = {
        **{name: FieldIndex(name) for name in FIELDS},
        **{name: BooleanIndex(name) for name in FLAGS},
        "allowedRolesAndUsers": KeywordIndex("allowedRolesAndUsers"),
        "text": ZCTextIndex("text", _Text(), catalog),
    }
    for name, index in made.items():
        if name not in inner.indexes:
            inner.addIndex(name, index)
    for name in COLUMNS:
        if name not in inner.schema:
            inner.addColumn(name, default_value=DEFAULTS.get(name))
    if catalog._figures is None:
        catalog._figures = FigureBook()
    if catalog._changes is None:
        catalog._changes = Length()


class _Text:
    """How the words of a case are indexed."""

    index_type = "Okapi BM25 Rank"
    lexicon_id = "lexicon"
    doc_attr = "text"


def get_catalog() -> CaseCatalog:
    """The case catalog of the current site."""
    return api.portal.get()[CATALOG_ID]
