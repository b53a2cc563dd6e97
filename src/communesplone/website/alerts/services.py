"""`GET @alerts`: what runs and what is announced, for programs."""

from communesplone.core.moments import now
from communesplone.website.alerts import running
from communesplone.website.alerts.browser.when import iso
from communesplone.website.alerts.domain import rules
from plone import api
from plone.restapi.services import Service


class AlertsGet(Service):
    """Published alerts that are not over, in order; the words in every language."""

    def reply(self) -> dict:
        moment = now().timestamp()
        found = rules.in_order(one for one in running.not_over(self.request) if one.end > moment)
        return {
            "@id": f"{api.portal.get().absolute_url()}/@alerts",
            "items": [self._item(one, moment) for one in found],
            "items_total": len(found),
        }

    def _item(self, alert: rules.Alert, moment: float) -> dict:
        words = {
            code: {"title": one.title, "summary": one.summary, "text": one.text} for code, one in alert.words.items()
        }
        return {
            "@id": self.request.physicalPathToURL(alert.path),
            "level": alert.level,
            "start": iso(alert.start),
            "end": iso(alert.end),
            "running": alert.runs(moment),
            "section": self.request.physicalPathToURL(alert.section) if alert.section.startswith("/") else None,
            "texts": words,
        }
