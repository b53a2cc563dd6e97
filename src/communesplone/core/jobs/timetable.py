"""Timed work: what is registered, when it was done, and the jobs it becomes."""

from collections.abc import Iterator
from communesplone import _
from communesplone.core import moments
from communesplone.core.domain.timetable import due
from communesplone.core.jobs.interfaces import Hopeless
from communesplone.core.jobs.interfaces import IJobHandler
from communesplone.core.jobs.interfaces import ITimedWork
from communesplone.core.jobs.job import FAILED
from communesplone.core.jobs.job import Job
from communesplone.core.jobs.store import get_store
from communesplone.core.jobs.store import id_of
from communesplone.core.jobs.store import JobStore
from datetime import datetime
from datetime import UTC
from persistent import Persistent
from zope.component import getUtilitiesFor
from zope.component import queryUtility
from zope.interface import implementer


KIND = "timed"


class Line(Persistent):
    """What is known of one piece of timed work: the slot it was last asked for, and when it was last done (UTC)."""

    finished: datetime | None = None

    def __init__(self, slot: datetime):
        self.slot = slot


def works() -> Iterator[tuple[str, ITimedWork]]:
    """Names and utilities, in order of their names."""
    yield from sorted(getUtilitiesFor(ITimedWork), key=lambda pair: pair[0])


def tick(store: JobStore, now: datetime) -> int:
    """Make jobs of the slots that have come; returns how many.

    Work seen for the first time begins with its next slot: what was to be done before it existed is not its task.
    """
    zone, made = moments.zone(), 0
    for name, work in works():
        line = store.timetable.get(name)
        if line is None:
            store.timetable[name] = Line(work.schedule.last(now, zone))
            continue
        slot = due(work.schedule, line.slot, now, zone)
        if slot is not None:
            line.slot = slot
            ask(store, name, slot, now)
            made += 1
    return made


def next_slot(store: JobStore, now: datetime) -> datetime | None:
    """When the next timed work is due."""
    zone = moments.zone()
    return min((work.schedule.next(now, zone) for _name, work in works()), default=None)


def ask(store: JobStore, name: str, slot: datetime, now: datetime) -> None:
    """A job for a slot; the same slot is asked for once."""
    _ask(store, f"{name}@{slot.astimezone(UTC).isoformat()}", name, slot, now)


def ask_now(store: JobStore, name: str, now: datetime) -> None:
    """A job for now, whatever the timetable says; a Manager asks. One that waits already is enough."""
    _ask(store, f"{name}@asked", name, now, now)


def ask_at_start(store: JobStore, now: datetime) -> None:
    """A worker has started: what wants to be done then. One that waits already is enough."""
    for name, work in works():
        if getattr(work, "at_start", False):
            _ask(store, f"{name}@start", name, now, now)


def _ask(store: JobStore, key: str, name: str, slot: datetime, now: datetime) -> None:
    job_id = id_of(key)
    known = store.find(job_id)
    if known is None or known.state == FAILED:
        job = Job(job_id, KIND, {"name": name, "slot": slot.astimezone(UTC).isoformat()}, now)
        job.note = name
        store.ask(job)


@implementer(IJobHandler)
class TimedHandler:
    """Does the timed work that a job names."""

    title = _("Work on the timetable")

    def do(self, payload: dict, job: Job) -> None:
        work = queryUtility(ITimedWork, name=payload["name"])
        if work is None:
            raise Hopeless(_("What does this job is not installed any more."))
        work.do(datetime.fromisoformat(payload["slot"]).astimezone(moments.zone()))
        line = get_store().timetable.get(payload["name"])
        if line is not None:
            line.finished = moments.now().astimezone(UTC)
