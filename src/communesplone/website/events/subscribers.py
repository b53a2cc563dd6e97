"""What follows when an event comes, changes and goes."""

from communesplone.core.audit import api as audit
from communesplone.core.moments import zone
from communesplone.website.events import registers
from datetime import datetime
from plone import api
from zope.component.hooks import getSite
import pytz


def keep_on_the_wall(event, _notice) -> None:
    """Keep its times in the commune's zone: a program sends them in UTC, and 19:00 in summer would repeat as 18:00 in
    winter."""
    own = pytz.timezone(str(zone()))
    for name in ("start", "end"):
        moment = getattr(event, name, None)
        if (
            isinstance(moment, datetime)
            and moment.tzinfo is not None
            and getattr(moment.tzinfo, "zone", "") != own.zone
        ):
            setattr(event, name, moment.astimezone(own))


def event_removed(event, _notice) -> None:
    """Nobody can cancel or be told any more: the list goes with the event."""
    if getSite() is None:
        return
    uid = api.content.get_uuid(event)
    book = registers.drop(api.portal.get(), uid)
    if book is not None and len(book.entries):
        audit.record("registrations.deleted", f"event:{uid}", details={"count": len(book.entries)})
