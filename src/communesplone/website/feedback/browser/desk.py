"""The clerk's page of a remark: what was said, about which page, and whose it is."""

from communesplone import _
from communesplone.core.cases.browser.proposal import Proposing
from communesplone.core.cases.browser.talk import Talk
from communesplone.core.cases.people import full_name
from communesplone.core.cases.people import staff
from communesplone.core.cases.words import moment_text
from communesplone.core.cases.words import state_title
from communesplone.core.cases.workflow import do
from communesplone.core.cases.workflow import NotPossible
from communesplone.core.cases.workflow import possible
from communesplone.core.forms.sent import text_of
from communesplone.core.organisation.vocabularies import unit_titles
from plone import api
from plone.protect import CheckAuthenticator
from Products.Five import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zExceptions import NotFound
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse


DONE = {
    "take": _("You are in charge of this remark now."),
    "close": _("The remark is closed."),
    "reopen": _("The remark is taken up again."),
}
NOT_NOW = _("This is not possible in this state of the case, or you may not do it.")


@implementer(IPublishTraverse)
class RemarkDesk(Talk, Proposing, BrowserView):
    """Reached by `@@case/REFERENCE` only, which has checked that this person may see the remark."""

    light_page = True
    personal_page = True
    page = ViewPageTemplateFile("desk.pt")

    def __init__(self, context, request):
        super().__init__(api.portal.get(), request)
        self.case = context

    def publishTraverse(self, request, name: str):
        raise NotFound(name)

    def __call__(self):
        self.request.response.setHeader("Cache-Control", "private, no-store")
        if self.request.method != "POST":
            return self.page()
        CheckAuthenticator(self.request)
        step = text_of(self.request, "do")
        said = self.write_note() if step == "note" else self._step(step)
        if self.note_error:
            return self.page()
        if said:
            api.portal.show_message(said, self.request)
        return self.request.response.redirect(self.url)

    def _step(self, step: str):
        if step not in DONE:
            return None
        try:
            do(self.case, step)
        except NotPossible:
            api.portal.show_message(NOT_NOW, self.request, type="warning")
            return None
        if step == "take":
            self.case.assignee = self.case.assignee or api.user.get_current().getId() or ""
            self.case.handed = False
            self.case.reindexObject()
        return DONE[step]

    @property
    def url(self) -> str:
        return f"{api.portal.get().absolute_url()}/@@case/{self.case.reference}"

    @property
    def people_url(self) -> str:
        return f"{api.portal.get().absolute_url()}/@@case-people"

    def page_title(self) -> str:
        return f"{self.case.reference} – {self.case.page_title}"

    @property
    def page_url(self) -> str:
        """Address of the page in question."""
        return f"{api.portal.get().absolute_url()}/{self.case.page}"

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
    def may_direct(self) -> bool:
        return bool(api.user.has_permission("CommunesPlone: Direct case", obj=self.case))

    @property
    def assignee(self) -> str:
        return full_name(self.case.assignee)

    @property
    def unit_title(self) -> str:
        return unit_titles().get(self.case.unit, "")

    @property
    def moment(self) -> str:
        return moment_text(self.case.submitted_at)

    def colleagues(self) -> list[dict]:
        """Who may be put in charge."""
        return [{"id": name, "name": full_name(name)} for name in staff(self.case.unit)] if self.case.unit else []

    def units(self) -> list[dict]:
        """Units that it may be handed over to."""
        return [{"uid": uid, "title": title} for uid, title in unit_titles().items() if uid != self.case.unit]
