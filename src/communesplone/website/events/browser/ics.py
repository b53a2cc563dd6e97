"""Events for calendars: `@@event.ics` of one, `@@agenda.ics` of what is still to come."""

from communesplone import _
from communesplone.core.forms.sent import text_of
from communesplone.core.moments import now
from communesplone.core.moments import zone
from communesplone.website.events import facts
from communesplone.website.events import occasions
from communesplone.website.events.browser import asked
from communesplone.website.events.domain import calendar
from DateTime import DateTime
from plone import api
from Products.CMFPlone.interfaces import IPloneSiteRoot
from Products.Five import BrowserView
from zExceptions import NotFound


MOST = 500


class CalendarFile(BrowserView):
    """Base: the headers of a calendar."""

    def send(self, entries: list[calendar.Entry], name: str, title: str = "") -> bytes:
        """The answer."""
        response = self.request.response
        response.setHeader("Content-Type", "text/calendar; charset=utf-8")
        response.setHeader("Content-Disposition", f'attachment; filename="{name}.ics"')
        response.setHeader("X-Content-Type-Options", "nosniff")
        return calendar.calendar(entries, zone(), title)


class EventCalendar(CalendarFile):
    """The event with its repetition; `?when=2026-12-05`: that date alone."""

    def __call__(self) -> bytes:
        entry = facts.entry_of(self.context)
        wanted = text_of(self.request, "when")
        if wanted:
            found = {one.when: one for one in occasions.every(self.context)}.get(wanted)
            if found is None:
                raise NotFound(wanted)
            entry = calendar.one_time(entry, found.begin, found.end)
        return self.send([entry], self.context.getId())


class AgendaCalendar(CalendarFile):
    """What is to come in the place it is asked for, filtered like the agenda; made from rows of the catalog."""

    def __call__(self) -> bytes:
        query = asked.of(self.request)
        rows = api.portal.get_tool("portal_catalog")(
            path="/".join(self.context.getPhysicalPath()),
            portal_type="Event",
            end={"query": DateTime(now()), "range": "min"},
            sort_on="start",
            sort_limit=MOST,
        )
        entries = [facts.entry_of_row(row) for row in rows[:MOST] if query.takes(row)]
        return self.send(entries, "agenda", self._title())

    def _title(self) -> str:
        commune = api.portal.get_registry_record("plone.site_title", default="") or ""
        said = api.portal.translate(_("Agenda"))
        own = "" if IPloneSiteRoot.providedBy(self.context) else self.context.Title()
        return " – ".join(dict.fromkeys(part for part in (own or said, commune) if part))
