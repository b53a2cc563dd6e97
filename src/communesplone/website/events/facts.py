"""An event for calendars and for search engines: read from the content, or from its row."""

from Acquisition import aq_base
from communesplone.core.moments import zone
from communesplone.website.events.domain.calendar import Entry
from plone import api
from typing import Any


def known(row: Any) -> dict:
    """What the row tells beside Plone's own columns; the usual for rows made before."""
    found = getattr(row, "event_facts", None)
    return found if isinstance(found, dict) else {}


def entry_of_row(row: Any) -> Entry:
    """The event of a catalog row as a calendar wants it."""
    more = known(row)
    place = row.location if isinstance(row.location, str) else ""
    return Entry(
        uid=more.get("uid") or row.UID,
        title=row.Title,
        url=row.getURL(),
        begin=row.start.astimezone(zone()),
        end=row.end.astimezone(zone()),
        changed=row.modified.asdatetime(),
        text=row.Description or "",
        place=", ".join(part for part in (place, more.get("address", "")) if part),
        rule=more.get("rule", ""),
        whole_day=more.get("whole_day", False),
        open_end=more.get("open_end", False),
        status=more.get("status", "planned"),
        subjects=tuple(row.Subject or ()),
    )


def entry_of(event: Any) -> Entry:
    """The event itself as a calendar wants it."""
    own = aq_base(event)
    say = lambda name: getattr(own, name, None) or ""  # noqa: E731
    return Entry(
        uid=say("sync_uid") or api.content.get_uuid(event),
        title=event.title,
        url=event.absolute_url(),
        begin=event.start.astimezone(zone()),
        end=event.end.astimezone(zone()),
        changed=event.modified().asdatetime(),
        text=event.description or "",
        place=", ".join(part for part in (say("location"), say("place_address")) if part),
        rule=say("recurrence"),
        whole_day=bool(say("whole_day")),
        open_end=bool(say("open_end")),
        status=say("event_status") or "planned",
        subjects=tuple(event.Subject()),
    )
