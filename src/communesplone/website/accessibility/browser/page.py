"""`@@accessibility`: the statement, for everybody."""

from communesplone import _
from communesplone.website.accessibility import words
from communesplone.website.accessibility.domain.statement import Status
from communesplone.website.accessibility.stating import Statement
from communesplone.website.accessibility.stating import statement
from communesplone.website.domain import links
from communesplone.website.home.days import day_of_year
from datetime import date
from plone import api
from plone.memoize.view import memoize
from Products.Five import BrowserView


class AccessibilityPage(BrowserView):
    """Written anew for each reader who is not served from a cache; a dozen values, no query."""

    light_page = True
    page_title = _("Accessibility statement")

    @property
    @memoize
    def now(self) -> Statement:
        return statement()

    @property
    def act(self):
        """The act that holds here."""
        return words.ACTS[self.now.regime.act]

    @property
    def status_words(self):
        return words.STATUS[self.now.status]

    @property
    def is_full(self) -> bool:
        return self.now.status is Status.FULL

    @property
    def is_checked(self) -> bool:
        return self.now.result is not None

    @property
    def france(self) -> bool:
        """Whether only an audit against the RGAA counts."""
        return self.now.regime.by_audit

    @property
    def has_audit(self) -> bool:
        """Whether the last check is an audit in force."""
        found = self.now.result
        return found is not None and found.complete and not self.now.old

    @property
    def method(self):
        return words.METHODS[self.now.result.method]

    @property
    def rate(self) -> str:
        """Percent of the criteria that hold, as the language writes numbers."""
        found = f"{self.now.result.rate:g}"
        return found if api.portal.get_current_language() == "en" else found.replace(".", ",")

    def day(self, day: date | None) -> str:
        """A day in words, '' for none."""
        return day_of_year(day, api.portal.get_current_language()) if day else ""

    def violations(self) -> list[dict]:
        """What the check found: words (a message, or those of the tool), whether they are the tool's, times."""
        found = self.now.result.violations if self.now.result else ()
        return [
            {
                "words": words.RULES.get(one.rule) or one.help or one.rule,
                "foreign": one.rule not in words.RULES,
                "rule": one.rule,
                "times": one.times,
            }
            for one in found
        ]

    @property
    def nothing_known(self) -> bool:
        """Whether there is nothing to list under what is not accessible."""
        here = self.now
        return not (here.problems or here.burden or here.outside or (here.result and here.result.violations))

    def pages(self) -> list[dict]:
        """The pages that were looked at; those of this site without its address."""
        site = api.portal.get().absolute_url()
        found = self.now.result.pages if self.now.result else ()
        urls = [site + one if one.startswith("/") else one for one in found]
        return [{"url": url, "path": url.removeprefix(site) or "/"} for url in urls]

    def plans(self) -> list[dict]:
        """Links to the multi-year scheme and the like."""
        return links.read(self.now.plans, api.portal.get().absolute_url())
