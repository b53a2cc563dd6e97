"""News, events and alerts as open tables; from rows of the catalog."""

from collections.abc import Iterator
from communesplone import _
from communesplone.core import published
from communesplone.core.domain.data_set import Column
from communesplone.core.domain.data_set import Kind
from communesplone.core.domain.data_set import Often
from communesplone.core.interfaces import IDataSet
from communesplone.core.moments import zone
from communesplone.website.alerts import running
from communesplone.website.events.facts import known
from datetime import datetime
from datetime import UTC
from zope.interface import implementer


DCT = "http://purl.org/dc/terms/"
SCHEMA = "https://schema.org/"
FIRST = (
    Column("id", _("Identifier"), means=f"{DCT}identifier"),
    Column("title", _("Title"), means=f"{DCT}title"),
    Column("description", _("Description"), means=f"{DCT}description"),
    Column("url", _("Address of the page"), Kind.ADDRESS, f"{SCHEMA}url"),
)
LAST = (
    Column("keywords", _("Keywords"), Kind.MANY, f"{SCHEMA}keywords"),
    Column("language", _("Language"), means=f"{DCT}language"),
    Column("modified", _("Last changed"), Kind.MOMENT, f"{DCT}modified"),
)


def _first(row) -> tuple:
    return row.UID, row.Title, row.Description, row.getURL()


def _last(row) -> tuple:
    language = getattr(row, "Language", "")
    return tuple(row.Subject or ()), language if isinstance(language, str) else "", row.modified.asdatetime()


class _Rows:
    """Tables of one type of content."""

    located = False
    often = Often.CONTINUOUS
    portal_type = ""

    def count(self, request) -> int:
        return published.count(portal_type=self.portal_type)

    def rows(self, request, start: int, size: int) -> Iterator[tuple]:
        for row in published.rows(start, size, portal_type=self.portal_type):
            yield self.line(row)

    def line(self, row) -> tuple:
        raise NotImplementedError


@implementer(IDataSet)
class News(_Rows):
    """What is published and not expired."""

    title = _("News")
    description = _("News of the commune, as on the site.")
    theme = "GOVE"
    portal_type = "News Item"
    columns = (*FIRST, Column("published", _("Published on"), Kind.MOMENT, f"{DCT}issued"), *LAST)

    def line(self, row) -> tuple:
        return (*_first(row), row.effective.asdatetime(), *_last(row))


@implementer(IDataSet)
class Events(_Rows):
    """Past ones too; a recurrent one is one row with its rule."""

    title = _("Events")
    description = _("Events of the agenda with place, times and recurrence (iCalendar rule).")
    theme = "EDUC"
    portal_type = "Event"
    columns = (
        *FIRST,
        Column("start", _("Begins"), Kind.MOMENT, f"{SCHEMA}startDate"),
        Column("end", _("Ends"), Kind.MOMENT, f"{SCHEMA}endDate"),
        Column("whole_day", _("Whole day"), Kind.TRUTH),
        Column("rule", _("Recurrence")),
        Column("place", _("Place"), means=f"{SCHEMA}location"),
        Column("address", _("Address"), means=f"{SCHEMA}address"),
        Column("status", _("State"), means=f"{SCHEMA}eventStatus"),
        Column("audience", _("For whom"), Kind.MANY, f"{SCHEMA}audience"),
        *LAST,
    )

    def line(self, row) -> tuple:
        more = known(row)
        place = row.location if isinstance(row.location, str) else ""
        times = (row.start.astimezone(zone()), row.end.astimezone(zone()))
        where = (place, more.get("address", ""))
        return (
            *_first(row),
            *times,
            bool(more.get("whole_day")),
            more.get("rule", ""),
            *where,
            more.get("status", "planned"),
            tuple(more.get("audience", ())),
            *_last(row),
        )


@implementer(IDataSet)
class Alerts(_Rows):
    """Those that are over too, as long as they are kept."""

    title = _("Alerts")
    description = _("Works, emergencies and other alerts: level, begin and end, words in the language of the original.")
    theme = "TRAN"
    portal_type = running.TYPE
    columns = (
        *FIRST,
        Column("level", _("Level"), means=f"{SCHEMA}category"),
        Column("start", _("Begins"), Kind.MOMENT, f"{SCHEMA}datePosted"),
        Column("end", _("Ends"), Kind.MOMENT, f"{SCHEMA}expires"),
        Column("language", _("Language"), means=f"{DCT}language"),
        Column("modified", _("Last changed"), Kind.MOMENT, f"{DCT}modified"),
    )

    def count(self, request) -> int:
        return published.count(portal_type=self.portal_type, review_state="published", over=True)

    def rows(self, request, start: int, size: int) -> Iterator[tuple]:
        wanted = {"portal_type": self.portal_type, "review_state": "published"}
        for row in published.rows(start, size, over=True, **wanted):
            if isinstance(row.alert_facts, dict):
                yield self.line(row)

    def line(self, row) -> tuple:
        alert = running.from_row(row)
        language, words = next(iter(alert.words.items()))
        times = (datetime.fromtimestamp(one, UTC).astimezone(zone()) for one in (alert.start, alert.end))
        about = (alert.key, words.title, words.summary, row.getURL())
        return (*about, alert.level, *times, language, row.modified.asdatetime())
