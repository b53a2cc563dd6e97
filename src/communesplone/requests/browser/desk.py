"""The clerk's page of an order: everything about it, and the steps that its state allows to this person."""

from communesplone import _
from communesplone.core.cases import thread
from communesplone.core.cases.browser.proposal import Proposing
from communesplone.core.cases.browser.talk import Talk
from communesplone.core.cases.browser.talk import words_for
from communesplone.core.cases.catalog import CLOSED_STATES
from communesplone.core.cases.people import full_name
from communesplone.core.cases.people import staff
from communesplone.core.cases.settings import case_clock
from communesplone.core.cases.words import channel_title
from communesplone.core.cases.words import days_left_text
from communesplone.core.cases.words import left_until
from communesplone.core.cases.words import state_title
from communesplone.core.cases.workflow import NotPossible
from communesplone.core.cases.workflow import possible
from communesplone.core.forms.sent import text_of
from communesplone.core.moments import now
from communesplone.core.moments import today
from communesplone.core.organisation.vocabularies import unit_titles
from communesplone.core.security import antivirus
from communesplone.core.settings import working_days
from communesplone.requests import desk
from communesplone.requests.browser import wording
from communesplone.requests.browser.answers import answers
from communesplone.requests.browser.correct import CorrectForm
from communesplone.requests.browser.correct import NOT_NOW
from communesplone.requests.browser.files import document_name
from communesplone.requests.browser.files import send
from communesplone.requests.cards import title_in
from communesplone.requests.templates import templates_for
from plone import api
from plone.protect import CheckAuthenticator
from plone.protect.interfaces import IDisableCSRFProtection
from Products.Five import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zExceptions import NotFound
from zope.interface import alsoProvides
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse


REASONS = {
    "ask_citizen": _("Write what you need from the citizen."),
    "refuse": _("Write the reason: the citizen reads it."),
    "send_back": _("Write what is wrong."),
    "reopen": _("Write why the order is taken up again."),
}


@implementer(IPublishTraverse)
class OrderDesk(Talk, Proposing, BrowserView):
    """Reached by `@@case/REFERENCE` only, which has checked that this person may see the order."""

    light_page = True
    page = ViewPageTemplateFile("desk.pt")

    def __init__(self, context, request):
        super().__init__(api.portal.get(), request)
        self.order = context
        self.subpath = []
        self.errors = {}
        self.typed = {}

    def publishTraverse(self, request, name):
        self.subpath.append(name)
        return self

    def __call__(self):
        self.request.response.setHeader("Cache-Control", "private, no-store")
        if self.subpath:
            return self._part()
        if self.request.method == "POST":
            return self._post()
        return self.page()

    # Parts below the page: data form, files, versions of the document

    def _part(self):
        kind, *rest = self.subpath
        if kind == "data" and not rest:
            return CorrectForm(self.order, self.request, self.url)()
        if kind == "file" and len(rest) == 1 and rest[0] in self.order.attachments:
            attachment = self.order.attachments[rest[0]]
            return antivirus.held_back(self.request, attachment) or send(
                self.request, attachment.file, attachment.name, attachment.content_type
            )
        if kind == "document" and len(rest) == 1 and rest[0].isdigit():
            return self._document(int(rest[0]))
        raise NotFound(kind)

    def _document(self, number: int) -> bytes:
        if not 1 <= number <= len(self.order.versions):
            raise NotFound("document")
        version = self.order.versions[number - 1]
        return send(self.request, version.file, document_name(self.order), "application/pdf", inline=True)

    # Steps

    def _post(self):
        CheckAuthenticator(self.request)
        alsoProvides(self.request, IDisableCSRFProtection)
        step = text_of(self.request, "do")
        handler = getattr(self, f"_do_{step}", None)
        if handler is None:
            return self.page()
        try:
            message = handler()
        except desk.NeedsReason:
            self.errors[step] = REASONS.get(step, _("Write a reason."))
            return self.page()
        except thread.TooLong as trouble:
            self.errors[step] = words_for(trouble)
            return self.page()
        except NotPossible:
            message = None
            api.portal.show_message(
                NOT_NOW,
                self.request,
                type="warning",
            )
        if self.message_error or self.files_error or self.note_error:
            return self.page()
        if message is not None:
            thread.seen_by_office(self.order)
            api.portal.show_message(message, self.request)
        self.request.response.redirect(self.url)
        return "redirected"

    @property
    def _text(self) -> str:
        text = text_of(self.request, "text")
        self.typed[text_of(self.request, "do")] = text
        return text

    def _do_take(self):
        desk.take(self.order)
        return _("You are in charge of this order now.")

    def _do_ask_citizen(self):
        desk.ask(self.order, self._text, now())
        return _("Your question is on its way; the clock stands still.")

    def _do_refuse(self):
        desk.refuse(self.order, self._text)
        return _("The order is refused; the citizen has been told why.")

    def _do_prepare(self):
        template = self._template()
        if template is None:
            self._warn(_("Choose a template first; the procedure has none yet."))
            return None
        if desk.prepare(self.order, template, now()):
            return _("The document is prepared. Read it before you send it to be signed.")
        self._warn(self.order.failure)
        return None

    def _do_send_to_sign(self):
        desk.send_to_sign(self.order)
        return _("The document waits for the signing officer.")

    def _do_send_back(self):
        desk.send_back(self.order, self._text)
        return _("The order is back at the service.")

    def _do_issue(self):
        if desk.approve(self.order, self._signed_template(), now()):
            return _("The document is issued; the citizen has been told.")
        self._warn(self.order.failure)
        return None

    def _do_deliver(self):
        desk.deliver(self.order, by_citizen=False)
        return _("The order is marked as delivered.")

    def _do_close(self):
        desk.close(self.order)
        return _("The order is closed.")

    def _do_reopen(self):
        desk.reopen(self.order, self._text)
        return _("The order is taken up again.")

    def _do_message(self):
        return self.write_message()

    def _do_note(self):
        return self.write_note()

    def _do_seen(self):
        thread.seen_by_office(self.order)

    def _warn(self, message) -> None:
        api.portal.show_message(message, self.request, type="error")

    def _template(self):
        chosen = self.request.form.get("template", "")
        return next((one["object"] for one in self.templates() if one["uid"] == chosen), None)

    def _signed_template(self):
        """The template of the version that the officer has read."""
        uid = self.order.versions[-1].template if self.order.versions else ""
        found = next((one["object"] for one in self.templates() if one["uid"] == uid), None)
        if found is None:
            raise NotPossible("issue")
        return found

    # For the template

    @property
    def case(self):
        return self.order

    @property
    def url(self) -> str:
        return f"{api.portal.get().absolute_url()}/@@case/{self.order.reference}"

    @property
    def people_url(self) -> str:
        return f"{api.portal.get().absolute_url()}/@@case-people"

    @property
    def title(self) -> str:
        return title_in(self.order, api.portal.get_current_language())

    def page_title(self) -> str:
        return f"{self.order.reference} – {self.title}"

    @property
    def state(self) -> str:
        return api.content.get_state(self.order)

    @property
    def state_title(self):
        return state_title(self.state)

    def steps(self) -> list[str]:
        """Names of the steps that may be made now."""
        return possible(self.order)

    @property
    def may_prepare(self) -> bool:
        return self.state == "in_progress" and "send_to_sign" in self.steps()

    @property
    def may_direct(self) -> bool:
        return api.user.has_permission("CommunesPlone: Direct case", obj=self.order)

    def templates(self) -> list[dict]:
        """Templates of the procedure, the one in the citizen's language first."""
        return templates_for(self.order)

    def answers(self) -> list[dict]:
        order = self.order
        files = {name: attachment for name, attachment in order.attachments.items() if attachment.field == name}
        return answers(order.form_model, order.data, files)

    def office_answers(self) -> list[dict]:
        return answers(self.order.office_model, self.order.office_data)

    def files(self) -> list[dict]:
        return [
            {
                "name": attachment.name,
                "size": wording.size_text(attachment.size),
                "url": f"{self.url}/file/{key}",
                "remark": antivirus.remark(attachment),
            }
            for key, attachment in sorted(self.order.attachments.items())
        ]

    def versions(self) -> list[dict]:
        """Versions of the document, newest first."""
        found = [
            {
                "number": number,
                "url": f"{self.url}/document/{number}",
                "final": version.final,
                "moment": wording.moment_text(version.moment),
                "actor": full_name(version.actor),
                "hash": version.sha256,
            }
            for number, version in enumerate(self.order.versions, start=1)
        ]
        return found[::-1]

    def history(self) -> list[dict]:
        return wording.history(self.order)

    def colleagues(self) -> list[dict]:
        """Who may be put in charge."""
        return [{"id": name, "name": full_name(name)} for name in staff(self.order.unit)] if self.order.unit else []

    def units(self) -> list[dict]:
        """Units the order may be handed over to."""
        return [{"uid": uid, "title": title} for uid, title in unit_titles().items() if uid != self.order.unit]

    @property
    def unit_title(self) -> str:
        return unit_titles().get(self.order.unit, "")

    @property
    def entered_by(self) -> str:
        """The clerk who entered the order for the citizen, '' for orders from the site."""
        return full_name(self.order.entered_by)

    @property
    def channel_title(self):
        return channel_title(self.order.channel)

    @property
    def assignee(self) -> str:
        return full_name(self.order.assignee)

    def time_left(self) -> dict | None:
        """Working days left in words, counted as the queue does, and the style of the chip; None while none runs."""
        if not self.order.due or self.order.stopped or self.state in CLOSED_STATES:
            return None
        left = left_until(self.order.due, today(), working_days())
        soon = case_clock().remind_before
        style = "danger" if left < 0 else "warn" if soon is not None and left <= soon else ""
        return {"text": days_left_text(left), "css": f"chip {style}".strip()}

    @property
    def phone(self) -> str:
        """What the citizen gave for being called, '' for nothing."""
        return str(self.order.data.get("phone") or "")

    def day(self, value) -> str:
        return wording.day(value)

    def submitted_moment(self) -> str:
        moment = self.order.submitted_at
        return wording.moment_text(moment) if moment else wording.day(self.order.submitted)
