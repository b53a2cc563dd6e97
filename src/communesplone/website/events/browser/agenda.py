"""`@@agenda-view`: what is on, by month, for whom and where; from rows of the catalog, one page at a time."""

from communesplone import _
from communesplone.core.batches import batch_start
from communesplone.core.moments import today
from communesplone.core.moments import zone
from communesplone.website import cards
from communesplone.website.domain.paging import near
from communesplone.website.events.browser import asked
from communesplone.website.events.domain import periods
from communesplone.website.events.domain.recurrence import on_the_wall
from communesplone.website.events.proposals import settings as proposals
from communesplone.website.events.vocabularies import AUDIENCES
from communesplone.website.home import days
from DateTime import DateTime
from datetime import datetime
from datetime import time
from plone import api
from plone.memoize.view import memoize
from Products.CMFPlone.interfaces import IPloneSiteRoot
from Products.Five import BrowserView
from typing import Any
from typing import NamedTuple
from zope.component import getMultiAdapter


SIZE = 30
PERIODS = {
    "": _("Everything to come"),
    "today": _("Today"),
    "weekend": _("This weekend"),
    "week": _("The next seven days"),
}


class Time(NamedTuple):
    """A time of an event: begin and end in the commune's zone, and the row."""

    begin: datetime
    end: datetime
    row: Any


class Agenda(BrowserView):
    """Of the whole site, or of a folder."""

    light_page = True

    def __call__(self):
        return self.index()

    @property
    def language(self) -> str:
        return api.portal.get_current_language()

    @property
    def is_site(self) -> bool:
        return IPloneSiteRoot.providedBy(self.context)

    def title(self):
        """Of the folder; of the page on the site."""
        return _("Agenda") if self.is_site else self.context.Title()

    page_title = title

    def lead(self) -> str:
        return "" if self.is_site else self.context.Description()

    @property
    def url(self) -> str:
        """The folder's own address when the agenda is its page."""
        here = self.context.absolute_url()
        return here if getattr(self.context, "layout", "") == self.__name__ else f"{here}/@@agenda-view"

    @property
    @memoize
    def asked(self) -> asked.Asked:
        return asked.of(self.request)

    @property
    @memoize
    def bounds(self) -> tuple:
        """First and last day."""
        return periods.bounds(self.asked.period, today())

    @property
    def cards(self):
        """The macros that lists share."""
        return getMultiAdapter((self.context, self.request), name="light-cards")

    # What there is

    @memoize
    def rows(self) -> list:
        """Rows of events that may have a time in the period."""
        begin, end = self._moments()
        return list(
            api.portal.get_tool("portal_catalog")(
                path="/".join(self.context.getPhysicalPath()),
                portal_type="Event",
                start={"query": DateTime(end), "range": "max"},
                end={"query": DateTime(begin), "range": "min"},
            )
        )

    def _moments(self) -> tuple[datetime, datetime]:
        first, last = self.bounds
        return (
            on_the_wall(datetime.combine(first, time()), zone()),
            on_the_wall(datetime.combine(last, time(23, 59, 59)), zone()),
        )

    @memoize
    def times(self) -> list[Time]:
        """Every time in the period that fits what was asked, in order."""
        begin, end = self._moments()
        own, found = zone(), []
        for row in self.rows():
            if self.asked.takes(row):
                # By the clock on the wall: a night on which clocks change is no hour longer elsewhere.
                length = row.end.astimezone(own) - row.start.astimezone(own)
                known = cards.times_of(row, own)
                found += [Time(one, one + length, row) for one in known if one <= end and one + length >= begin]
        return sorted(found, key=lambda one: (max(one.begin, begin), one.row.Title))

    def months(self) -> list[dict]:
        """One page of them by month: title, cards."""
        found: dict = {}
        first = self.bounds[0]
        for one in self.times()[self.start : self.start + SIZE]:
            month = max(one.begin.date(), first).replace(day=1)
            found.setdefault(month, []).append(cards.event_at(one.row, one.begin, one.end, self.language))
        return [{"title": days.month(month, self.language), "events": shown} for month, shown in found.items()]

    # What can be asked

    def periods(self) -> list[dict]:
        """Choices: value, title, selected."""
        known = [(name, api.portal.translate(title)) for name, title in PERIODS.items()]
        known += [(f"{one:%Y-%m}", days.month(one, self.language)) for one in periods.months(today())]
        return [self._choice(name, title, self.asked.period) for name, title in known]

    def audiences(self) -> list[dict]:
        """Choices: everybody's stands first."""
        known = [("", api.portal.translate(_("For whoever")))]
        known += [(name, api.portal.translate(title)) for name, title in AUDIENCES.items() if name != "all"]
        return [self._choice(name, title, self.asked.audience) for name, title in known]

    def places(self) -> list[dict]:
        """Choices: places of the period, and the one that was asked for."""
        found = {row.location for row in self.rows() if isinstance(row.location, str) and row.location}
        if self.asked.place:
            found.add(self.asked.place)
        known = [("", api.portal.translate(_("Anywhere"))), *((one, one) for one in sorted(found))]
        return [self._choice(name, title, self.asked.place) for name, title in known]

    @staticmethod
    def _choice(value: str, title: str, chosen: str) -> dict:
        return {"value": value, "title": title, "selected": "selected" if value == chosen else None}

    @property
    def calendar_url(self) -> str:
        """The same events for a calendar."""
        query = self.asked.query(period="")
        return f"{self.context.absolute_url()}/@@agenda.ics" + (f"?{query}" if query else "")

    @property
    def propose_url(self) -> str:
        """Where an event is proposed; '' where nobody may."""
        return f"{api.portal.get().absolute_url()}/@@propose-event" if proposals.is_open() else ""

    # Pages

    @property
    def start(self) -> int:
        return batch_start(self.request)

    def pages(self) -> list[dict]:
        """Links to the first page, the last one and those near this one."""
        numbers = near(self.start // SIZE + 1, (len(self.times()) + SIZE - 1) // SIZE)
        return [
            {
                "number": number,
                "url": f"{self.url}?{self.asked.query(b_start=(number - 1) * SIZE)}",
                "current": "page" if number == self.start // SIZE + 1 else None,
            }
            for number in numbers
        ]
