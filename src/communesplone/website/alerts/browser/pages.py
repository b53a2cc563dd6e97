"""The list of alerts, the page of one, and what an editor does there."""

from communesplone import _
from communesplone.core.audit import api as audit
from communesplone.core.batches import batch_start
from communesplone.core.moments import now
from communesplone.website.alerts import running
from communesplone.website.alerts.browser.when import iso
from communesplone.website.alerts.browser.when import moment_words
from communesplone.website.alerts.content import words_of
from communesplone.website.alerts.domain import rules
from communesplone.website.alerts.words import ICONS
from communesplone.website.alerts.words import LEVEL_NAMES
from DateTime import DateTime
from datetime import datetime
from datetime import UTC
from plone import api
from plone.memoize.view import memoize
from plone.protect import CheckAuthenticator
from Products.Five import BrowserView
from zope.component import getMultiAdapter
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent
import json


PAGE = 20
MANAGE = "CommunesPlone: Manage alerts"


class Alerts(BrowserView):
    """`@@alerts`: running and planned ones whole, past ones in pages; drafts for those who write them."""

    light_page = True
    label = _("Alerts")

    @property
    def language(self) -> str:
        return api.portal.get_current_language()

    @property
    @memoize
    def may_manage(self) -> bool:
        """Whether the current user writes alerts."""
        return bool(api.user.has_permission(MANAGE, obj=api.portal.get()))

    def running(self) -> list[dict]:
        """In the order of the banner."""
        found = running.not_over(self.request)
        return [self._row(one) for one in rules.running(found, self._now)]

    def planned(self) -> list[dict]:
        """The next one first."""
        found = [one for one in running.not_over(self.request) if one.start > self._now]
        return [self._row(one) for one in sorted(found, key=lambda one: (one.start, one.key))]

    def drafts(self) -> list[dict]:
        """What is not published, newest first."""
        if not self.may_manage:
            return []
        rows = self._rows(review_state="draft", sort_on="modified", sort_order="descending", sort_limit=PAGE)
        return [self._row(running.from_row(row)) for row in rows[:PAGE]]

    @memoize
    def past(self) -> list[dict]:
        """A page of those that are over, the last one first."""
        rows = self._past()[self.start : self.start + PAGE]
        return [self._row(running.from_row(row)) for row in rows]

    @memoize
    def _past(self):
        over = {"query": DateTime(now()), "range": "max"}
        return self._rows(review_state="published", expires=over, sort_on="expires", sort_order="descending")

    @property
    def start(self) -> int:
        return batch_start(self.request)

    def newer(self) -> int | None:
        """First row of the page before; None on the first one."""
        return max(0, self.start - PAGE) if self.start else None

    def older(self) -> int | None:
        """First row of the next page; None on the last one."""
        return self.start + PAGE if self.start + PAGE < len(self._past()) else None

    def _rows(self, **query):
        # show_inactive: what has expired is what is asked for.
        return api.portal.get_tool("portal_catalog")(portal_type=running.TYPE, show_inactive=True, **query)

    @property
    def _now(self) -> float:
        return now().timestamp()

    def _row(self, alert: rules.Alert) -> dict:
        code, words = alert.in_language(self.language)
        return {
            "name": LEVEL_NAMES.get(alert.level, ""),
            "icon": ICONS.get(alert.level, "info"),
            "level": alert.level,
            "title": words.title,
            "summary": words.summary,
            "lang": code if code != self.language else None,
            "url": self.request.physicalPathToURL(alert.path),
            "start": moment_words(alert.start, self.language),
            "start_iso": iso(alert.start),
            "end": moment_words(alert.end, self.language),
            "end_iso": iso(alert.end),
        }


class AlertPage(BrowserView):
    """`@@alert-view`: one alert with everything; its keepers publish, withdraw and end it here."""

    light_page = True

    def __call__(self):
        if self.request.get("REQUEST_METHOD") == "POST":
            CheckAuthenticator(self.request)
            self._do(str(self.request.form.get("do", "")))
            return self.request.response.redirect(self.context.absolute_url())
        return self.index()

    @property
    def language(self) -> str:
        return api.portal.get_current_language()

    @property
    @memoize
    def alert(self) -> rules.Alert:
        """The alert as lists know it."""
        texts = {code: words_of(parts) for code, parts in self.context.texts.items()}
        start, end = self.context.start.timestamp(), self.context.end.timestamp()
        changed = self.context.modified().timeTime()
        path = "/".join(self.context.getPhysicalPath())
        return rules.Alert(self.context.UID(), self.context.level, start, end, texts, "", path, changed)

    @property
    def words(self) -> rules.Words:
        return self.alert.in_language(self.language)[1]

    @property
    def lang(self) -> str | None:
        """Language of the words where it is not that of the page."""
        code = self.alert.in_language(self.language)[0]
        return code if code != self.language else None

    def page_title(self) -> str:
        return self.words.title

    @property
    def level_name(self):
        return LEVEL_NAMES[self.context.level]

    @property
    def icon(self) -> str:
        return ICONS[self.context.level]

    def paragraphs(self) -> list[str]:
        """The text, at its empty lines."""
        return [part.strip() for part in self.words.text.replace("\r", "").split("\n\n") if part.strip()]

    @property
    def is_over(self) -> bool:
        return self.alert.end <= now().timestamp()

    @property
    def is_published(self) -> bool:
        return api.content.get_state(self.context, "") == "published"

    def section(self) -> dict | None:
        """Title and address of its section; None for the whole site."""
        found = api.content.get(UID=self.context.section) if self.context.section else None
        return {"title": found.Title(), "url": found.absolute_url()} if found is not None else None

    def times(self) -> dict:
        """Begin and end in words and for machines."""
        return {
            "start": moment_words(self.alert.start, self.language),
            "start_iso": iso(self.alert.start),
            "end": moment_words(self.alert.end, self.language),
            "end_iso": iso(self.alert.end),
        }

    @property
    @memoize
    def may_manage(self) -> bool:
        return bool(api.user.has_permission(MANAGE, obj=self.context))

    def json_ld(self) -> str:
        """schema.org SpecialAnnouncement; '<' is written so that no text can end the script."""
        frame = getMultiAdapter((self.context, self.request), name="light-frame")
        facts = {
            "@context": "https://schema.org",
            "@type": "SpecialAnnouncement",
            "name": self.words.title,
            "text": self.words.summary or self.words.text or self.words.title,
            "datePosted": iso(self.alert.start),
            "expires": iso(self.alert.end),
            "url": self.context.absolute_url(),
            "inLanguage": self.alert.in_language(self.language)[0],
            "webFeed": f"{frame.site_url}/@@alerts.atom",
            "announcementLocation": {"@type": "GovernmentOffice", "name": frame.name, "url": frame.site_url},
        }
        return json.dumps(facts, ensure_ascii=False).replace("<", "\\u003c")

    def _do(self, what: str) -> None:
        if not self.may_manage:
            return
        if what == "publish" and not self.is_published and not self.is_over:
            self._move("publish", "alert.published", _("The alert is published."))
        elif what == "withdraw" and self.is_published:
            self._move("withdraw", "alert.withdrawn", _("The alert is withdrawn. It is a draft again."))
        elif what == "end" and self.is_published and self.alert.runs(now().timestamp()):
            self._end()

    def _move(self, transition: str, action: str, said) -> None:
        api.content.transition(self.context, transition)
        audit.record(action, "site:", details={"alert": self.context.UID()})
        api.portal.show_message(said, self.request)

    def _end(self) -> None:
        self.context.end = datetime.fromtimestamp(now().timestamp(), UTC)
        notify(ObjectModifiedEvent(self.context))
        audit.record("alert.ended", "site:", details={"alert": self.context.UID()})
        api.portal.show_message(_("The alert is over."), self.request)
