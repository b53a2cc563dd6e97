"""`@@legal-settings`: whose law holds here, when the town hall closes by itself, and the address of the site."""

from communesplone import _
from communesplone.core.audit import api as audit
from communesplone.core.domain.contact import is_site_address
from communesplone.core.forms.base import AccessibleForm
from communesplone.core.hours.domain.mistakes import Mistakes
from communesplone.core.hours.settings import IHours
from communesplone.core.hours.settings import PREFIX as HOURS
from communesplone.core.hours.settings import read_school_holidays
from communesplone.core.legal.api import say
from communesplone.core.settings import commune
from communesplone.core.settings import ICommune
from communesplone.core.settings import PREFIX
from datetime import date
from plone import api
from plone.registry.interfaces import IRegistry
from z3c.form import button
from z3c.form.field import Fields
from z3c.form.interfaces import WidgetActionExecutionError
from zope import schema
from zope.component import getUtility
from zope.interface import Interface
from zope.interface import Invalid


ADDRESS_RECORD = f"{PREFIX}.address"
SCHOOL_RECORD = f"{HOURS}.school_holidays"


class IDays(Interface):
    """The closing days as lines: a clerk pastes a year of them at once."""

    closing_days = schema.Text(
        title=_("Closing days of its own"),
        description=_("Days besides public holidays on which the town hall is closed: one a line, such as 2026-12-24."),
        required=False,
        max_length=20_000,
    )


def knows_address() -> bool:
    """Whether there is room for the address: not on a site whose upgrade step is still to be run."""
    return ADDRESS_RECORD in getUtility(IRegistry)


class WrongDay(ValueError):
    """A line that is no day of the calendar."""


def days_of(text: str | None) -> tuple[date, ...]:
    """The days of the lines, each once, in order; raises WrongDay with the first line that is none."""
    found = set()
    for line in (text or "").split():
        try:
            found.add(date.fromisoformat(line))
        except ValueError as error:
            raise WrongDay(line) from error
    return tuple(sorted(found))


class LegalSettings(AccessibleForm):
    """The form; what it asks is stored together."""

    id = "legal-settings"
    label = _("Jurisdiction and closing days")
    description = _("Delays in working days, legal values and public holidays follow from these.")
    ignoreContext = False

    def __call__(self):
        self.request.response.setHeader("Cache-Control", "private, no-store")
        return super().__call__()

    def update(self) -> None:
        self.fields = Fields(ICommune).select("jurisdiction") + Fields(IDays)
        if SCHOOL_RECORD in getUtility(IRegistry):
            self.fields += Fields(IHours)
        if knows_address():
            self.fields += Fields(ICommune).select("address")
        super().update()

    def getContent(self) -> dict:
        days = "\n".join(day.isoformat() for day in commune().closing_days or ())
        address = api.portal.get_registry_record(ADDRESS_RECORD, default=None)
        school = api.portal.get_registry_record(SCHOOL_RECORD, default=None)
        return {
            "jurisdiction": commune().jurisdiction,
            "closing_days": days,
            "school_holidays": school,
            "address": address,
        }

    @button.buttonAndHandler(_("Save"), name="save")
    def handle_save(self, action):
        """Check the days, store, tell the log."""
        data, errors = self.extractData()
        if errors:
            self.status = self.formErrorsMessage
            return
        try:
            days = days_of(data["closing_days"])
        except WrongDay as wrong:
            message = _("“${day}” is not a day. Write year, month and day: 2026-12-24.", mapping={"day": str(wrong)})
            raise WidgetActionExecutionError("closing_days", Invalid(message)) from wrong
        self._check_school(data)
        self._keep_address(data)
        if "school_holidays" in data:
            getUtility(IRegistry)[SCHOOL_RECORD] = data["school_holidays"]
        here = commune()
        here.jurisdiction, here.closing_days = data["jurisdiction"], days
        audit.record("law.settings_changed", "site:", details={"jurisdiction": data["jurisdiction"], "days": len(days)})
        api.portal.show_message(_("The settings are stored."), self.request)
        self.request.response.redirect(f"{api.portal.get().absolute_url()}/@@legal-values")

    def _check_school(self, data: dict) -> None:
        try:
            read_school_holidays(data.get("school_holidays"))
        except Mistakes as mistakes:
            told = " ".join(say(one.sentence, self.request) for one in mistakes.found)
            raise WidgetActionExecutionError("school_holidays", Invalid(told)) from mistakes

    def _keep_address(self, data: dict) -> None:
        if "address" not in data:
            return
        address = data["address"] or None
        if address and not is_site_address(address):
            raise WidgetActionExecutionError("address", Invalid(_("Write the address as in the browser: https://…")))
        getUtility(IRegistry)[ADDRESS_RECORD] = address
