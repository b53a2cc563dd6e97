"""`@@retention-runs`: the record of what went: who approved it, under which rule, what became of each case."""

from communesplone import _
from communesplone.core.batches import batch_start
from communesplone.core.cases import people
from communesplone.core.cases import queue
from communesplone.core.domain.retention import Stays
from communesplone.core.retention.browser.preview import DirectorsPage
from communesplone.core.retention.records import book
from communesplone.core.retention.records import Run
from communesplone.core.retention.settings import ACTIONS
from communesplone.core.retention.work import SYSTEM
from plone import api
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from urllib.parse import urlencode


SIZE = 50
REASONS = {
    "": _("gone"),
    Stays.OPEN: _("stays: taken up again"),
    Stays.HELD: _("stays: on hold"),
    Stays.GONE: _("was anonymous already"),
    Stays.NO_RULE: _("stays: no period is set"),
    Stays.NOT_YET: _("stays: its time is not over"),
    "rule_changed": _("stays: the period was changed since"),
    "missing": _("was deleted already"),
}


class RunsView(DirectorsPage):
    """All runs for who sees all cases; for heads those that they approved."""

    page_title = _("Record of retention")
    template = ViewPageTemplateFile("runs.pt")

    def show(self):
        self.start = batch_start(self.request)
        self.run = self._run(self.request.form.get("run"))
        return self.template()

    def _run(self, run_id) -> Run | None:
        found = book().runs.get(run_id) if isinstance(run_id, str) else None
        return found if found is not None and self._mine(found) else None

    def _mine(self, run: Run) -> bool:
        return queue.sees_all() or run.actor == api.user.get_current().getId()

    def runs(self) -> list[dict]:
        """One page of runs, newest first."""
        found = sorted(
            (run for run in book().runs.values() if self._mine(run)), key=lambda run: run.moment, reverse=True
        )
        self.total = len(found)
        return [self.words_of(run) for run in found[self.start : self.start + SIZE]]

    def words_of(self, run: Run) -> dict:
        return {
            "id": run.id,
            "url": f"{self.site_url}/@@retention-runs?{urlencode({'run': run.id})}",
            "moment": api.portal.get_localized_time(run.moment, long_format=True),
            "actor": _("by itself, at night") if run.actor == SYSTEM else people.full_name(run.actor),
            "title": run.title,
            "action": ACTIONS[run.action],
            "days": run.days,
            "gone": run.gone,
            "place": run.place,
            "total": run.total,
            "done": run.finished is not None,
        }

    def cases(self) -> list[dict]:
        """One page of the cases of the run: number, what became of it, and what the trace says."""
        self.total = self.run.total
        found = []
        for place in range(self.start, min(self.start + SIZE, self.run.total)):
            reference = self.run.listing.references[place]
            reason = self.run.results.get(place)
            trace = book().trace(reference)
            found.append(
                {
                    "reference": reference,
                    "result": _("waits") if reason is None else REASONS.get(reason, reason),
                    "submitted": trace.submitted if trace else "",
                    "closed": trace.closed_on if trace else "",
                    "number": trace.number if trace else "",
                    "sha256": trace.document_sha256 if trace else "",
                }
            )
        return found

    def _page(self, start: int) -> str:
        asked = {"run": self.run.id, "b_start": start} if self.run is not None else {"b_start": start}
        return f"{self.site_url}/@@retention-runs?{urlencode(asked)}"

    def newer(self) -> str:
        return self._page(max(0, self.start - SIZE)) if self.start else ""

    def older(self) -> str:
        return self._page(self.start + SIZE) if self.start + SIZE < self.total else ""
