"""What a cached page depends on beside its own content, and which pages a change makes old."""

from Acquisition import aq_parent
from communesplone.core.interfaces import ICommunesLayer
from communesplone.core.moments import today
from communesplone.website.accessibility.stating import footer_status
from communesplone.website.alerts import running
from communesplone.website.events import caching as events
from communesplone.website.settings import ICommuneSettings
from plone.app.caching.interfaces import IETagValue
from plone.app.caching.operations.utils import getContext
from plone.registry.interfaces import IRegistry
from Products.CMFCore.interfaces import IDynamicType
from Products.CMFPlone.Portal import PloneSite
from z3c.caching.interfaces import IPurgePaths
from zlib import crc32
from zope.component import adapter
from zope.component import queryMultiAdapter
from zope.component import queryUtility
from zope.interface import implementer
from zope.interface import Interface


PREFIX = "communesplone.website."
HOME = "communesplone.website.home.shown"


@implementer(IETagValue)
@adapter(Interface, Interface)
class FrameStamp:
    """Changes when the menu, the commune's settings or the running alerts do, which every page shows; with the day."""

    def __init__(self, published, request):
        self.published = published
        self.request = request

    def __call__(self) -> str | None:
        if not ICommunesLayer.providedBy(self.request):
            return None
        frame = queryMultiAdapter((getContext(self.published), self.request), name="light-frame")
        registry = queryUtility(IRegistry)
        if frame is None or registry is None:
            return None
        entries = [(one.title, one.path) for entry in frame.menu_entries() for one in (entry, *entry.children)]
        values = [registry.get(PREFIX + name) for name in ICommuneSettings.names()]
        values.append(registry.get(HOME))
        told = [
            crc32(repr(value).encode()) if isinstance(value, bytes | str) and len(value) > 999 else value
            for value in values
        ]
        messages = bool(self.request.cookies.get("statusmessages"))
        alerts = running.stamp(getContext(self.published), self.request)
        places = events.stamp(getContext(self.published))
        # Pages say what is open today.
        return f"{crc32(repr((entries, told, messages, alerts, places, footer_status(), today())).encode()):08x}"


@implementer(IPurgePaths)
@adapter(IDynamicType)
class GatheringPages:
    """Pages that list the changed one: those above it, up to the home page."""

    def __init__(self, context):
        self.context = context

    def getRelativePaths(self) -> list[str]:
        """Paths as a visitor's browser has them."""
        paths, above = [], aq_parent(self.context)
        while above is not None and hasattr(above, "virtual_url_path"):
            path = "/" + above.virtual_url_path()
            paths += [path.rstrip("/") or "/", path.rstrip("/") + "/"]
            if isinstance(above, PloneSite):
                paths.append(path.rstrip("/") + "/@@home")
                break
            above = aq_parent(above)
        return paths

    def getAbsolutePaths(self) -> list[str]:
        """None beside."""
        return []
