"""The alerts above every page."""

from collections.abc import Iterable
from communesplone.website.alerts import running
from communesplone.website.alerts.browser.when import iso
from communesplone.website.alerts.browser.when import moment_words
from communesplone.website.alerts.domain.rules import Alert
from communesplone.website.alerts.words import ICONS
from communesplone.website.alerts.words import LEVEL_NAMES
from Products.Five import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile


class Banner(BrowserView):
    """Markup of alerts; used by the frame and by the preview of the form."""

    template = ViewPageTemplateFile("banner.pt")
    language = "en"
    sprite = ""
    resources = ""
    preview = False
    alerts: Iterable[Alert] = ()

    def of(self, alerts: Iterable[Alert], language: str, resources: str, *, preview: bool = False) -> str:
        """A section with a list, the heaviest first. A preview can be neither followed nor closed."""
        self.alerts, self.language, self.preview = alerts, language, preview
        self.resources = resources
        self.sprite = f"{resources}/icons.svg#"
        return self.template()

    def rows(self) -> list[dict]:
        """What the template shows of each alert."""
        return [self._row(one) for one in self.alerts]

    def _row(self, alert: Alert) -> dict:
        code, words = alert.in_language(self.language)
        return {
            "level": alert.level,
            "name": LEVEL_NAMES.get(alert.level, ""),
            "icon": ICONS.get(alert.level, "info"),
            "title": words.title,
            "summary": words.summary,
            "lang": code if code != self.language else None,
            "url": self.request.physicalPathToURL(alert.path) if alert.path else "",
            "end": moment_words(alert.end, self.language),
            "end_iso": iso(alert.end),
            "key": f"{alert.key[:12]}{running.fingerprint(alert)}",
            "may_close": alert.can_be_dismissed and not self.preview,
        }
