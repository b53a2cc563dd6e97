"""Kinds of results and choices that narrow them, as features register them."""

from communesplone import _
from communesplone.website.search.interfaces import ISearchAsked
from communesplone.website.search.interfaces import ISearchFacet
from communesplone.website.search.interfaces import ISearchKind
from dataclasses import dataclass
from dataclasses import field
from typing import Any
from zope.component import getUtilitiesFor
from zope.interface import implementer


@implementer(ISearchKind)
@dataclass(frozen=True)
class Kind:
    """A kind of results."""

    title: Any
    types: tuple[str, ...]
    order: int
    most: int = 3


@implementer(ISearchFacet)
@dataclass(frozen=True)
class Facet:
    """A choice from a fixed list."""

    title: Any
    index: str
    prefix: str
    titles: dict[str, Any] = field(hash=False)
    order: int = 10


@implementer(ISearchAsked)
@dataclass(frozen=True)
class SearchAsked:
    """A question was asked."""

    words: str
    count: int
    language: str
    corrected: bool = False


PAGES = "pages"
offices = Kind(_("Services and offices"), ("Unit",), 10)
pages = Kind(_("Pages"), ("Document", "Folder", "Collection", "Link"), 20, 5)
news = Kind(_("News"), ("News Item", "Alert"), 30)
events = Kind(_("Events"), ("Event",), 40)
people = Kind(_("People"), ("Person",), 50)
documents = Kind(_("Files and pictures"), ("File", "Image"), 60)


def kinds() -> dict[str, Kind]:
    """Name -> kind, in their order."""
    return dict(sorted(getUtilitiesFor(ISearchKind), key=lambda one: (one[1].order, one[0])))


def facets() -> dict[str, Facet]:
    """Name -> facet, in their order."""
    return dict(sorted(getUtilitiesFor(ISearchFacet), key=lambda one: (one[1].order, one[0])))


def kind_of(portal_type: str, known: dict[str, Kind]) -> str:
    """The name of the kind of a content type."""
    return next((name for name, kind in known.items() if portal_type in kind.types), PAGES)
