"""`@@retention`: what would go by when, cases on hold, and the approval of a list. For heads and Managers."""

from AccessControl import Unauthorized
from communesplone import _
from communesplone.core.batches import batch_start
from communesplone.core.cases import queue
from communesplone.core.cases.batch import visible_case
from communesplone.core.cases.catalog import get_catalog
from communesplone.core.cases.words import day
from communesplone.core.domain.retention import day_of
from communesplone.core.domain.retention import Kept
from communesplone.core.moments import today
from communesplone.core.retention import holds
from communesplone.core.retention import rules
from communesplone.core.retention import work
from communesplone.core.retention.rules import Group
from communesplone.core.retention.rules import query
from communesplone.core.retention.rules import Rules
from communesplone.core.retention.settings import ACTIONS
from datetime import timedelta
from plone import api
from plone.protect import CheckAuthenticator
from Products.Five import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from urllib.parse import urlencode


SIZE = 50
MOST_HELD = 100
AHEAD = {"0": _("Today"), "30": _("In 30 days"), "90": _("In 90 days"), "365": _("In a year")}


class DirectorsPage(BrowserView):
    """A page for those who direct a service; nobody else sees it."""

    light_page = True
    personal_page = True

    def __call__(self):
        self.request.response.setHeader("Cache-Control", "private, no-store")
        self.units = queue.directed_units()
        if not (self.units or queue.sees_all()):
            raise Unauthorized("retention")
        return self.show()

    @property
    def site_url(self) -> str:
        return api.portal.get().absolute_url()

    @property
    def narrowed(self) -> list[str] | None:
        """Units to look at; None for all, also those that were removed."""
        return None if queue.sees_all() else list(self.units)

    @property
    def sets_rules(self) -> bool:
        return api.user.has_permission("CommunesPlone: Manage retention and personal data", obj=api.portal.get())

    def words(self, value) -> str:
        return api.portal.get_localized_time(value) if value else "—"


class RetentionView(DirectorsPage):
    """GET shows; POST approves a list, puts a case on hold or lifts the hold."""

    page_title = _("Retention")
    template = ViewPageTemplateFile("preview.pt")
    problem = None

    def show(self):
        self.day = today()
        self.rules = Rules()
        if self.request.get("REQUEST_METHOD") == "POST":
            CheckAuthenticator(self.request)
            if self._act():
                return self.request.response.redirect(f"{self.site_url}/@@retention")
        form = self.request.form
        self.ahead = form.get("ahead") if form.get("ahead") in AHEAD else "0"
        self.by = self.day + timedelta(days=int(self.ahead))
        self.chosen = self._group(form.get("group"))
        return self.template()

    def _group(self, token) -> Group | None:
        found = self.rules.group(token) if isinstance(token, str) else None
        return found if found is not None and found.rule is not None else None

    # What is done

    def _act(self) -> bool:
        form = self.request.form
        if "approve" in form:
            return self._approve(self._group(form["approve"]))
        for name, act in (("hold", self._hold), ("release", self._release)):
            if name in form:
                return act()
        return False

    def _approve(self, group: Group | None) -> bool:
        if group is None:
            self.problem = _("There is no period for this kind of case any more. Nothing went.")
        elif not self.request.form.get("sure"):
            self.problem = _("Tick the box to confirm: what went cannot be brought back.")
        else:
            run = work.approve(group, self.day, self.narrowed, api.user.get_current().getId())
            if run is None:
                self.problem = _("None of these cases is ripe any more. Nothing went.")
            else:
                self._say(_("${number} cases go now. The record says when it is done.", mapping={"number": run.total}))
        return self.problem is None

    def _hold(self) -> bool:
        form = self.request.form
        case, reason = visible_case(form.get("reference", "")), form.get("reason", "")
        try:
            if case is None or not isinstance(reason, str):
                raise holds.NotPossible
            holds.hold(case, reason)
        except holds.NotPossible:
            self.problem = _("Give the number of a case of your service, and a reason.")
            return False
        self._say(_("${reference} is on hold and stays.", mapping={"reference": case.reference}))
        return True

    def _release(self) -> bool:
        case = visible_case(self.request.form.get("release", ""))
        try:
            if case is None:
                raise holds.NotPossible
            holds.release(case)
        except holds.NotPossible:
            self.problem = _("This case is not of your service.")
            return False
        self._say(_("${reference} is no longer on hold.", mapping={"reference": case.reference}))
        return True

    def _say(self, message) -> None:
        api.portal.show_message(message, self.request)

    def typed(self, name: str) -> str:
        """What was typed into a field that was refused."""
        value = self.request.form.get(name, "")
        return value if isinstance(value, str) and self.problem else ""

    # What is shown

    def ahead_options(self) -> list[dict]:
        return [
            {"value": value, "title": title, "selected": "selected" if value == self.ahead else None}
            for value, title in AHEAD.items()
        ]

    def groups(self) -> list[dict]:
        """Each kind with finished cases: title, rule in words, how many would go by the day, address of the list."""
        titles, finished = get_catalog().kinds(), rules.finished(self.narrowed)
        shown = [group for group in self.rules.groups() if finished.get(_key(group))]
        ripe = rules.ripe(shown, self.by, self.narrowed)
        return [
            self._item(group, titles.get(f"{group.handler}.{group.kind}", group.kind), finished[_key(group)], ripe)
            for group in shown
        ]

    def _item(self, group: Group, title: str, finished: int, ripe: dict[Group, int]) -> dict:
        asked = urlencode({"group": group.token, "ahead": self.ahead})
        return {
            "title": title,
            "issued": group.issued,
            "finished": finished,
            "rule": self.rule_words(group),
            "ripe": ripe.get(group, "—"),
            "url": f"{self.site_url}/@@retention?{asked}#list" if ripe.get(group) else "",
        }

    def rule_words(self, group: Group):
        if group.rule is None:
            return _("No period is set: they stay.")
        return _("${days} days after the last step.", mapping={"days": group.rule.days_for(group.issued)})

    def action_words(self):
        return ACTIONS[self.chosen.rule.action]

    def chosen_title(self) -> str:
        return get_catalog().kinds().get(f"{self.chosen.handler}.{self.chosen.kind}", self.chosen.kind)

    def rows(self) -> list[dict]:
        """One page of the chosen list: number, last step, first day on which the case may go."""
        self.start = batch_start(self.request)
        asked = query(self.chosen, self.by, self.narrowed)
        found = get_catalog().visible(sort_on="closed_on", start=self.start, size=SIZE, **asked)
        self.total = getattr(found, "actual_result_count", len(found))
        return [self._row(row) for row in found]

    def _row(self, row) -> dict:
        closed = day(row.closed_on)
        goes = day_of(self.chosen.rule, Kept(row.review_state, closed, bool(row.issued)))
        return {
            "reference": row.reference,
            "url": f"{self.site_url}/@@case/{row.reference}",
            "closed": self.words(closed),
            "goes": self.words(goes),
        }

    def page_url(self, start: int) -> str:
        asked = {"group": self.chosen.token, "ahead": self.ahead, "b_start": start}
        return f"{self.site_url}/@@retention?{urlencode(asked)}#list"

    def newer(self) -> str:
        return self.page_url(max(0, self.start - SIZE)) if self.start else ""

    def older(self) -> str:
        return self.page_url(self.start + SIZE) if self.start + SIZE < self.total else ""

    def can_approve(self) -> bool:
        """Only what is ripe today goes; a look ahead is a look."""
        return self.ahead == "0" and self.total > 0

    def held(self) -> list[dict]:
        """Cases on hold: number, title, reason, since when."""
        asked = {"held": True} if self.narrowed is None else {"held": True, "unit": self.narrowed}
        rows = get_catalog().visible(sort_on="submitted", size=MOST_HELD, **asked)
        return [item for item in map(self._held, rows) if item]

    def _held(self, row) -> dict | None:
        case = visible_case(row.reference)
        if case is None or not case.held:
            return None
        reason, _user, since = case.held
        return {"reference": row.reference, "title": row.title, "reason": reason, "since": since}


def _key(group: Group) -> tuple[str, str, bool]:
    return group.handler, group.kind, group.issued
