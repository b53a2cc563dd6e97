"""`@@site-check`: what the last check found, all checks before it, and a new one; for those who keep the site."""

from communesplone import _
from communesplone.core.jobs.job import FAILED
from communesplone.core.moments import zone
from communesplone.core.settings import site_address
from communesplone.website.home import days
from communesplone.website.site_check import job
from communesplone.website.site_check import store
from communesplone.website.site_check.validator import paper
from communesplone.website.site_check.validator.report import LEVELS
from communesplone.website.site_check.validator.report import NotAReport
from communesplone.website.site_check.validator.report import read
from communesplone.website.site_check.validator.report import Report
from communesplone.website.site_check.validator.rules import AREAS
from communesplone.website.site_check.validator.rules import RULES
from datetime import datetime
from plone import api
from plone.memoize.view import memoize
from plone.protect import CheckAuthenticator
from Products.Five import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile


MOST_SHOWN = 20
MOST_BYTES = 5_000_000
KINDS = {"html": "text/html; charset=utf-8", "json": "application/json; charset=utf-8"}
CHIPS = {"error": "chip danger", "warning": "chip warn", "note": "chip"}


class SiteCheck(BrowserView):
    """GET shows a check (`id`, the last one without) or hands it out as a file (`as`); POST asks for one, or takes one
    that was made by hand."""

    light_page = True
    personal_page = True
    page_title = _("Check of the site")
    template = ViewPageTemplateFile("page.pt")
    problem = None

    def __call__(self):
        self.request.response.setHeader("Cache-Control", "private, no-store")
        if self.request.get("REQUEST_METHOD") == "POST":
            CheckAuthenticator(self.request)
            if self._act():
                return self.request.response.redirect(self.url)
        kind = self.request.form.get("as")
        if self.report is not None and isinstance(kind, str) and kind in KINDS:
            return self._file(kind)
        return self.template()

    @property
    def url(self) -> str:
        return f"{api.portal.get().absolute_url()}/@@site-check"

    # What is done

    def _act(self) -> bool:
        upload = self.request.form.get("report")
        if "check" in self.request.form:
            job.ask(site_address() or api.portal.get().absolute_url())
            api.portal.show_message(_("The site is being checked. It takes a minute or two."), self.request)
            return True
        if not getattr(upload, "filename", ""):
            self.problem = _("Choose the file report.json first.")
            return False
        try:
            report = read(upload.read(MOST_BYTES).decode("utf-8", "replace"))
            datetime.fromisoformat(report.moment)
        except (NotAReport, ValueError):
            self.problem = _(
                "This file is no report of a check. Choose the file report.json that the check has written."
            )
            return False
        store.store(report)
        api.portal.show_message(_("The report is kept."), self.request)
        return True

    def _file(self, kind: str) -> str:
        response = self.request.response
        response.setHeader("Content-Type", KINDS[kind])
        response.setHeader("Content-Disposition", f'attachment; filename="check-{self.report.moment[:10]}.{kind}"')
        if kind == "json":
            return self.report.text()
        return paper.html(self.report, self.say, api.portal.get_current_language())

    # What is shown

    @property
    @memoize
    def lines(self) -> list[store.Line]:
        """All checks, newest first."""
        return store.history()

    @property
    @memoize
    def chosen(self) -> str:
        """Id of the check that is shown; '' when there is none."""
        asked = self.request.form.get("id")
        known = [line.id for line in self.lines]
        return asked if isinstance(asked, str) and asked in known else next(iter(known), "")

    @property
    @memoize
    def report(self) -> Report | None:
        return store.report_of(self.chosen) if self.chosen else None

    def is_asked(self) -> bool:
        return job.is_asked()

    def trouble(self) -> str:
        """Why the check that was asked for last was not made; '' when it was."""
        found = job.newest()
        return (found.error or _("Nobody knows why.")) if found is not None and found.state == FAILED else ""

    def say(self, message) -> str:
        """A message in the language of the page."""
        return api.portal.translate(message)

    def day(self, moment: str) -> str:
        """Day and time in words."""
        told = datetime.fromisoformat(moment).astimezone(zone())
        return f"{days.day_of_year(told.date(), api.portal.get_current_language())}, {told:%H:%M}"

    def areas(self) -> list[dict]:
        """Title and numbers of each area."""
        return [{"title": AREAS[name], **counts} for name, counts in self.report.areas().items()]

    def skipped(self) -> list:
        """What was not looked at, in words."""
        return [paper.SKIPPED[name] for name in self.report.skipped if name in paper.SKIPPED]

    def rules(self) -> list[dict]:
        """What was found, rule by rule, worst first."""
        return [
            {
                "title": RULES[name].title,
                "advice": RULES[name].advice,
                "level": paper.WORDS[RULES[name].level],
                "css": CHIPS[RULES[name].level],
                "number": len(found),
                "found": found[:MOST_SHOWN],
                "rest": max(0, len(found) - MOST_SHOWN),
            }
            for name, found in self.report.by_rule()
        ]

    def levels(self) -> list[dict]:
        """Number and words of each level."""
        counts = self.report.counts()
        return [{"number": counts[level], "title": paper.WORDS[level], "css": CHIPS[level]} for level in LEVELS]
