"""Base class of the blocks that stand on the home page, and the options that every one of them has."""

from collections.abc import Callable
from collections.abc import Hashable
from communesplone import _
from communesplone.core.interfaces import IHomeBlock
from communesplone.website.languages.shown import language_query
from functools import wraps
from math import inf
from plone import api
from plone.memoize.view import memoize
from Products.Five import BrowserView
from zope import schema
from zope.component import getAdapters
from zope.component import getMultiAdapter
from zope.interface import implementer
from zope.interface import Interface
from zope.schema import getFieldsInOrder
from zope.schema import ValidationError


class IBlockOptions(Interface):
    """What can be set of any block."""

    heading = schema.TextLine(
        title=_("Heading of your own"),
        description=_("Leave empty for the usual one, which is translated."),
        required=False,
        max_length=120,
    )
    language = schema.Choice(
        title=_("Only on pages in this language"),
        description=_("For words of your own: add one block for each language."),
        vocabulary="communesplone.website.languages",
        required=False,
    )


def once(method: Callable) -> Callable:
    """Let a method without arguments find its answer once for each time that the block is rendered.

    Not plone.memoize.view: that keeps one answer for the request, and a block may stand on the page twice.
    """

    @wraps(method)
    def kept(self):
        if method.__name__ not in self._kept:
            self._kept[method.__name__] = method(self)
        return self._kept[method.__name__]

    return kept


@implementer(IHomeBlock)
class Block(BrowserView):
    """`self.context` is the site. Below: `title`, `template`, `rows`; see `docs/reference/blocks.rst`.

    `keeps`: the markup comes from nothing but the catalog, settings, options, the language and `depends`, so that
    visitors get it from the process (website.kept_markup) until something of that changes or `until` comes.
    `says_today`: it speaks of this day, so that no cache may keep the page beyond.
    """

    title = ""
    description = ""
    icon = "square-pen"
    options = IBlockOptions
    needs: tuple[str, ...] = ()
    rank: int | None = None
    several = False
    half = False
    template = None
    keeps = False
    says_today = False

    chosen: dict = {}
    is_first = False

    def render(self, options: dict, place: int) -> str:
        """The template, when there is something to show in the language of the page."""
        if options.get("language") not in (None, "", self.language):
            return ""
        self.chosen, self.is_first, self.place, self._kept = options, place == 0, place, {}
        return self.template() if self.has_something() else ""

    def depends(self) -> Hashable:
        """What the markup comes from beside the catalog, settings, options and language; for blocks that are kept."""
        return None

    def until(self) -> float:
        """The moment (seconds of the epoch) until which the markup is true, where publication dates do not tell."""
        return inf

    def has_something(self) -> bool:
        """Whether there is anything to show with the options chosen."""
        return True

    @property
    def heading_id(self) -> str:
        """Id of the heading, which names the section."""
        return f"block-{self.place}"

    @property
    def heading(self) -> str:
        """The editor's own heading; '' for the usual one."""
        return self.chosen.get("heading") or ""

    @property
    @memoize
    def frame(self):
        """The frame of the page: settings, address, language."""
        return getMultiAdapter((self.context, self.request), name="light-frame")

    @property
    def language(self) -> str:
        """Language of the page."""
        return self.frame.language

    @property
    def sprite(self) -> str:
        """Prefix of the address of an icon."""
        return f"{self.frame.resources_url}/icons.svg#"

    def rows(self, **query) -> list:
        """Rows of the catalog that the visitor may see, in the language of the page or without one."""
        query = {**language_query(self.request), **query}
        return api.portal.get_tool("portal_catalog")(**query)

    def url_of(self, row) -> str:
        """Address of a row's page, leading there in the language of this page."""
        return self.frame.going_on(row.getURL())


def offered(site, request) -> dict[str, IHomeBlock]:
    """Name -> block, for every block whose types the site has."""
    types = api.portal.get_tool("portal_types")
    found = getAdapters((site, request), IHomeBlock)
    return {name: block for name, block in found if all(kind in types for kind in block.needs)}


def options_of(block, stored: dict) -> dict:
    """A value for every option of the block: what was stored where it is still allowed, else the default."""
    if block.options is None:
        return {}
    found = {}
    for name, field in getFieldsInOrder(block.options):
        found[name] = field.default
        if stored.get(name) not in (None, ""):
            try:
                field.bind(block.context).validate(stored[name])
                found[name] = stored[name]
            except ValidationError:
                continue
    return found
