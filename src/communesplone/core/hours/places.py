"""Hours of places as they hold here: with the commune's calendar, and with what a place takes over from another."""

from communesplone.core.hours.behavior import IOpeningHours
from communesplone.core.hours.domain.calendar import Calendar
from communesplone.core.hours.domain.calendar import school_holidays
from communesplone.core.hours.domain.engine import Hours
from communesplone.core.hours.domain.mistakes import Mistakes
from communesplone.core.hours.domain.model import Schedule
from communesplone.core.hours.domain.plain import CHANNELS
from communesplone.core.hours.domain.plain import schedule_of
from communesplone.core.hours.domain.reading import read_week
from communesplone.core.hours.settings import own_school_holidays
from communesplone.core.moments import zone
from communesplone.core.settings import commune
from communesplone.core.settings import working_days
from dataclasses import dataclass
from functools import lru_cache
from plone import api
from zope.annotation.interfaces import IAnnotations
from zope.globalrequest import getRequest
import json


MOST_STEPS = 4  # from a place to the one it follows, should somebody have made a chain
_KEY = "communesplone.core.hours.calendar"


@dataclass(frozen=True)
class Origin:
    """The place whose hours are shown."""

    uid: str
    title: str
    url: str


@dataclass(frozen=True)
class Found:
    """The hours of a place in one channel; `origin` is None when they are its own."""

    hours: Hours
    origin: Origin | None = None


@lru_cache(maxsize=512)
def _schedule(text: str) -> Schedule:
    return schedule_of(json.loads(text))


def calendar() -> Calendar:
    """The calendar of the commune, once for each request."""
    request = getRequest()
    kept = IAnnotations(request, None) if request is not None else None
    if kept is None:
        return _calendar()
    if _KEY not in kept:
        kept[_KEY] = _calendar()
    return kept[_KEY]


def _calendar() -> Calendar:
    days = working_days()
    return Calendar(days.is_holiday, days.extra_closed, school_holidays(commune().jurisdiction, own_school_holidays()))


def row_of(uid: str):
    """The catalog row of a place, whoever asks; None when there is none. Its hours are no secret."""
    rows = api.portal.get_tool("portal_catalog").unrestrictedSearchResults(UID=uid)
    return rows[0] if rows else None


def stored_in(row) -> dict:
    """What a row says of the hours; empty without any."""
    text = getattr(row, "opening_hours", None)
    return json.loads(text) if isinstance(text, str) else {}


def found(stored: dict, channel: str, known: dict | None = None) -> Found | None:
    """The hours that stored values say in a channel; None when they say nothing, or follow what is gone.

    `known`: rows by UID that the caller has already, so that they are not asked for again.
    """
    said, origin = (stored or {}).get(channel), None
    for _step in range(MOST_STEPS):
        if said is None:
            return None
        if "like" not in said:
            text = json.dumps(said, sort_keys=True)
            return Found(Hours(_schedule(text), calendar(), zone()), origin)
        row = (known or {}).get(said["like"]) or row_of(said["like"])
        if row is None:
            return None
        origin, said = Origin(row.UID, row.Title, row.getURL()), stored_in(row).get(channel)
    return None


def of_content(context) -> dict[str, Found]:
    """Channel -> hours of a content; empty for one that has none."""
    if not IOpeningHours.providedBy(context):
        return {}
    return _channels(context.opening_hours or {})


def of_row(row) -> dict[str, Found]:
    """Channel -> hours of a catalog row, without waking its object."""
    return _channels(stored_in(row))


def first_of(stored: dict, known: dict | None = None) -> tuple[str, Found] | None:
    """The first channel that says something, the desk before the telephone: for lists."""
    for channel in CHANNELS:
        hours = found(stored, channel, known)
        if hours is not None:
            return channel, hours
    return None


def _channels(stored: dict) -> dict[str, Found]:
    hours = {channel: found(stored, channel) for channel in CHANNELS}
    return {channel: one for channel, one in hours.items() if one is not None}


def remarks(unit) -> list[str]:
    """The lines that a unit says about its hours in words; none of a text that only repeats them (from before)."""
    text = unit.hours or ""
    if unit.opening_hours:
        try:
            read_week(text, (api.portal.get_default_language() or "").split("-")[0])
        except Mistakes:
            pass
        else:
            return []
    return [line.strip() for line in text.splitlines() if line.strip()]


def followers(uid: str) -> list:
    """The rows of places that take over hours from this one."""
    rows = api.portal.get_tool("portal_catalog").unrestrictedSearchResults(object_provides=IOpeningHours.__identifier__)
    return [row for row in rows if any(one.get("like") == uid for one in stored_in(row).values())]


def with_own_hours(channel: str, but: str = "") -> list[tuple[str, str]]:
    """UID and title of the places that have hours of their own in a channel, by title."""
    rows = api.portal.get_tool("portal_catalog").unrestrictedSearchResults(
        object_provides=IOpeningHours.__identifier__, sort_on="sortable_title"
    )
    return [
        (row.UID, row.Title)
        for row in rows
        if but != row.UID and "like" not in (stored_in(row).get(channel) or {"like": ""})
    ]
