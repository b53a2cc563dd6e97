"""`@@registration-settings` of an event: seats, times, waiting list, what is asked."""

from communesplone import _
from communesplone.core.forms.base import AccessibleForm
from communesplone.core.moments import zone
from communesplone.website.events import booking
from communesplone.website.events import occasions
from communesplone.website.events import programme
from communesplone.website.events.domain import door
from communesplone.website.events.domain.door import Fault
from communesplone.website.events.domain.door import Rules
from communesplone.website.events.domain.recurrence import on_the_wall
from datetime import datetime
from datetime import time
from plone import api
from z3c.caching.purge import Purge
from z3c.form import button
from z3c.form.field import Fields
from z3c.form.interfaces import WidgetActionExecutionError
from zope import schema
from zope.event import notify
from zope.interface import Interface
from zope.interface import Invalid
from zope.schema.vocabulary import SimpleTerm
from zope.schema.vocabulary import SimpleVocabulary
import re


HOUR = re.compile(r"(?P<hour>[01]?[0-9]|2[0-3])[:hH.](?P<minute>[0-5][0-9])?")
SCOPES = SimpleVocabulary(
    [
        SimpleTerm("date", "date", _("For each date by itself")),
        SimpleTerm("all", "all", _("Once for all dates, as for a course")),
    ]
)
FAULTS = {
    Fault.SEATS: ("seats", _("Between 1 and 100,000 places, or nothing for as many as come.")),
    Fault.MOST: ("most", _("Between 1 and 20 persons.")),
    Fault.TIMES: ("closes_day", _("Registration closes before it opens. Change one of the two.")),
    Fault.KEEP: ("keep_days", _("Between 0 and 3,650 days.")),
}


class ISettings(Interface):
    """The questions."""

    active = schema.Bool(
        title=_("Visitors can register"),
        description=_("Switch off to hide registration. The list stays."),
        required=False,
        default=True,
    )
    per_date = schema.Choice(title=_("What do people register for?"), vocabulary=SCOPES, default="date")
    seats = schema.Int(
        title=_("Places"),
        description=_("For each date. Leave empty when as many may come as want to."),
        required=False,
        min=1,
        max=door.MOST_SEATS,
    )
    waiting_list = schema.Bool(
        title=_("Waiting list"),
        description=_("When it is full people can wait. Whoever cancels makes room, and the next one is told at once."),
        required=False,
        default=True,
    )
    most = schema.Int(
        title=_("Persons in one registration, at most"), min=1, max=door.MOST_PERSONS, default=4, required=True
    )
    opens_day = schema.Date(title=_("Opens on"), description=_("Leave empty to open it at once."), required=False)
    opens_hour = schema.TextLine(title=_("Opens at"), description=_("Such as 9:00."), required=False, max_length=5)
    closes_day = schema.Date(
        title=_("Closes on"), description=_("Leave empty to close it when the event begins."), required=False
    )
    closes_hour = schema.TextLine(
        title=_("Closes at"),
        description=_("Such as 18:00. Leave empty for the end of the day."),
        required=False,
        max_length=5,
    )
    asks_phone = schema.Bool(title=_("Ask for the telephone number"), required=False, default=False)
    asks_note = schema.Bool(title=_("Ask what the organiser should know"), required=False, default=False)
    keep_days = schema.Int(
        title=_("Delete the list so many days after the end"),
        description=_("Names and addresses go; the number of persons stays."),
        min=0,
        max=door.MOST_KEPT,
        default=30,
        required=True,
    )


class RegistrationSettings(AccessibleForm):
    """A form of one page for whoever may edit the event."""

    id = "registration-settings"
    ignoreContext = False
    personal_page = True
    label = _("Settings of the registration")
    guard_leaving = True

    def __call__(self):
        self.request.response.setHeader("Cache-Control", "private, no-store")
        return super().__call__()

    def update(self) -> None:
        self.fields = Fields(ISettings)
        if not occasions.is_repeated(self.context):
            self.fields = self.fields.omit("per_date")
        super().update()

    @property
    def description(self) -> str:
        return self.context.title

    def getContent(self) -> dict:
        """What is kept, as the form has it."""
        book = programme.register_of(self.context)
        rules = book.rules if book is not None else Rules(active=True)
        found = {name: getattr(rules, name) for name in PLAIN}
        found["per_date"] = "date" if rules.per_date else "all"
        for name in ("opens", "closes"):
            moment = getattr(rules, name)
            own = moment.astimezone(zone()) if moment else None
            found[f"{name}_day"] = own.date() if own else None
            found[f"{name}_hour"] = own.strftime("%H:%M") if own else None
        return found

    @button.buttonAndHandler(_("Save"), name="save")
    def save(self, action):
        data, errors = self.extractData()
        if errors:
            self.status = self.formErrorsMessage
            return
        rules = self._rules(data)
        fault = door.fault_of(rules)
        if fault:
            name, text = FAULTS[fault]
            raise WidgetActionExecutionError(name, Invalid(text))
        booking.settle(programme.programme_of(self.context), rules)
        notify(Purge(self.context))
        api.portal.show_message(_("Saved."), self.request)
        self.request.response.redirect(f"{self.context.absolute_url()}/@@registrations")

    def _rules(self, data: dict) -> Rules:
        values = {name: data.get(name) for name in PLAIN}
        for name in ("active", "waiting_list", "asks_phone", "asks_note"):
            values[name] = bool(values[name])
        return Rules(
            **values,
            per_date=data.get("per_date", "date") == "date",
            opens=self._moment(data, "opens", time()),
            closes=self._moment(data, "closes", time(23, 59)),
        )

    def _moment(self, data: dict, name: str, otherwise: time) -> datetime | None:
        day, typed = data.get(f"{name}_day"), (data.get(f"{name}_hour") or "").strip()
        if day is None:
            return None
        found = HOUR.fullmatch(typed.replace(" ", "")) if typed else None
        if typed and found is None:
            raise WidgetActionExecutionError(f"{name}_hour", Invalid(_("This is not an hour. Type it like 9:00.")))
        hour = time(int(found["hour"]), int(found["minute"] or 0)) if found else otherwise
        return on_the_wall(datetime.combine(day, hour), zone())


PLAIN = ("active", "seats", "waiting_list", "most", "asks_phone", "asks_note", "keep_days")
