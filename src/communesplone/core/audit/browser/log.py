"""`@@audit`: the log, its state, its export; `@@case/REFERENCE/journal`: what happened to one case."""

from communesplone import _
from communesplone.core.audit import checking
from communesplone.core.audit import export
from communesplone.core.audit.api import record_reading
from communesplone.core.audit.cases import about
from communesplone.core.audit.domain.entry import Entry
from communesplone.core.audit.domain.entry import NOBODY
from communesplone.core.audit.domain.entry import SYSTEM
from communesplone.core.audit.log import get_log
from communesplone.core.audit.search import entries
from communesplone.core.audit.search import Wanted
from communesplone.core.audit.settings import is_address
from communesplone.core.audit.settings import PREFIX
from communesplone.core.audit.settings import settings
from communesplone.core.audit.told import Teller
from communesplone.core.audit.words import ACTIONS
from communesplone.core.audit.words import FAULTS
from communesplone.core.audit.work import CHECK
from communesplone.core.cases.people import full_name
from communesplone.core.cases.words import moment_text
from communesplone.core.forms.sent import text_of
from communesplone.core.jobs.api import enqueue
from communesplone.core.moments import today
from dataclasses import replace
from itertools import islice
from plone import api
from plone.protect import CheckAuthenticator
from Products.Five import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from urllib.parse import urlencode
from zExceptions import NotFound


PAGE = 50
JOURNAL = "CommunesPlone: Read case journal"
PEOPLE = {NOBODY: _("Visitor without account"), SYSTEM: _("The site itself")}


class _Entries(BrowserView):
    """One page of entries, newest first, and the way to the older ones."""

    light_page = True
    personal_page = True
    index = ViewPageTemplateFile("log.pt")
    is_whole_log = False
    url = ""

    def read(self, wanted: Wanted) -> None:
        """Take one page of what is asked for."""
        self.wanted = wanted
        self.log = get_log(api.portal.get())
        found = list(islice(entries(self.log.chain, wanted), PAGE + 1))
        self.found, self.has_older = found[:PAGE], len(found) > PAGE
        self._names: dict[str, object] = dict(PEOPLE)
        self.teller = Teller(self.name)

    def rows(self) -> list[dict]:
        return [self._row(entry) for entry in self.found]

    def _row(self, entry: Entry) -> dict:
        return {
            "number": entry.number,
            "moment": api.portal.get_localized_time(entry.moment.date()),
            "time": f"{entry.moment:%H:%M:%S}",
            "actor": self.name(entry.actor),
            "action": ACTIONS.get(entry.action, entry.action),
            "about": entry.about,
            "about_url": self.link(Wanted(about=entry.about)),
            "person": entry.person,
            "person_url": self.link(Wanted(person=entry.person)),
            "details": self.teller.details(entry),
        }

    def name(self, user_id: str):
        """Full name of an actor, looked up once a page."""
        if user_id not in self._names:
            self._names[user_id] = full_name(user_id)
        return self._names[user_id]

    def link(self, wanted: Wanted) -> str:
        return f"{self.url}?{urlencode(wanted.form())}" if wanted.form() else self.url

    def newest_url(self) -> str:
        return self.link(replace(self.wanted, before=0)) if self.wanted.before else ""

    def older_url(self) -> str:
        return self.link(replace(self.wanted, before=self.found[-1].number)) if self.has_older else ""


class AuditLog(_Entries):
    """`@@audit`, for Managers."""

    page_title = _("Log of acts and readings")
    is_whole_log = True
    address_error = ""

    def __call__(self):
        self.request.response.setHeader("Cache-Control", "private, no-store")
        self.url = f"{self.context.absolute_url()}/@@audit"
        if self.request.method == "POST":
            CheckAuthenticator(self.request)
            if self._act():
                return self.request.response.redirect(self.url)
        self.read(Wanted.from_form(self.request.form))
        if self.request.method == "GET":
            record_reading("log.read", "site:", details={"filters": ",".join(sorted(self.wanted.form()))})
        return self.index()

    def _act(self) -> bool:
        """Do what the pressed button asks; False when the page is to be shown again."""
        if "check" in self.request.form:
            enqueue(CHECK, key=CHECK)
            api.portal.show_message(_("The log is being checked; the result stands here in a moment."), self.request)
            return True
        if "keep" in self.request.form:
            return self._keep_address(text_of(self.request, "digest_address").strip())
        return False

    def _keep_address(self, address: str) -> bool:
        if not is_address(address):
            self.address_error = _("This is not an e-mail address.")
            return False
        api.portal.set_registry_record(f"{PREFIX}.digest_address", address)
        api.portal.show_message(_("The address is saved."), self.request)
        return True

    def digest_address(self) -> str:
        return text_of(self.request, "digest_address") if self.address_error else settings().digest_address

    def fields(self) -> list[dict]:
        """The text fields of the filters."""
        titles = {"about": _("What it is about"), "person": _("Person concerned"), "actor": _("Who did it")}
        return [{"name": name, "title": title, "value": getattr(self.wanted, name)} for name, title in titles.items()]

    def actions(self) -> list[dict]:
        """The actions that occur, by title."""
        found = [(api.portal.translate(ACTIONS.get(name, name)), name) for name in self.log.chain.values("action")]
        return [
            {"value": name, "title": title, "selected": name == self.wanted.action} for title, name in sorted(found)
        ]

    def days(self) -> dict[str, str]:
        """First and last day of the filter as the browser's date fields want them."""
        return {name: day.isoformat() if (day := getattr(self.wanted, name)) else "" for name in ("first", "last")}

    def is_filtered(self) -> bool:
        return bool(replace(self.wanted, before=0).form())

    def exports(self) -> list[dict]:
        """Addresses of the files with the same entries."""
        asked = replace(self.wanted, before=0).form()
        base = f"{self.context.absolute_url()}/@@audit-export?"
        kinds = (("csv", _("As a spreadsheet (CSV)")), ("json", _("As JSON lines")))
        return [{"url": base + urlencode({**asked, "format": kind}), "title": title} for kind, title in kinds]

    def waiting(self) -> int:
        return len(self.log.inbox)

    def last_digest(self) -> str:
        """Day of the last digest, '' when there is none."""
        return self.log.digests.maxKey() if self.log.digests else ""

    def last_check(self) -> dict | None:
        """The last check: moment, entries read, findings in words, days of digests without a mark of the site."""
        kept = self.log.last_check
        if kept is None:
            return None
        found = [{"first": one.first, "last": one.last, "fault": FAULTS[one.fault]} for one in checking.findings(kept)]
        return {
            "moment": moment_text(kept["moment"]),
            "count": kept["count"],
            "findings": found,
            "doubtful": ", ".join(kept.get("doubtful", ())),
            "genuine": kept.get("doubtful") == [] and bool(self.log.digests),
        }


class AuditExport(BrowserView):
    """`@@audit-export?format=csv|json` with the filters of the page; noted in the log itself."""

    kinds = {
        "csv": ("text/csv; charset=utf-8", export.csv_rows, export.headings),
        "json": ("application/x-ndjson", export.json_lines, bytes),
    }

    def __call__(self):
        form = self.request.form
        kind = form.get("format") if form.get("format") in self.kinds else "csv"
        wanted = replace(Wanted.from_form(form), before=0)
        content_type, write, start = self.kinds[kind]
        response = self.request.response
        response.setHeader("Content-Type", content_type)
        response.setHeader("Content-Disposition", f'attachment; filename="log-{today().isoformat()}.{kind}"')
        response.setHeader("Cache-Control", "private, no-store")
        response.setHeader("X-Content-Type-Options", "nosniff")
        details = {"format": kind, "filters": ",".join(sorted(wanted.form()))}
        record_reading("log.exported", "site:", details=details)
        return export.Stream(api.portal.get(), wanted, write, start())


class CaseJournal(_Entries):
    """Reached by `@@case/REFERENCE/journal` only; for those who direct the case."""

    def __init__(self, context, request):
        super().__init__(api.portal.get(), request)
        self.case = context

    def __call__(self):
        self.request.response.setHeader("Cache-Control", "private, no-store")
        if not api.user.has_permission(JOURNAL, obj=self.case):
            raise NotFound("journal")
        self.url = f"{self.context.absolute_url()}/@@case/{self.case.reference}/journal"
        asked = Wanted.from_form(self.request.form)
        self.read(Wanted(about=about(self.case), before=asked.before))
        return self.index()

    def page_title(self) -> str:
        return api.portal.translate(_("Journal of case ${reference}", mapping={"reference": self.case.reference}))

    def case_url(self) -> str:
        return f"{self.context.absolute_url()}/@@case/{self.case.reference}"

    def link(self, wanted: Wanted) -> str:
        return f"{self.url}?before={wanted.before}" if wanted.before else self.url
