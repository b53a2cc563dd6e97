"""The page of the service for a proposed event: read, correct the words, accept or refuse."""

from communesplone import _
from communesplone.core.cases import thread
from communesplone.core.cases.browser.proposal import Proposing
from communesplone.core.cases.browser.talk import Talk
from communesplone.core.cases.people import full_name
from communesplone.core.cases.people import staff
from communesplone.core.cases.words import day_text
from communesplone.core.cases.words import moment_text
from communesplone.core.cases.words import state_title
from communesplone.core.cases.workflow import do
from communesplone.core.cases.workflow import NotPossible
from communesplone.core.cases.workflow import possible
from communesplone.core.forms.base import AccessibleForm
from communesplone.core.forms.sent import text_of
from communesplone.core.moments import today
from communesplone.core.organisation.vocabularies import unit_titles
from communesplone.core.security import antivirus
from communesplone.website.events.proposals import fields
from communesplone.website.events.proposals import intake
from communesplone.website.events.proposals.browser.answers import answers
from communesplone.website.events.proposals.content import PICTURE
from plone import api
from plone.app.uuid.utils import uuidToCatalogBrain
from plone.namedfile.utils import set_headers
from plone.protect import CheckAuthenticator
from plone.protect.interfaces import IDisableCSRFProtection
from Products.Five import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from z3c.form import button
from z3c.form.browser.checkbox import CheckBoxFieldWidget
from z3c.form.field import Fields
from zExceptions import NotFound
from zope.interface import alsoProvides
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse


NOT_NOW = _("This is not possible in this state of the case, or you may not do it.")


def send_file(request, attachment) -> bytes:
    """A file of a case, for saving; never shown as a page of the site."""
    set_headers(attachment.file, request.response, filename=attachment.name)
    request.response.setHeader("Cache-Control", "private, no-store")
    request.response.setHeader("X-Content-Type-Options", "nosniff")
    request.response.setHeader("Content-Security-Policy", "sandbox; default-src 'none'")
    return attachment.file.data


class CorrectProposal(AccessibleForm):
    """`@@case/REFERENCE/data`: better words of the service."""

    id = "correct-proposal"
    ignoreContext = False
    personal_page = True
    label = _("Correct the words of the event")
    description = _("What you change here comes into the agenda. Whoever proposed it sees it too.")
    guard_leaving = True

    def __init__(self, proposal, request, url: str):
        super().__init__(api.portal.get(), request)
        self.proposal, self.url = proposal, url

    @property
    def action(self) -> str:
        return f"{self.url}/data"

    def update(self) -> None:
        self.fields = Fields(fields.IWhat).omit(PICTURE)
        for name in ("audience", "accessibility"):
            self.fields[name].widgetFactory = CheckBoxFieldWidget
        super().update()

    def getContent(self) -> dict:
        return {name: self.proposal.data.get(name, field.field.default) for name, field in self.fields.items()}

    @button.buttonAndHandler(_("Save"), name="save")
    def save(self, action):
        from communesplone.website.events.proposals.browser.propose import point_at

        data, errors = self.extractData()
        faults = [] if errors else fields.faults(data, min(today(), self.proposal.data["first_day"]))
        if errors or faults:
            point_at(self, (), faults)
            return
        intake.correct(self.proposal, data)
        api.portal.show_message(_("Saved."), self.request)
        self.request.response.redirect(self.url)


@implementer(IPublishTraverse)
class ProposalDesk(Talk, Proposing, BrowserView):
    """Reached by `@@case/REFERENCE` only, which has checked that this person may see the proposal."""

    light_page = True
    personal_page = True
    page = ViewPageTemplateFile("desk.pt")
    refuse_error = ""
    typed_reason = ""

    def __init__(self, context, request):
        super().__init__(api.portal.get(), request)
        self.case = context
        self.subpath = []

    def publishTraverse(self, request, name: str):
        self.subpath.append(name)
        return self

    def __call__(self):
        self.request.response.setHeader("Cache-Control", "private, no-store")
        if self.subpath:
            return self._part()
        return self._post() if self.request.method == "POST" else self.page()

    def _part(self):
        kind, *rest = self.subpath
        if kind == "data" and not rest and self.may_correct:
            return CorrectProposal(self.case, self.request, self.url)()
        if kind == "file" and len(rest) == 1 and rest[0] in self.case.attachments:
            attachment = self.case.attachments[rest[0]]
            return antivirus.held_back(self.request, attachment) or send_file(self.request, attachment)
        raise NotFound(kind)

    def _post(self):
        CheckAuthenticator(self.request)
        alsoProvides(self.request, IDisableCSRFProtection)
        handler = getattr(self, f"_do_{text_of(self.request, 'do')}", None)
        try:
            said = handler() if handler is not None else None
        except NotPossible:
            api.portal.show_message(NOT_NOW, self.request, type="warning")
            said = None
        if self.note_error or self.message_error or self.files_error or self.refuse_error:
            return self.page()
        if said:
            api.portal.show_message(said, self.request)
        return self.request.response.redirect(self.url)

    def _do_take(self):
        intake.take(self.case)
        return _("You are in charge of this proposal now.")

    def _do_draft(self):
        intake.accept(self.case, publish=False)
        return _("The event is made as a draft. Publish it on its page.")

    def _do_publish(self):
        intake.accept(self.case, publish=True)
        return _("The event is in the agenda.")

    def _do_refuse(self):
        self.typed_reason = text_of(self.request, "text")
        try:
            intake.refuse(self.case, self.typed_reason)
        except thread.NothingSaid:
            self.refuse_error = _("Write the reason: whoever proposed the event reads it.")
            return None
        return _("The proposal is refused, and the reason is on its way.")

    def _do_reopen(self):
        do(self.case, "reopen")
        return _("The proposal is taken up again.")

    def _do_message(self):
        return self.write_message()

    def _do_note(self):
        return self.write_note()

    def _do_seen(self):
        thread.seen_by_office(self.case)

    # For the template

    @property
    def url(self) -> str:
        return f"{api.portal.get().absolute_url()}/@@case/{self.case.reference}"

    @property
    def people_url(self) -> str:
        return f"{api.portal.get().absolute_url()}/@@case-people"

    def page_title(self) -> str:
        return f"{self.case.reference} – {self.case.event_title}"

    @property
    def state(self) -> str:
        return api.content.get_state(self.case)

    @property
    def state_title(self):
        return state_title(self.state)

    def steps(self) -> list[str]:
        """Names of the steps that may be made now."""
        return possible(self.case)

    @property
    def may_correct(self) -> bool:
        return "accept" in self.steps()

    @property
    def may_direct(self) -> bool:
        return bool(api.user.has_permission("CommunesPlone: Direct case", obj=self.case))

    def answers(self) -> list[dict]:
        return answers(self.case)

    def picture(self) -> dict:
        """The picture: name, address, remark; empty without one."""
        return self._file(PICTURE) if PICTURE in self.case.attachments else {}

    def event(self) -> dict:
        """What was made of it: title, address; empty while there is none, or for who may not see it."""
        row = uuidToCatalogBrain(self.case.event) if self.case.event else None
        return {"title": row.Title, "url": row.getURL()} if row is not None else {}

    @property
    def assignee(self) -> str:
        return full_name(self.case.assignee)

    @property
    def unit_title(self) -> str:
        return unit_titles().get(self.case.unit, "")

    @property
    def moment(self) -> str:
        return moment_text(self.case.submitted_at)

    def due(self) -> str:
        return day_text(self.case.due) if self.case.due else ""

    def colleagues(self) -> list[dict]:
        """Who may be put in charge."""
        return [{"id": name, "name": full_name(name)} for name in staff(self.case.unit)] if self.case.unit else []

    def units(self) -> list[dict]:
        """Units that it may be handed over to."""
        return [{"uid": uid, "title": title} for uid, title in unit_titles().items() if uid != self.case.unit]
