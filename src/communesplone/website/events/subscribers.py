"""What follows when an event goes."""

from communesplone.core.audit import api as audit
from communesplone.website.events import registers
from plone import api
from zope.component.hooks import getSite


def event_removed(event, _notice) -> None:
    """Nobody can cancel or be told any more: the list goes with the event."""
    if getSite() is None:
        return
    uid = api.content.get_uuid(event)
    book = registers.drop(api.portal.get(), uid)
    if book is not None and len(book.entries):
        audit.record("registrations.deleted", f"event:{uid}", details={"count": len(book.entries)})
