"""`@@propose-event`: anybody proposes an event for the agenda."""

from communesplone import _
from communesplone.core.cases import tracking
from communesplone.core.forms.base import AccessibleForm
from communesplone.core.forms.sent import drop_the_impossible
from communesplone.core.moments import now
from communesplone.core.moments import today
from communesplone.website.events import guard
from communesplone.website.events.browser import tokened
from communesplone.website.events.proposals import fields
from communesplone.website.events.proposals import intake
from communesplone.website.events.proposals import settings
from plone import api
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from time import time
from z3c.form import button
from z3c.form.browser.checkbox import CheckBoxFieldWidget
from z3c.form.field import Fields
from z3c.form.group import Group
from z3c.form.interfaces import IErrorViewSnippet
from zExceptions import NotFound
from zope.component import getMultiAdapter
from zope.i18n import translate
from zope.interface import Invalid


CONSENT = _(
    "The commune may publish the event with the name of the organiser, and the picture. The name, the e-mail address "
    "and the telephone number of the person who proposes it are used for this proposal only."
)


def what_fields(*omitted: str) -> Fields:
    """The questions about the event."""
    found = Fields(fields.IWhat).omit(*omitted)
    for name in ("audience", "accessibility"):
        found[name].widgetFactory = CheckBoxFieldWidget
    return found


def point_at(form, groups, faults) -> None:
    """Show each fault beside its field, also of a group, which z3c.form does not look for."""
    for name, text in faults:
        for part in (form, *groups):
            if part.widgets is not None and name in part.widgets:
                widget = part.widgets[name]
                error = Invalid(text)
                view = getMultiAdapter(
                    (error, form.request, widget, widget.field, part, part.getContent()), IErrorViewSnippet
                )
                view.update()
                widget.error = view
                part.widgets.errors += (view,)
    form.status = form.formErrorsMessage


def _group(name: str, asked: Fields, label) -> type[Group]:
    return type(name, (Group,), {"fields": asked, "label": label})


class ProposeEvent(tokened.Tokened, AccessibleForm):
    """GET writes nothing. Sent twice, the form makes one proposal."""

    id = "propose-event"
    purpose = "propose event"
    template = ViewPageTemplateFile("propose.pt")
    done = ViewPageTemplateFile("proposed.pt")
    enableCSRFProtection = False  # anybody may propose; the token of the form proves where it comes from
    guard_leaving = True
    label = _("Propose an event")
    description = _(
        "For associations and everybody who organises something in the commune. We read it, then it comes into the "
        "agenda."
    )
    fields = Fields()
    receipt = None
    consent_missing = False
    consent_text = CONSENT

    def __call__(self):
        self.request.response.setHeader("Cache-Control", "private, no-store")
        if not settings.is_open():
            raise NotFound(self.__name__)
        self.settle_token()
        self.receipt = intake.made_from(self.token) if self.request.method == "POST" and not self.notice else None
        if self.receipt is not None:
            return self.done()
        page = super().__call__()
        return self.done() if self.receipt is not None else page

    def update(self) -> None:
        self.groups = [
            _group("What", what_fields(), _("The event")),
            _group("Who", Fields(fields.IWho), _("Who proposes it")),
        ]
        for group in self.groups:
            drop_the_impossible(self.request, group.fields)
        super().update()

    @property
    def action(self) -> str:
        return f"{self.context.absolute_url()}/@@propose-event"

    @button.buttonAndHandler(_("Send the proposal"), name="send")
    def send(self, action):
        if self.notice:
            return
        if guard.trapped(self.request):
            self.notice = guard.TRAPPED
            return
        data, errors = self.extractData()
        faults = [] if errors else fields.faults(data, today())
        self.consent_missing = not self.request.form.get("consent")
        if errors or faults:
            point_at(self, self.groups, faults)
        elif not self.consent_missing and not self._must_wait(data["email"]):
            self._file(data)

    def errors(self) -> list[dict]:
        """Also the box that was not ticked."""
        found = super().errors()
        if self.consent_missing:
            found.append({"text": _("Tick the box, or we may not publish it."), "label": "", "target": "consent"})
        return found

    def _must_wait(self, email: str) -> bool:
        seconds = guard.wait(self.request, email, time())
        if seconds:
            self.notice = guard.too_many(seconds)
            self.request.response.setStatus(429)
            self.request.response.setHeader("Retry-After", str(seconds))
        return bool(seconds)

    def _file(self, data: dict) -> None:
        what = {name: data.get(name) for name in fields.IWhat.names()}
        who = {name: data.get(name) for name in fields.IWho.names()}
        consent = translate(CONSENT, context=self.request)
        language = api.portal.get_current_language()
        self.receipt = intake.submit(self.token, what, who, consent, language, now())
        guard.count(self.request, data["email"], time())
        tracking.remember(self.request, self.receipt.proposal)

    def page_title(self) -> str:
        if self.receipt is not None:
            return translate(_("Your event has reached us"), context=self.request)
        return super().page_title()

    @property
    def follow_url(self) -> str:
        return f"{self.context.absolute_url()}/@@follow-proposal"
