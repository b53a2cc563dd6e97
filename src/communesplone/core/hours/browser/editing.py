"""`@@opening-hours` of a place: who keeps its hours types them, sees the week that results, and stores it."""

from communesplone import _
from communesplone.core.audit import api as audit
from communesplone.core.forms.base import AccessibleForm
from communesplone.core.hours import places
from communesplone.core.hours.domain.checking import check
from communesplone.core.hours.domain.engine import Hours
from communesplone.core.hours.domain.mistakes import Mistakes
from communesplone.core.hours.domain.model import Schedule
from communesplone.core.hours.domain.plain import CHANNELS
from communesplone.core.hours.domain.plain import schedule_of
from communesplone.core.hours.domain.plain import schedule_out
from communesplone.core.hours.domain.reading import read_week
from communesplone.core.hours.domain.reading_days import read_seasons
from communesplone.core.hours.domain.reading_days import read_specials
from communesplone.core.hours.domain.writing import seasons_text
from communesplone.core.hours.domain.writing import specials_text
from communesplone.core.hours.domain.writing import week_text
from communesplone.core.hours.showing import CHANNELS as TITLES
from communesplone.core.hours.showing import Words
from communesplone.core.legal.api import say
from communesplone.core.moments import today
from communesplone.core.moments import zone
from plone import api
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from z3c.form import button
from z3c.form.field import Fields
from z3c.form.interfaces import ActionExecutionError
from z3c.form.interfaces import WidgetActionExecutionError
from zExceptions import NotFound
from zope import schema
from zope.event import notify
from zope.interface import Interface
from zope.interface import Invalid
from zope.lifecycleevent import ObjectModifiedEvent
from zope.schema.vocabulary import SimpleTerm
from zope.schema.vocabulary import SimpleVocabulary


LONGEST = 20_000
PREVIEW_AHEAD = 366
READERS = {"week": read_week, "seasons": read_seasons, "school": read_week, "specials": read_specials}


class ITyped(Interface):
    """The hours as a clerk types them."""

    week = schema.Text(
        title=_("Regular week"),
        description=_(
            "One line for each day or group of days, such as “Monday-Friday: 9-12 13:30-16” or “Wednesday: 16-19 by "
            "appointment”. Also “first Saturday of the month: 9-11:30”. A day that is not named is closed."
        ),
        required=False,
        max_length=LONGEST,
    )
    seasons = schema.Text(
        title=_("Seasons"),
        description=_(
            "A line with the name and the days, such as “Summer: 1 July - 31 August” (both days included), then the "
            "lines of its week."
        ),
        required=False,
        max_length=LONGEST,
    )
    school = schema.Text(
        title=_("Week in school holidays"),
        description=_("As the regular week. Leave empty when school holidays make no difference."),
        required=False,
        max_length=LONGEST,
    )
    specials = schema.Text(
        title=_("Special days"),
        description=_(
            "One a line, closed or open, with the reason in brackets: “27/09/2026: closed (Feast)”, “24 December: 9-12 "
            "(Christmas Eve)”. Without a year it holds every year."
        ),
        required=False,
        max_length=LONGEST,
    )
    closed_on_holidays = schema.Bool(
        title=_("Closed on public holidays and on the commune’s closing days"),
        description=_("A special day comes before that."),
        required=False,
        default=True,
    )


class EditHours(AccessibleForm):
    """One form for each channel; what is typed stays until all of it can be understood."""

    template = ViewPageTemplateFile("editing.pt")
    id = "opening-hours"
    primary = "save"
    guard_leaving = True
    ignoreContext = False
    preview = None

    def __call__(self):
        self.request.response.setHeader("Cache-Control", "private, no-store")
        if self.channel not in CHANNELS:
            raise NotFound("channel")
        return super().__call__()

    @property
    def channel(self) -> str:
        return self.request.form.get("channel") or CHANNELS[0]

    @property
    def words(self) -> Words:
        return Words(self.request)

    @property
    def label(self):
        return _("Opening hours: ${place}", mapping={"place": self.context.title})

    @property
    def action(self) -> str:
        return f"{self.context.absolute_url()}/@@opening-hours?channel={self.channel}"

    def channels(self) -> list[dict]:
        """The channels to choose from."""
        url = self.context.absolute_url()
        return [
            {
                "title": TITLES[name],
                "url": f"{url}/@@opening-hours?channel={name}",
                "current": "page" if name == self.channel else None,
            }
            for name in CHANNELS
        ]

    @property
    def stored(self) -> dict:
        """What is stored for this channel; empty for nothing."""
        return (self.context.opening_hours or {}).get(self.channel) or {}

    def followers(self) -> list[dict]:
        """The places whose hours change with these."""
        rows = places.followers(api.content.get_uuid(self.context))
        return [{"title": row.Title, "url": row.getURL()} for row in rows]

    def update(self) -> None:
        known = places.with_own_hours(self.channel, api.content.get_uuid(self.context))
        terms = [SimpleTerm(uid, uid, title) for uid, title in known]
        like = schema.Choice(
            __name__="like",
            title=_("Same hours as"),
            description=_("When these hours are those of another place, choose it: they change together."),
            vocabulary=SimpleVocabulary(terms),
            required=False,
        )
        self.fields = (Fields(like) if terms else Fields()) + Fields(ITyped)
        super().update()

    def updateWidgets(self, prefix=None) -> None:
        super().updateWidgets(prefix)
        for name, rows in (("week", 7), ("seasons", 5), ("school", 3), ("specials", 5)):
            self.widgets[name].rows = rows
        if "like" in self.widgets:
            self.widgets["like"].noValueMessage = _("No: hours of its own")

    def getContent(self) -> dict:
        schedule = schedule_of(self.stored) if "like" not in self.stored else Schedule()
        language = self.words.language
        return {
            "like": self.stored.get("like"),
            "week": week_text(schedule.week, language),
            "seasons": seasons_text(schedule.seasons, language),
            "school": week_text(schedule.school, language) if schedule.school is not None else "",
            "specials": specials_text(schedule.specials, language),
            "closed_on_holidays": schedule.closed_on_holidays,
        }

    @button.buttonAndHandler(_("Save"), name="save")
    def handle_save(self, action):
        """Check and store."""
        said = self._said()
        if said is None:
            return
        kept = {**(self.context.opening_hours or {}), self.channel: said}
        # A new dict: the database sees no change inside one.
        self.context.opening_hours = {name: one for name, one in kept.items() if one} or None
        notify(ObjectModifiedEvent(self.context))
        about = f"unit:{api.content.get_uuid(self.context)}"
        audit.record("hours.changed", about, details={"channel": self.channel, "shared": "like" in said})
        api.portal.show_message(_("The opening hours are stored."), self.request)
        self.request.response.redirect(self.context.absolute_url())

    @button.buttonAndHandler(_("Show the result"), name="preview")
    def handle_preview(self, action):
        """Show what would be stored: this week, the next one, and the changes of a year."""
        said = self._said()
        if said is None:
            return
        found = places.found({self.channel: said}, self.channel) if said else None
        hours = found.hours if found else Hours(Schedule(), places.calendar(), zone())
        self.preview = {
            "week": self.words.week(hours, today()),
            "regular": self.words.regular(hours),
            "seasons": self.words.seasons(hours),
            "changes": self.words.changes(hours, today(), PREVIEW_AHEAD),
        }

    def _said(self) -> dict | None:
        """The plain values of what was typed, {} for nothing; None after an error that is told on the page."""
        data, errors = self.extractData()
        if errors:
            self.status = self.formErrorsMessage
            return None
        if data.get("like"):
            return {"like": data["like"]}
        schedule = self._schedule(data)
        return schedule_out(schedule) if schedule not in (Schedule(), Schedule(closed_on_holidays=False)) else {}

    def _schedule(self, data: dict) -> Schedule:
        read = {name: self._read(name, data.get(name) or "") for name in READERS}
        schedule = Schedule(
            week=read["week"],
            seasons=read["seasons"],
            school=read["school"] if (data.get("school") or "").strip() else None,
            specials=read["specials"],
            closed_on_holidays=bool(data.get("closed_on_holidays")),
        )
        wrong = check(schedule)
        if wrong:
            raise ActionExecutionError(Invalid(" ".join(say(one, self.request) for one in wrong)))
        return schedule

    def _read(self, name: str, text: str):
        try:
            return READERS[name](text, self.words.language)
        except Mistakes as mistakes:
            told = " ".join(say(one.sentence, self.request) for one in mistakes.found)
            raise WidgetActionExecutionError(name, Invalid(told)) from mistakes
