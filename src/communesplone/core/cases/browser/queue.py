"""`@@cases`: the clerks' queue. One table of catalog rows; what it offers to do is checked again on each case."""

from chameleon import PageTemplateFile
from communesplone import _
from communesplone.core.browser.days import written
from communesplone.core.browser.once import once
from communesplone.core.cases import batch
from communesplone.core.cases import people
from communesplone.core.cases import queue
from communesplone.core.cases import saved
from communesplone.core.cases.browser.batch import act
from communesplone.core.cases.settings import case_clock
from communesplone.core.cases.words import channel_title
from communesplone.core.cases.words import CHANNELS
from communesplone.core.cases.words import day
from communesplone.core.cases.words import days_left_text
from communesplone.core.cases.words import is_late
from communesplone.core.cases.words import left_until
from communesplone.core.cases.words import state_title
from communesplone.core.cases.words import STATES
from communesplone.core.interfaces import IDeskLink
from communesplone.core.moments import today
from communesplone.core.organisation.vocabularies import unit_titles
from communesplone.core.settings import working_days
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from plone import api
from Products.Five import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from urllib.parse import urlencode
from zope.component import subscribers


VIEW_TITLES = {
    "mine": _("Mine"),
    "news": _("New messages"),
    "handed": _("Handed over to us"),
    "proposed": _("Hand-over proposed"),
    "late": _("Late"),
    "to_sign": _("To sign"),
    "waiting": _("Waiting for the citizen"),
    "finished": _("Finished"),
}
ROW_WORDS = {
    "choose": _("Choose"),
    "received": _("Received"),
    "applicant": _("Applicant"),
    "state": _("State"),
    "due": _("Due"),
    "assignee": _("In charge"),
    "take": _("Take"),
    "news": _("New message"),
    "handed": _("Handed over to you"),
}
# Fifty rows of plain values, compiled as they are: Zope's expressions would take half of the page's time.
ROWS = PageTemplateFile(str(Path(__file__).with_name("queue_rows.pt")))
FAR = 10  # working days from which on the date alone says enough
NO_UNIT_TITLE = _("No service")
COLUMNS = (
    ("submitted", _("Number, received")),
    ("", _("Subject")),
    ("name", _("Applicant")),
    ("state", _("State")),
    ("due", _("Due")),
    ("", _("In charge")),
)


class CasesView(BrowserView):
    """The queue as the current user may see it; POST acts on the chosen cases."""

    light_page = True
    personal_page = True
    template = ViewPageTemplateFile("queue.pt")

    def __call__(self):
        self.request.response.setHeader("Cache-Control", "private, no-store")
        self.site_url = api.portal.get().absolute_url()
        self.me = api.user.get_current().getId()
        self.filters = queue.Filters.from_form(self.request.form)
        self.today = today()
        self.calendar, self.soon = working_days(), case_clock().remind_before
        if self.request.get("REQUEST_METHOD") == "POST":
            act(self.request)
            return self.request.response.redirect(self.url(self.filters))
        self.rows = queue.rows(self.filters, self.today)
        self.total = self.rows.actual_result_count
        if self.filters.start and self.filters.start >= self.total:
            return self.request.response.redirect(self.url(replace(self.filters, start=0)))
        return self.template()

    def url(self, filters: queue.Filters) -> str:
        """Address of the queue with these filters."""
        asked = urlencode(filters.form())
        return f"{self.site_url}/@@cases" + (f"?{asked}" if asked else "")

    def csv_url(self) -> str:
        """Address of the same rows as a file for a spreadsheet."""
        asked = urlencode(replace(self.filters, start=0).form())
        return f"{self.site_url}/@@cases-csv" + (f"?{asked}" if asked else "")

    # Who asks

    @cached_property
    def units(self) -> dict[str, str]:
        return queue.my_units(self.all_units)

    @cached_property
    def directed(self) -> dict[str, str]:
        return queue.directed_units(self.all_units)

    @cached_property
    def all_units(self) -> dict[str, str]:
        return unit_titles()

    def colleagues(self) -> list[dict]:
        """Whom the current user may put in charge: value and title, by name."""
        users = {user for unit in self.directed for user in people.staff(unit)} - {self.me}
        return sorted(({"value": user, "title": self.name(user)} for user in users), key=lambda one: one["title"])

    def actions(self) -> list[dict]:
        """Buttons for the chosen cases beyond assigning and handing over: name, title."""
        return [{"name": name, "title": action.title} for name, action in batch.actions()]

    @once
    def name(self, user_id: str) -> str:
        """Full name of a user, looked up once a page."""
        return people.full_name(user_id)

    # Heading, views and counts

    @property
    def page_title(self):
        chosen = [self.filters.unit] if self.filters.unit in self.all_units else list(self.units)
        if len(chosen) == 1:
            return _("Cases of ${unit}", mapping={"unit": self.all_units[chosen[0]]})
        return _("Cases")

    def views(self) -> list[dict]:
        """The ready-made views at the left: title, count, url, current."""
        return [
            {
                "title": VIEW_TITLES.get(name) or (_("My service") if len(self.units) == 1 else _("All services")),
                "count": self.count(name),
                "url": self.url(queue.Filters(view=name)),
                "current": "page" if name == self.filters.view else None,
            }
            for name in queue.VIEWS
            if name != "proposed" or name == self.filters.view or self.count(name)
        ]

    def links(self) -> list:
        """Further pages of the desk that features bring, in their order."""
        found = subscribers((api.portal.get(), self.request), IDeskLink)
        return sorted((link for link in found if link.available), key=lambda link: link.order)

    @cached_property
    def counts(self) -> dict[queue.Filters, int]:
        """How many cases answer to everything that the page counts."""
        asked = [*(queue.Filters(view=name) for name in queue.VIEWS), queue.Filters(who="nobody")]
        if queue.sees_all():
            asked.append(queue.Filters(unit=queue.NO_UNIT))
        return queue.counts(asked, self.today)

    def count(self, view: str, who: str = "") -> int:
        return self.counts[queue.Filters(view=view, who=who)]

    def stats(self) -> list[dict]:
        """The counts on top: number, words, url, css class."""
        late = self.count("late")
        found = [
            self._stat(self.count("unit"), _("open"), queue.Filters()),
            self._stat(late, _("late"), queue.Filters(view="late"), "late" if late else ""),
            self._stat(self.count("unit", "nobody"), _("nobody in charge"), queue.Filters(who="nobody")),
            self._stat(self.count("to_sign"), _("to sign"), queue.Filters(view="to_sign")),
        ]
        if self.lost:
            found.append(self._stat(self.lost, NO_UNIT_TITLE, queue.Filters(unit=queue.NO_UNIT), "late"))
        return found

    @cached_property
    def lost(self) -> int:
        """Open cases that no service handles; nobody but those who see all would find them."""
        return self.counts.get(queue.Filters(unit=queue.NO_UNIT), 0)

    def _stat(self, number: int, words, filters: queue.Filters, css: str = "") -> dict:
        return {"number": number, "words": words, "url": self.url(filters), "css": f"card {css}".strip()}

    # Filters

    @once
    def saved(self) -> list[dict]:
        """Named filters: name, unit (title, '' for the own ones), uid, url, current, mine."""
        return [
            {
                "name": one.name,
                "unit": self.all_units.get(one.unit, ""),
                "uid": one.unit,
                "url": self.url(one.filters),
                "current": "page" if one.filters == replace(self.filters, start=0) else None,
                "mine": one.mine,
            }
            for one in saved.listed(self.units, self.directed)
        ]

    def states(self) -> list[dict]:
        return [self._option(name, title, self.filters.state) for name, title in STATES.items()]

    def types(self) -> list[dict]:
        return [self._option(name, title, self.filters.type) for name, title in queue.types().items()]

    def unit_options(self) -> list[dict]:
        known = {**self.units, queue.NO_UNIT: NO_UNIT_TITLE} if self.lost else self.units
        return [self._option(uid, title, self.filters.unit) for uid, title in known.items()]

    def who_options(self) -> list[dict]:
        words = {"me": _("Me"), "nobody": _("Nobody")}
        return [self._option(name, words[name], self.filters.who) for name in queue.PEOPLE]

    def channels(self) -> list[dict]:
        return [self._option(name, title, self.filters.channel) for name, title in CHANNELS.items()]

    def _option(self, value: str, title, chosen: str) -> dict:
        return {"value": value, "title": title, "selected": "selected" if value == chosen else None}

    def hidden(self, *without: str) -> list[tuple[str, str]]:
        """Fields that keep the filters when another form is sent."""
        return [(name, value) for name, value in self.filters.form().items() if name not in without]

    @property
    def is_filtered(self) -> bool:
        asked = replace(self.filters, view="unit", sort="due", reverse=False, start=0)
        return asked != queue.Filters()

    def unfiltered_url(self) -> str:
        return self.url(queue.Filters(view=self.filters.view))

    # Table

    def columns(self) -> list[dict]:
        """Heads of the table: title, url to sort by it ('' when it cannot be sorted), aria-sort."""
        return [self._column(key, title) for key, title in COLUMNS]

    def _column(self, key: str, title) -> dict:
        if not key:
            return {"title": title, "url": "", "sort": None, "mark": ""}
        current = key == self.filters.sort
        reverse = current and not self.filters.reverse
        direction = ("descending" if self.filters.reverse else "ascending") if current else None
        filters = replace(self.filters, sort=key, reverse=reverse, start=0)
        mark = {"ascending": "↑", "descending": "↓"}.get(direction, "")
        return {"title": title, "url": self.url(filters), "sort": direction, "mark": mark}

    def rows_html(self) -> str:
        """The rows of the page as HTML."""
        return ROWS(items=self.items(), words=self.words())

    def items(self) -> list[dict]:
        """The rows of the page in words."""
        return [self._item(row) for row in self.rows]

    def _item(self, row) -> dict:
        return {
            "reference": row.reference,
            "url": f"{self.site_url}/@@case/{row.reference}",
            "title": row.title,
            "unit": self._unit(row.unit),
            "applicant": row.applicant_name,
            "state": self._state(row.review_state),
            "state_css": f"chip state-{row.review_state}",
            "submitted": self._day(row.submitted) or "—",
            "due": self._due(row),
            "assignee": self.name(row.assignee) or "—",
            "takeable": row.open and row.assignee != self.me,
            "free": row.assignee == "-",
            "news": row.news,
            "handed": row.handed,
            "channel": self._channel(row.channel) if row.channel != "web" else "",
        }

    @once
    def _day(self, ordinal: int) -> str:
        """A day as people of the page's language write it, once a page; '' for none."""
        found = day(ordinal)
        return written(found) if found else ""

    @once
    def _channel(self, name: str) -> str:
        """How the case came, translated once a page."""
        return api.portal.translate(channel_title(name))

    @once
    def _state(self, name: str) -> str:
        return api.portal.translate(state_title(name))

    def words(self) -> dict[str, str]:
        """What every row says, translated once a page and not once a row."""
        return {name: api.portal.translate(message) for name, message in ROW_WORDS.items()}

    @once
    def _unit(self, uid: str) -> str:
        """Title of a row's unit where it says something; a unit that was removed always does."""
        if uid not in self.all_units:
            return api.portal.translate(NO_UNIT_TITLE)
        return self.all_units[uid] if len(self.units) > 1 else ""

    def _due(self, row) -> dict[str, str]:
        """Words and css class of the due date."""
        if row.open and row.stopped:
            return {"text": self._stopped, "css": "", "left": ""}
        words = self._day(row.due)
        if not words:
            return {"text": "—", "css": "", "left": ""}
        if is_late(row, self.today):
            return {"text": words, "css": "chip danger", "left": self._left_text(self._left(row.due))}
        if not row.open:
            return {"text": words, "css": "", "left": ""}
        left = self._left(row.due)
        soon = self.soon is not None and left <= self.soon
        return {"text": words, "css": "chip warn" if soon else "", "left": self._left_text(left) if left <= FAR else ""}

    @cached_property
    def _stopped(self) -> str:
        return api.portal.translate(_("Clock stands still"))

    @once
    def _left(self, due: int) -> int:
        """Working days left until a due date, counted once a page."""
        return left_until(day(due), self.today, self.calendar)

    @once
    def _left_text(self, left: int) -> str:
        """The same in words."""
        return api.portal.translate(days_left_text(left))

    # Pages

    @property
    def first(self) -> int:
        return self.filters.start + 1

    @property
    def last(self) -> int:
        return min(self.filters.start + queue.PAGE, self.total)

    def previous_url(self) -> str:
        """Address of the page before, '' on the first."""
        return (
            self.url(replace(self.filters, start=max(self.filters.start - queue.PAGE, 0))) if self.filters.start else ""
        )

    def next_url(self) -> str:
        """Address of the page after, '' on the last."""
        return self.url(replace(self.filters, start=self.last)) if self.last < self.total else ""
