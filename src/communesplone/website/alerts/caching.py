"""A kept page never shows for long what is over: the next start or end bounds its life; proxies are told of changes."""

from communesplone.core.interfaces import ICommunesLayer
from communesplone.core.moments import now
from communesplone.website.alerts import running
from communesplone.website.alerts.content import IAlert
from communesplone.website.alerts.domain import rules
from plone import api
from plone.transformchain.interfaces import ITransform
from z3c.caching.interfaces import IPurgePaths
from z3c.caching.purge import Purge
from zope.component import adapter
from zope.event import notify
from zope.globalrequest import getRequest
from zope.interface import implementer
from zope.interface import Interface
import re


SHARED = re.compile(r"s-maxage=(?P<seconds>[0-9]+)")
MOST_PURGED = 200


@implementer(ITransform)
@adapter(Interface, ICommunesLayer)
class BoundedLife:
    """After plone.app.caching has said how long proxies may keep the page."""

    order = 12500  # its own transform has 12000

    def __init__(self, published, request):
        self.published = published
        self.request = request

    def transformBytes(self, result, encoding):
        """Changes a header, never the page."""
        return self._bound()

    transformUnicode = transformIterable = transformBytes

    def _bound(self) -> None:
        response = self.request.response
        said = response.getHeader("Cache-Control") or ""
        found = SHARED.search(said)
        if found is None:
            return
        most = int(found["seconds"])
        seconds = rules.life(running.not_over(self.request), now().timestamp(), most) if most else 0
        if seconds < most:
            response.setHeader("Cache-Control", SHARED.sub(f"s-maxage={seconds}", said))


@implementer(IPurgePaths)
@adapter(IAlert)
class EveryPage:
    """An alert stands on every page of its section.

    `/section/*` asks a proxy to forget everything below (docs/how-to/alerts.rst says how Varnish does it). For a proxy
    that knows no such thing: the pages of the first two levels, at most 200.
    """

    def __init__(self, context):
        self.context = context

    def getRelativePaths(self) -> list[str]:
        """Paths as a visitor's browser has them; none for a draft."""
        request = getRequest()
        if request is None or api.content.get_state(self.context, "") != "published":
            return []
        site, catalog = "/".join(api.portal.get().getPhysicalPath()), api.portal.get_tool("portal_catalog")
        top = running.section_path(catalog, self.context.section) or site
        query = {"path": {"query": top, "depth": 2}, "review_state": "published", "sort_limit": MOST_PURGED}
        rows = catalog.unrestrictedSearchResults(**query)[:MOST_PURGED]
        lists = [f"{site}/@@alerts", f"{site}/@@alerts.atom"]
        places = [f"{top}/*", *(row.getPath() for row in rows), *lists]
        return ["/" + "/".join(request.physicalPathToVirtualPath(place)) for place in places]

    def getAbsolutePaths(self) -> list[str]:
        """None beside."""
        return []


def tell_proxies(alert, event) -> None:
    """Before it is withdrawn and after it is published: both times the paths of a published alert are asked for."""
    notify(Purge(alert))
