"""A kept page of an event tells of places: it is another one after each registration, and when registration opens."""

from communesplone.core.interfaces import ICommunesLayer
from communesplone.core.moments import now
from communesplone.website.alerts.caching import SHARED
from communesplone.website.events import programme
from communesplone.website.events.domain.door import next_change
from plone.app.caching.operations.utils import getContext
from plone.event.interfaces import IEvent
from plone.transformchain.interfaces import ITransform
from typing import Any
from zope.component import adapter
from zope.interface import implementer
from zope.interface import Interface


def stamp(context: Any) -> tuple:
    """What the page of an event depends on beside the event; () for everything else."""
    book = programme.register_of(context) if IEvent.providedBy(context) else None
    if book is None:
        return ()
    moment = now()
    return (book.revision, *(one is not None and one <= moment for one in (book.rules.opens, book.rules.closes)))


@implementer(ITransform)
@adapter(Interface, ICommunesLayer)
class BoundedLife:
    """Proxies keep the page of an event until registration opens or closes, at most."""

    order = 12600  # plone.app.caching has said 12000, alerts 12500

    def __init__(self, published, request):
        self.published = published
        self.request = request

    def transformBytes(self, result, encoding):
        """Changes a header, never the page."""
        context = getContext(self.published)
        if IEvent.providedBy(context):
            self._bound(programme.register_of(context), context)

    transformUnicode = transformIterable = transformBytes

    def _bound(self, book, event) -> None:
        response = self.request.response
        said = response.getHeader("Cache-Control") or ""
        found = SHARED.search(said)
        if book is None or not book.rules.active or found is None:
            return
        coming = programme.offers(event, now())
        begin = coming[0].occasion.begin if coming else event.start
        change = next_change(book.rules, begin, now())
        seconds = int((change - now()).total_seconds()) if change is not None else int(found["seconds"])
        if seconds < int(found["seconds"]):
            response.setHeader("Cache-Control", SHARED.sub(f"s-maxage={max(0, seconds)}", said))
