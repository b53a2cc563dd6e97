"""`@@person-data`: the data of one person, for Managers; `@@my-data`: one's own, for a citizen with an account."""

from communesplone import _
from communesplone.core.audit.api import record
from communesplone.core.audit.api import record_reading
from communesplone.core.cases.words import state_title
from communesplone.core.cases.workflow import state
from communesplone.core.domain.retention import Stays
from communesplone.core.moments import today
from communesplone.core.retention import person
from communesplone.core.retention.rules import Rules
from plone import api
from plone.protect import CheckAuthenticator
from Products.Five import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile


REASONS = {
    None: _("may be erased"),
    Stays.OPEN: _("stays: it is open"),
    Stays.HELD: _("stays: on hold"),
    Stays.NO_RULE: _("stays: no period is set for its kind"),
    Stays.NOT_YET: _("stays: its time is not over"),
}


def send_archive(request, packed, name: str) -> bytes:
    """Hand out a ZIP and close it."""
    response = request.response
    response.setHeader("Content-Type", "application/zip")
    response.setHeader("Content-Disposition", f'attachment; filename="{name}.zip"')
    response.setHeader("Cache-Control", "private, no-store")
    response.setHeader("X-Content-Type-Options", "nosniff")
    with packed:
        return packed.read()


class MyData(BrowserView):
    """Everything that the cases of the current user say about him, and what he began, as a file; noted in the log."""

    personal_page = True

    def __call__(self):
        self.request.response.setHeader("Cache-Control", "private, no-store")
        if api.user.is_anonymous():
            site = api.portal.get().absolute_url()
            self.request.response.redirect(f"{site}/login?came_from={site}/@@my-orders")
            return ""
        me = api.user.get_current().getId()
        cases = person.found(me, "")
        record_reading("person.downloaded", "site:", person=me, details={"cases": len(cases)})
        return send_archive(self.request, person.archive(cases, me), "my-data")


class PersonData(BrowserView):
    """Everything by POST: no account and no number in an address."""

    light_page = True
    personal_page = True
    page_title = _("Data of one person")
    template = ViewPageTemplateFile("person.pt")
    problem = None
    cases = None
    not_sent = 0
    erased = None

    def __call__(self):
        self.request.response.setHeader("Cache-Control", "private, no-store")
        if self.request.get("REQUEST_METHOD") == "POST":
            CheckAuthenticator(self.request)
            answer = self._act()
            if answer is not None:
                return answer
        return self.template()

    def _act(self) -> bytes | None:
        self.cases = person.found(self.typed("account"), self.typed("references"))
        self.not_sent = len(person.begun(self.typed("account")))
        if not (self.cases or self.not_sent):
            self.problem = _("No case of this account or with these numbers.")
        elif "export" in self.request.form:
            record("person.exported", "site:", person=self.typed("account"), details={"cases": len(self.cases)})
            packed = person.archive(self.cases, self.typed("account"), with_notes=True)
            return send_archive(self.request, packed, "person")
        elif "erase" in self.request.form:
            self._erase()
        return None

    def _erase(self) -> None:
        if not self.request.form.get("sure"):
            self.problem = _("Tick the box to confirm: what is erased cannot be brought back.")
            return
        also = self.request.form.get("also", [])
        also = {also} if isinstance(also, str) else {one for one in also if isinstance(one, str)}
        me = api.user.get_current().getId()
        gone, kept = person.erase(self.cases, also, today(), me, self.typed("account"))
        self.erased = {
            "gone": gone,
            "not_sent": self.not_sent,
            "kept": [{"reference": one, "reason": REASONS[Stays(why)]} for one, why in kept],
        }
        self.cases, self.not_sent = None, 0

    def typed(self, name: str) -> str:
        value = self.request.form.get(name, "")
        return value.strip() if isinstance(value, str) else ""

    @property
    def site_url(self) -> str:
        return api.portal.get().absolute_url()

    def rows(self) -> list[dict]:
        """The cases found, and what erasing would do with each."""
        known, day = Rules(), today()
        return [self._row(case, known, day) for case in self.cases]

    def _row(self, case, known, day) -> dict:
        reason = person.fate(case, known, day)
        return {
            "reference": case.reference,
            "name": case.applicant_name,
            "state": state_title(state(case)),
            "fate": REASONS[reason],
            "asked": reason is Stays.NO_RULE,
        }
