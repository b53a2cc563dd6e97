"""What lists show of catalog rows: a news item, an event, a page, a file. No object is woken."""

from communesplone.core.next_change import moment_of
from communesplone.website import pictures
from communesplone.website.browser.rows import row_summary
from communesplone.website.browser.rows import row_title
from communesplone.website.domain import times
from communesplone.website.events.vocabularies import STATUSES
from communesplone.website.home import days
from datetime import datetime
from plone import api
from zlib import crc32
from zoneinfo import ZoneInfo


DRAWINGS = 4
ICONS = {
    "Document": "file-text",
    "News Item": "newspaper",
    "Event": "calendar-days",
    "Folder": "folder",
    "Collection": "list",
    "File": "download",
    "Image": "eye",
    "Link": "external-link",
    "Unit": "building-2",
    "Person": "user",
    "Procedure": "file-check",
}
OPENED_BY_VIEW = ("File", "Image")


def address(row) -> str:
    """Where a row leads: files and pictures open with their page."""
    return f"{row.getURL()}/view" if row.portal_type in OPENED_BY_VIEW else row.getURL()


def page(row, language: str) -> dict:
    """A row of any kind: title, text, url, icon, size (of files, '' for others), picture."""
    own = getattr(row, "icon", None)
    return {
        "title": row_title(row, language) or row.getId,
        "text": row_summary(row, language),
        "url": address(row),
        "icon": own if isinstance(own, str) and own else ICONS.get(row.portal_type, "file-text"),
        "size": row.getObjSize if row.portal_type == "File" else "",
        "picture": pictures.of_row(row),
    }


def news(row, language: str, zone: ZoneInfo) -> dict:
    """A news item: what every row has, its day in words and for machines, its first subject, and a drawing's number."""
    when = row.effective.asdatetime().astimezone(zone) if row.effective.year() > 1970 else None
    subjects = row.Subject or ()
    return {
        **page(row, language),
        "day": days.day_of_year(when.date(), language) if when else "",
        "iso": when.date().isoformat() if when else "",
        "subject": subjects[0] if subjects else "",
        "drawing": crc32(row.getId.encode()) % DRAWINGS,
    }


def event(row, language: str, zone: ZoneInfo, moment: datetime) -> dict:
    """An event: what every row has, the day of its next time (number, month, for machines), the hours and the place."""
    return event_at(row, *next_time(row, zone, moment), language)


def event_at(row, begin: datetime, end: datetime, language: str) -> dict:
    """One time of an event, with the same parts and its state when it is not as planned (`cancelled`, `postponed`)."""
    hours = times.span(begin.time(), end.time(), language) if begin.date() == end.date() else ""
    until = days.day_of_year(end.date(), language) if end.date() != begin.date() else ""
    place = row.location if isinstance(row.location, str) else ""
    known = getattr(row, "event_facts", None)
    status = known.get("status", "") if isinstance(known, dict) else ""
    return {
        **page(row, language),
        "number": f"{begin.day:02}",
        "month": days.short_month(begin.date(), language),
        "day": days.long_day(begin.date(), language),
        "iso": begin.date().isoformat(),
        "until": until,
        "hours": hours,
        "place": place,
        "status": STATUSES.get(status, "") if status != "planned" else "",
        "where": " · ".join(part for part in (place, hours) if part),
    }


def next_time(row, zone: ZoneInfo, moment: datetime) -> tuple[datetime, datetime]:
    """Begin and end of the time of an event that is on or comes next; of its last one when it is over."""
    begin, end = row.start.astimezone(zone), row.end.astimezone(zone)
    length = end - begin
    known = times_of(row, zone)
    coming = [one for one in known if one + length >= moment]
    start = coming[0] if coming else (known[-1] if known else begin)
    return start, start + length


def times_of(row, zone: ZoneInfo) -> list[datetime]:
    """All beginnings of an event, in order; the index knows them, the row only the first."""
    index = api.portal.get_tool("portal_catalog")._catalog.getIndex("start")
    values = index.getEntryForObject(row.getRID(), default=())
    values = sorted(values) if hasattr(values, "__iter__") else [values]
    return [moment_of(value).astimezone(zone) for value in values]
