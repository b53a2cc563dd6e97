"""`@@follow-proposal`: number and secret, then the proposal for an hour: where it stands, messages, taking it back."""

from communesplone import _
from communesplone.core.audit import cases as audit
from communesplone.core.cases import thread
from communesplone.core.cases import tracking
from communesplone.core.cases.browser.talk import Talk
from communesplone.core.cases.words import day_text
from communesplone.core.cases.words import state_title
from communesplone.core.cases.workflow import NotPossible
from communesplone.core.forms.sent import text_of
from communesplone.core.security import antivirus
from communesplone.website.events.proposals import intake
from communesplone.website.events.proposals.browser.answers import answers
from communesplone.website.events.proposals.browser.desk import send_file
from communesplone.website.events.proposals.content import Proposal
from plone import api
from plone.app.uuid.utils import uuidToCatalogBrain
from Products.Five import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zExceptions import NotFound
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse
import math


SAID = {
    "submitted": _("We have received your event and will read it."),
    "in_progress": _("The service is reading your event."),
    "accepted": _("Your event is accepted."),
    "refused": _("Your event does not come into the agenda."),
    "withdrawn": _("You took the proposal back."),
}
OPEN = ("submitted", "in_progress")


@implementer(IPublishTraverse)
class FollowProposal(Talk, BrowserView):
    """The session cookie is that of `@@track`: it opens one case."""

    light_page = True
    personal_page = True
    side = thread.CITIZEN
    entrance = ViewPageTemplateFile("follow.pt")
    page = ViewPageTemplateFile("proposal.pt")
    gone = ViewPageTemplateFile("gone.pt")
    case = None
    refusal = ""
    wait_minutes = 0
    error = ""

    def __init__(self, context, request):
        super().__init__(context, request)
        self.subpath = []

    def publishTraverse(self, request, name: str):
        self.subpath.append(name)
        return self

    def __call__(self):
        self.request.response.setHeader("Cache-Control", "private, no-store")
        found = tracking.remembered(self.request)
        self.case = found if isinstance(getattr(found, "aq_base", found), Proposal) else None
        if self.subpath:
            return self._part()
        if self.request.method == "POST":
            return self._post()
        if self.case is None or self._asks_for_another():
            self.case = None
            return self.entrance()
        audit.reading("case.followed", self.case)
        return self._whole()

    def _whole(self):
        return self.page() if self.case.gone_on is None else self.gone()

    def _asks_for_another(self) -> bool:
        from communesplone.core.domain.references import normalise

        asked = normalise(self.number())
        return bool(asked) and asked != self.case.reference

    def _part(self):
        """A file that came with a message; everything else is not to be had here."""
        if self.case is None or len(self.subpath) != 2 or self.subpath[0] != "file":
            raise NotFound("/".join(self.subpath))
        name = self.subpath[1]
        if name not in thread.files_of_messages(self.case):
            raise NotFound(name)
        attachment = self.case.attachments[name]
        held = antivirus.held_back(self.request, attachment)
        if held:
            return held
        audit.reading("case.followed", self.case, file=name)
        return send_file(self.request, attachment)

    def _post(self):
        form = self.request.form
        if "leave" in form:
            tracking.forget(self.request)
            return self._go()
        if "open" in form:
            return self._open()
        if self.case is None:
            self.refusal = _("Your hour is over. Type number and code again; nothing was changed.")
            return self.entrance()
        said = self._act(form)
        if said:
            api.portal.show_message(said, self.request)
            return self._go()
        return self._whole()

    def _act(self, form):
        """What was done in words; None or '' with an error to show."""
        try:
            if "message" in form:
                return self.receive_message()
            if "seen" in form:
                thread.seen_by_citizen(self.case)
                return _("Marked as read.")
            if "withdraw" in form:
                return self._withdraw(form)
        except NotPossible:
            self.error = _("Your proposal has moved on meanwhile: this is no longer possible.")
        return ""

    def _withdraw(self, form):
        if not form.get("sure"):
            self.error = _("Tick the box to confirm that you take the proposal back.")
            return ""
        intake.withdraw(self.case)
        return _("Your proposal is taken back.")

    def _open(self):
        found = tracking.open_with_secret(self.request, self.number(), text_of(self.request, "secret"))
        if not isinstance(found, tracking.Refused):
            tracking.remember(self.request, found)
            if isinstance(found.aq_base, Proposal):
                return self._go()
            return self.request.response.redirect(f"{self.context.absolute_url()}/@@track")
        if found.wait:
            self.wait_minutes = math.ceil(found.wait / 60)
            self.request.response.setStatus(429)
            self.request.response.setHeader("Retry-After", str(found.wait))
        else:
            self.refusal = _("Number and code do not belong together. Check both: they stand in the message you got.")
        self.case = None
        return self.entrance()

    def _go(self) -> str:
        self.request.response.redirect(self.url, status=303)
        return "redirected"

    # For the templates

    @property
    def url(self) -> str:
        return f"{self.context.absolute_url()}/@@follow-proposal"

    def number(self) -> str:
        return text_of(self.request, "number")

    @property
    def state(self) -> str:
        return api.content.get_state(self.case)

    @property
    def state_title(self):
        return state_title(self.state)

    @property
    def said(self):
        return SAID.get(self.state, "")

    def answers(self) -> list[dict]:
        return answers(self.case)

    def reason(self) -> str:
        """Why it was refused; '' otherwise."""
        entries = self.case.workflow_history.get("proposal_workflow", ())
        return entries[-1]["comments"] if self.state == "refused" else ""

    def event_url(self) -> str:
        """Where the event is, once everybody sees it."""
        row = uuidToCatalogBrain(self.case.event) if self.case.event else None
        return row.getURL() if row is not None else ""

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def can_write(self) -> bool:
        return thread.is_open(self.case)

    def day(self) -> str:
        return day_text(self.case.submitted)

    def page_title(self):
        return self.case.event_title if self.case is not None else _("Follow a proposal")
