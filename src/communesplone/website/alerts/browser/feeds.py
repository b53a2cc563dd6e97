"""Alerts for programs: Atom feed, CAP message."""

from communesplone.core.moments import now
from communesplone.website.alerts import running
from communesplone.website.alerts.browser.when import iso
from communesplone.website.alerts.content import IAlert
from communesplone.website.alerts.domain import cap
from communesplone.website.alerts.domain import rules
from lxml import etree
from plone import api
from Products.Five import BrowserView
from urllib.parse import urlsplit
from zExceptions import NotFound
from zope.component import getMultiAdapter
from zope.i18n import translate


ATOM = "http://www.w3.org/2005/Atom"
LONGEST_LIFE = 300  # seconds


class Feed(BrowserView):
    """`@@alerts.atom`: what runs now and what is announced."""

    def __call__(self) -> bytes:
        found = running.not_over(self.request)
        moment = now().timestamp()
        response = self.request.response
        response.setHeader("Content-Type", "application/atom+xml; charset=utf-8")
        response.setHeader("Cache-Control", f"max-age=0, s-maxage={rules.life(found, moment, LONGEST_LIFE)}")
        shown = rules.in_order(one for one in found if one.end > moment)
        return self._feed(shown, moment)

    def _feed(self, alerts: list[rules.Alert], moment: float) -> bytes:
        frame = getMultiAdapter((self.context, self.request), name="light-frame")
        url = f"{frame.site_url}/@@alerts"
        root = etree.Element(f"{{{ATOM}}}feed", nsmap={None: ATOM})
        updated = max((one.changed for one in alerts), default=moment)
        title = translate("Alerts", domain="communesplone", context=self.request)
        _put(root, "title", f"{title} — {frame.name}")
        _put(root, "id", url)
        _put(root, "updated", iso(updated))
        _put(etree.SubElement(root, f"{{{ATOM}}}author"), "name", frame.name)
        _put(root, "link", rel="self", href=f"{url}.atom", type="application/atom+xml")
        _put(root, "link", rel="alternate", href=url, type="text/html")
        for one in alerts:
            self._entry(root, one, frame.language)
        return etree.tostring(root, xml_declaration=True, encoding="utf-8")

    def _entry(self, root, alert: rules.Alert, language: str) -> None:
        code, words = alert.in_language(language)
        url = self.request.physicalPathToURL(alert.path)
        entry = etree.SubElement(root, f"{{{ATOM}}}entry")
        entry.set("{http://www.w3.org/XML/1998/namespace}lang", code)
        _put(entry, "title", words.title)
        _put(entry, "id", f"urn:uuid:{alert.key}")
        _put(entry, "published", iso(alert.start))
        _put(entry, "updated", iso(alert.changed))
        _put(entry, "link", rel="alternate", href=url, type="text/html")
        _put(entry, "link", rel="enclosure", href=f"{url}/@@alert.cap", type="application/cap+xml")
        _put(entry, "category", term=alert.level)
        _put(entry, "summary", words.summary or words.title)
        if words.text:
            _put(entry, "content", words.text, type="text")


def _put(parent, name: str, text: str = "", **attributes: str) -> None:
    element = etree.SubElement(parent, f"{{{ATOM}}}{name}", attributes)
    element.text = rules.CONTROL.sub("", text) or None


class CapMessage(BrowserView):
    """`@@alert.cap`: a published alert as CAP 1.2; keepers may look at a draft's on its page, programs may not."""

    def __call__(self) -> bytes:
        if not IAlert.providedBy(self.context) or api.content.get_state(self.context, "") != "published":
            raise NotFound("alert.cap")
        frame = getMultiAdapter((self.context, self.request), name="light-frame")
        alert = getMultiAdapter((self.context, self.request), name="alert-view").alert
        section = api.content.get(UID=self.context.section) if self.context.section else None
        area = f"{frame.name}: {section.Title()}" if section is not None else frame.name
        host = urlsplit(frame.site_url).hostname or "localhost"
        response = self.request.response
        response.setHeader("Content-Type", "application/cap+xml; charset=utf-8")
        response.setHeader("Cache-Control", "max-age=0, s-maxage=60")
        return cap.write(alert, cap.Sender(host, frame.name, area), self.context.absolute_url(), now=now())
