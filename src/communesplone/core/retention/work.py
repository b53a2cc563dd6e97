"""Letting cases go: an approved list becomes a run, a job does it a few at a time, each case is checked once more.

What happens to a case, its trace, its line in the audit and the progress of the run are one transaction. A killed
worker leaves the last batch undone as a whole; a job that is done twice finds nothing left to do.
"""

from communesplone import _
from communesplone.core.audit.api import record
from communesplone.core.cases import store
from communesplone.core.cases.catalog import get_catalog
from communesplone.core.domain.retention import Action
from communesplone.core.domain.retention import stays
from communesplone.core.interfaces import ICaseHandler
from communesplone.core.interfaces import IPersonalData
from communesplone.core.jobs.api import Again
from communesplone.core.jobs.api import Daily
from communesplone.core.jobs.api import enqueue
from communesplone.core.jobs.api import IJobHandler
from communesplone.core.jobs.api import ITimedWork
from communesplone.core.jobs.job import FAILED
from communesplone.core.jobs.job import WAITING
from communesplone.core.jobs.store import get_store
from communesplone.core.moments import now
from communesplone.core.moments import today
from communesplone.core.retention import records
from communesplone.core.retention import rules
from communesplone.core.retention.personal import act_on
from communesplone.core.retention.settings import settings
from datetime import date
from zope.component import queryAdapter
from zope.interface import implementer


KIND = "communesplone.core.retention"
BATCH = 20
MOST = 50_000
SYSTEM = "retention"


def approve(group: rules.Group, day: date, units: list[str] | None, actor: str) -> records.Run | None:
    """Put the ripe cases of the group, as the current user sees them, on a list and have them go; None for none."""
    rows = get_catalog().visible(sort_on="closed_on", size=MOST, **rules.query(group, day, units))
    return _start(group, [row.reference for row in rows], actor)


def _start(group: rules.Group, references: list[str], actor: str) -> records.Run | None:
    if not references:
        return None
    title = get_catalog().kinds().get(f"{group.handler}.{group.kind}", group.kind)
    run = records.Run(now(), actor, (group.handler, group.kind), title, group.rule, references)
    records.book().runs[run.id] = run
    record("retention.approved", f"retention:{run.id}", actor=actor, details={"cases": run.total, "days": run.days})
    enqueue(KIND, {"run": run.id}, key=f"retention {run.id}", about=f"retention:{run.id}")
    return run


@implementer(IJobHandler)
class LetGo:
    """The job of one run."""

    title = _("Retention: cases whose time is over")

    def do(self, payload: dict, job) -> Again | None:
        run = records.book().runs.get(payload["run"])
        if run is None or run.finished:
            return None
        advance(run, today())
        if run.finished:
            return None
        return Again(payload, run.place, run.total)


def advance(run: records.Run, day: date, size: int = BATCH) -> None:
    """Do the next cases of a run, in the running transaction."""
    known = rules.Rules()
    for reference in run.listing.references[run.place : run.place + size]:
        run.note(let_go(reference, run, known, day))
    if run.place >= run.total:
        run.finished = now()
        record("retention.done", f"retention:{run.id}", actor=run.actor, details={"gone": run.gone, "cases": run.total})


def let_go(reference: str, run: records.Run, known: rules.Rules, day: date) -> str:
    """Let one case go, when it is still ripe by the rule that was approved; '' or why it stays."""
    case = store.find(reference)
    if case is None:
        return "missing"
    rule = known.of(run.handler, run.kind)
    if not run.same_rule(rule):
        return "rule_changed"
    reason = stays(rule, rules.kept(case), day)
    if reason is not None:
        return reason.value
    leave_trace(case, run.action, rule.days_for(case.outcome == "issued"), run.id, run.actor, day)
    return ""


def leave_trace(case, action: str, days: int, run_id: str, actor: str, day: date) -> None:
    """Write the trace and the audit, then let the case go."""
    handler, personal = queryAdapter(case, ICaseHandler, name=case.handler), IPersonalData(case)
    trace = records.Trace(
        reference=case.reference,
        kind=f"{case.handler}.{handler.kind if handler else ''}",
        title=str(handler.title) if handler else "",
        unit=case.unit,
        submitted=records.iso(case.submitted),
        closed_on=records.iso(case.closed_on),
        number=personal.number,
        document_sha256=personal.document_sha256,
        action=action,
        days=days,
        gone_on=day.isoformat(),
        run=run_id,
    )
    records.book().traces[case.reference] = tuple(trace)
    word = "case.deleted" if action == Action.DELETE else "case.anonymised"
    record(word, f"case:{case.reference}", actor=actor, details={"run": run_id, "days": days})
    forget_letters(case.reference)
    act_on(case, action)


def forget_letters(reference: str) -> None:
    """Letters about the case that could not be sent, and wait for a human who never came, go with it."""
    jobs, about = get_store(), f"case:{reference}"
    for key, job in jobs.inbox.items():
        if job.about == about:
            jobs.inbox.drop(key)
    for job in (*jobs.of_state(WAITING), *jobs.of_state(FAILED)):
        if job.about == about:
            jobs.forget(job)


@implementer(ITimedWork)
class EveryNight:
    """Where the commune wants it: every ripe case goes without being asked for."""

    title = _("Retention without being asked")
    schedule = Daily("03:10")

    def do(self, moment) -> None:
        chosen = settings()
        if not chosen.automatic:
            return
        day = moment.date()
        for group in rules.Rules().groups():
            if group.rule is not None:
                rows = get_catalog().all_rows(**rules.query(group, day, None))
                _start(group, [row.reference for row in rows], SYSTEM)
