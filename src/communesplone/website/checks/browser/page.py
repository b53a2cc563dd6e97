"""`@@site-checks`: the results of checks, newest first, and a form to hand one in."""

from communesplone import _
from communesplone.core.moments import today
from communesplone.website.accessibility.words import METHODS
from communesplone.website.checks import store
from communesplone.website.checks.domain.result import BadResult
from communesplone.website.checks.domain.result import from_plain
from communesplone.website.checks.domain.result import LARGEST
from communesplone.website.checks.domain.result import read
from communesplone.website.checks.words import told
from communesplone.website.home.days import day_of_year
from plone import api
from plone.protect import CheckAuthenticator
from Products.Five import BrowserView
from z3c.caching.purge import Purge
from zope.event import notify


STORED = _("The result is stored. The accessibility statement follows it.")


class SiteChecks(BrowserView):
    """For those who keep the commune's settings."""

    light_page = True
    page_title = _("Accessibility checks")
    error = None

    def __call__(self):
        self.request.response.setHeader("Cache-Control", "private, no-store")
        if self.request.get("REQUEST_METHOD") == "POST":
            CheckAuthenticator(self.request)
            if self._take():
                api.portal.show_message(
                    _("The result is stored. The accessibility statement follows it."), self.request
                )
                return self.request.response.redirect(f"{self.context.absolute_url()}/@@site-checks")
            self.request.response.setStatus(400)
        return self.index()

    def _take(self) -> bool:
        sent = self.request.form.get("result")
        data = sent.read(LARGEST + 1) if getattr(sent, "filename", "") else b""
        if not data:
            self.error = _("Choose the file with the result.")
            return False
        try:
            result = from_plain(read(data).plain(), today())
        except BadResult as problem:
            self.error = told(problem)
            return False
        store.store(result)
        notify(Purge(self.context))
        return True

    def rows(self) -> list[dict]:
        """What the table shows of each result."""
        language = api.portal.get_current_language()
        return [
            {
                "day": day_of_year(one.day, language),
                "tool": one.tool,
                "method": METHODS[one.method],
                "pages": len(one.pages),
                "rules": one.rules,
                "failed": len(one.violations),
            }
            for one in store.history()
        ]
