"""A block of the home page: works and other things that are announced, for those who plan ahead."""

from communesplone import _
from communesplone.core.moments import now
from communesplone.website.alerts import running
from communesplone.website.alerts.browser.when import iso
from communesplone.website.alerts.browser.when import moment_words
from communesplone.website.alerts.words import ICONS
from communesplone.website.home.block import Block
from communesplone.website.home.block import IBlockOptions
from communesplone.website.home.block import once
from math import inf
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope import schema


class IAlertsOptions(IBlockOptions):
    """How many."""

    number = schema.Int(title=_("How many alerts"), min=1, max=12, default=4)


class AlertsBlock(Block):
    """What runs stands above every page already; this shows what is still to come."""

    title = _("Announced alerts")
    description = _("Works and other alerts that begin later. Those that run stand above every page already.")
    icon = "calendar-clock"
    options = IAlertsOptions
    needs = ("Alert",)
    half = True
    keeps = True
    template = ViewPageTemplateFile("home.pt")

    @once
    def planned(self) -> list[dict]:
        """The next ones first."""
        moment = now().timestamp()
        found = sorted((one for one in running.not_over(self.request) if one.start > moment), key=lambda one: one.start)
        return [self._row(one) for one in found[: self.chosen["number"]]]

    def until(self) -> float:
        """When the next one begins."""
        return min((one.start for one in running.not_over(self.request) if one.start > now().timestamp()), default=inf)

    def has_something(self) -> bool:
        return bool(self.planned())

    def _row(self, alert) -> dict:
        code, words = alert.in_language(self.language)
        return {
            "icon": ICONS.get(alert.level, "info"),
            "title": words.title,
            "lang": code if code != self.language else None,
            "url": self.request.physicalPathToURL(alert.path),
            "start": moment_words(alert.start, self.language),
            "start_iso": iso(alert.start),
        }
