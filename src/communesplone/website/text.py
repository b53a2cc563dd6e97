"""Rich text on a page without Plone's transform machine, which loads 1,700 objects to make one text safe.

What comes out is what Plone makes: output filters first where there is something for them (links by UID, images), then
its own cleaner with the site's settings. Cleaned texts are kept in the process under a hash of text and settings, so
there is nothing to be stale and nothing is written.
"""

from communesplone.core.interfaces import ICommunesLayer
from functools import lru_cache
from plone.app.textfield.interfaces import ITransformer
from plone.app.textfield.transform import PortalTransformsTransformer
from plone.base.interfaces import IFilterSchema
from plone.outputfilters import apply_filters
from plone.outputfilters.interfaces import IFilter
from plone.registry.interfaces import IRegistry
from Products.PortalTransforms.transforms.safe_html import SafeHTML
from zope.component import getAdapters
from zope.component import getSiteManager
from zope.component import getUtility
from zope.globalrequest import getRequest
from zope.interface import implementer
from zope.interface import providedBy
import re


HTML = frozenset({"text/html", "text/x-html-safe"})
SAFE = "text/x-html-safe"
KNOWN = "plone.outputfilters.filters."
# Where the filters that come with Plone change something: links by UID, relative links, whatever has a source, `<x/>`.
FOR_FILTERS = re.compile(
    r"""resolveuid|\bsrc|<\s*(?:img|picture)\b|/>|href\s*=\s*["']?(?!["']|\#|/|[a-z][a-z0-9+.-]*:)""", re.IGNORECASE
)
KEPT = 256


@implementer(ITransformer)
class Transformer:
    """`ITransformer` of content in sites of ours; everything but HTML, and other sites, is left to Plone's own."""

    def __init__(self, context):
        self.context = context

    def __call__(self, value, mimeType):
        """The value as text of that MIME type, safe to show."""
        request = getRequest()
        if mimeType != SAFE or value.mimeType not in HTML or not ICommunesLayer.providedBy(request):
            return PortalTransformsTransformer(self.context)(value, mimeType)
        if not value.raw:
            return ""
        settings = getUtility(IRegistry).forInterface(IFilterSchema, prefix="plone", check=False)
        raw = self._filtered(value.raw, request)
        return raw if settings.disable_filtering else clean(raw, _key(settings))

    def _filtered(self, raw: str, request) -> str:
        looked_up = (providedBy(self.context), providedBy(request))
        factories = getSiteManager().adapters.lookupAll(looked_up, IFilter)
        strangers = any(not factory.__module__.startswith(KNOWN) for _name, factory in factories)
        if not strangers and not FOR_FILTERS.search(raw):
            return raw
        return apply_filters([one for _name, one in getAdapters((self.context, request), IFilter)], raw)


def _key(settings) -> tuple:
    return tuple(tuple(value or ()) for value in (settings.valid_tags, settings.nasty_tags, settings.custom_attributes))


@lru_cache(maxsize=KEPT)
def clean(raw: str, key: tuple) -> str:
    """The text through Plone's cleaner. `key`: the settings it reads by itself; other settings, another entry."""
    return SafeHTML().scrub_html(raw)
