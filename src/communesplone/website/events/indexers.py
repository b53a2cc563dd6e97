"""What catalog rows tell of an event, so that lists, calendars and programs wake none."""

from Acquisition import aq_base
from plone.event.interfaces import IEvent
from plone.indexer import indexer
from typing import Any


@indexer(IEvent)
def event_facts(event) -> dict[str, Any]:
    """Plain values."""
    own = aq_base(event)
    say = lambda name: getattr(own, name, None) or ""  # noqa: E731
    return {
        "status": say("event_status") or "planned",
        "audience": tuple(say("audience")),
        "access": tuple(say("accessibility")),
        "price": say("price_kind"),
        "address": say("place_address"),
        "whole_day": bool(say("whole_day")),
        "open_end": bool(say("open_end")),
        "rule": say("recurrence"),
        "uid": say("sync_uid"),
    }
