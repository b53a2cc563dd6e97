"""Folders and collections: cards of the kind that is in them, page by page, from rows of the catalog."""

from communesplone.core.batches import batch_start
from communesplone.core.moments import now
from communesplone.website.domain.paging import near
from communesplone.website.kept_markup import markup
from communesplone.website.pages.choice import LightOrStock
from DateTime import DateTime
from math import inf
from plone import api
from plone.app.contenttypes import browser as stock_pages
from plone.app.contenttypes.browser.collection import CollectionView
from plone.app.contenttypes.browser.folder import FolderView
from plone.memoize.view import memoize
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.component import getMultiAdapter


SIZE = 24
LOOKED_AT = 12  # rows, to see of which kind a folder is
PATH = stock_pages.__path__[0]
KINDS = {"News Item": "news", "Event": "events", "Image": "pictures"}


class Listing(LightOrStock):
    """What folders and collections share; `found` gives the rows of one page."""

    light = ViewPageTemplateFile("templates/listing.pt")
    inside = ViewPageTemplateFile("templates/contents.pt")
    keeps_seconds = inf

    @property
    @memoize
    def frame(self):
        """The frame of the page: addresses, language, who looks."""
        return getMultiAdapter((self.context, self.request), name="light-frame")

    @property
    def sprite(self) -> str:
        """Prefix of the address of an icon."""
        return f"{self.frame.resources_url}/icons.svg#"

    def contents(self) -> str:
        """The list as markup, the same for every visitor."""
        question = (type(self).__qualname__, self.context.getPhysicalPath(), self.start, self.past)
        end = now().timestamp() + self.keeps_seconds
        return markup(self.frame, question, self.inside, lambda: end)

    @property
    def start(self) -> int:
        """First row of the page."""
        return batch_start(self.request)

    @property
    def past(self) -> bool:
        """Whether events that are over were asked for."""
        return "past" in self.request.form

    @memoize
    def kind(self) -> str:
        """`news`, `events` or `pictures` when there is nothing else, else `pages`."""
        types = {row.portal_type for row in self.sample()}
        return KINDS.get(types.pop(), "pages") if len(types) == 1 else "pages"

    @memoize
    def items(self) -> list[dict]:
        """The cards of the page."""
        return [self.card(row) for row in self.found()]

    def total(self) -> int:
        """How many rows on all pages."""
        return getattr(self.found(), "actual_result_count", len(self.found()))

    def pages(self) -> list[dict]:
        """Links to the first page, the last one and those near this one: number, url, current."""
        size = self.size
        numbers = near(self.start // size + 1, (self.total() + size - 1) // size)
        past = "past=1&" if self.past else ""
        return [
            {
                "number": number,
                "url": f"{self.context.absolute_url()}?{past}b_start={(number - 1) * size}",
                "current": "page" if number == self.start // size + 1 else None,
            }
            for number in numbers
        ]

    def text(self) -> str:
        """The text above the list, '' for kinds of content without one."""
        value = getattr(self.context.aq_base, "text", None)
        return value.output_relative_to(self.context) or "" if hasattr(value, "output_relative_to") else ""

    def albums(self) -> list[dict]:
        """Albums below, for a page of pictures."""
        return []

    size = SIZE

    def sample(self):
        """Some rows, to see of which kind they are."""
        raise NotImplementedError

    def found(self):
        """The rows of the page."""
        raise NotImplementedError


class Folder(Listing, FolderView):
    """`listing_view` and the other lists of folders."""

    def _rows(self, **query):
        path = {"query": "/".join(self.context.getPhysicalPath()), "depth": 1}
        return api.portal.get_tool("portal_catalog")(path=path, **query)

    @memoize
    def sample(self):
        rows = self._rows(portal_type=self._types(), sort_on="getObjPositionInParent", sort_limit=LOOKED_AT)
        return rows[:LOOKED_AT]

    def _types(self) -> list[str]:
        return list(self.friendly_types)

    @memoize
    def found(self):
        batch = {"b_start": self.start, "b_size": self.size}
        kind = self.kind()
        if kind == "news":
            return self._rows(portal_type="News Item", sort_on="effective", sort_order="descending", **batch)
        if kind == "events":
            return self._events(batch)
        return self._rows(portal_type=self._types(), sort_on="getObjPositionInParent", **batch)

    def _events(self, batch: dict):
        moment = DateTime(now())
        if self.past:
            return self._rows(
                portal_type="Event",
                end={"query": moment, "range": "max"},
                sort_on="start",
                sort_order="descending",
                **batch,
            )
        return self._rows(portal_type="Event", end={"query": moment, "range": "min"}, sort_on="start", **batch)


class Collection(Listing, CollectionView):
    """`listing_view` and the other lists of collections: what the editor's question finds."""

    keeps_seconds = 60  # its question may ask for today, or for the last hours

    @property
    def size(self) -> int:
        return self.collection_behavior.item_count or SIZE

    def sample(self):
        return self.found()

    @memoize
    def found(self):
        return self.collection_behavior.results(batch=True, b_start=self.start, b_size=self.size, brains=True)

    def total(self) -> int:
        return getattr(self.found(), "sequence_length", len(self.found()))


class FolderSummary(Folder):
    """`summary_view`."""

    stock = ViewPageTemplateFile("templates/listing_summary.pt", PATH)


class FolderTable(Folder):
    """`tabular_view`."""

    stock = ViewPageTemplateFile("templates/listing_tabular.pt", PATH)


class FolderAlbum(Folder):
    """`album_view`: the pictures, whatever else is in the folder; the albums below it as cards."""

    def kind(self) -> str:
        """Always the grid of pictures."""
        return "pictures"

    @memoize
    def found(self):
        return self._rows(portal_type="Image", sort_on="getObjPositionInParent", b_start=self.start, b_size=self.size)

    @memoize
    def albums(self) -> list[dict]:
        """Folders in it."""
        rows = self._rows(portal_type="Folder", sort_on="getObjPositionInParent", sort_limit=SIZE)
        return [self.card(row) for row in rows[:SIZE]]

    stock = ViewPageTemplateFile("templates/listing_album.pt", PATH)


class FolderWhole(Folder):
    """`full_view`."""

    stock = ViewPageTemplateFile("templates/full_view.pt", PATH)


class CollectionSummary(Collection):
    """`summary_view`."""

    stock = ViewPageTemplateFile("templates/listing_summary.pt", PATH)


class CollectionTable(Collection):
    """`tabular_view`."""

    stock = ViewPageTemplateFile("templates/listing_tabular.pt", PATH)


class CollectionAlbum(Collection):
    """`album_view`."""

    stock = ViewPageTemplateFile("templates/listing_album.pt", PATH)


class CollectionWhole(Collection):
    """`full_view`."""

    stock = ViewPageTemplateFile("templates/full_view.pt", PATH)


Folder.stock = Collection.stock = ViewPageTemplateFile("templates/listing.pt", PATH)
