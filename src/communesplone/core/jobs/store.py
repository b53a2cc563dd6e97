"""Where jobs lie: an inbox that every request fills without waiting, and shelves by state that only workers touch.

A keyed job lies under a name derived from its key, in the inbox as on the shelves: two requests with one key write
the same place, and one of them is repeated and finds it taken.
"""

from BTrees.Length import Length
from BTrees.OOBTree import OOBTree
from BTrees.OOBTree import OOTreeSet
from collections.abc import Callable
from collections.abc import Iterator
from communesplone import _
from communesplone.core.domain import backoff
from communesplone.core.jobs.job import DONE
from communesplone.core.jobs.job import FAILED
from communesplone.core.jobs.job import Job
from communesplone.core.jobs.job import milliseconds
from communesplone.core.jobs.job import moment_of
from communesplone.core.jobs.job import Payload
from communesplone.core.jobs.job import RUNNING
from communesplone.core.jobs.job import STATES
from communesplone.core.jobs.job import WAITING
from communesplone.core.spread import Spread
from datetime import datetime
from datetime import timedelta
from hashlib import sha256
from itertools import islice
from persistent import Persistent
from plone import api
from zope.annotation.interfaces import IAnnotations


ANNOTATION = "communesplone.core.jobs"
LEASE = timedelta(minutes=10)
# What a worker takes from the inbox in one transaction: enough for a storm, little enough to commit fast.
HANDFUL = 200
# How many jobs of the inbox are looked at to see whether somebody takes them out.
SAMPLE = 20
DIED = _("The worker died each time.")


def id_of(key: str) -> str:
    """The job that a key stands for: as the inbox wants its keys."""
    return sha256(key.encode()).hexdigest()[:24]


class JobStore(Persistent):
    """All jobs of a site. Shelves: (number to sort by, id) for each state."""

    def __init__(self) -> None:
        self.inbox = Spread()
        self.jobs = OOBTree()
        self.shelves = {state: OOTreeSet() for state in STATES}
        self.counts = {state: Length() for state in STATES}
        self.timetable = OOBTree()
        # Kind -> moment since which no job of that kind succeeds: for `@@health`, which loads no job.
        self.troubled = OOBTree()

    # What requests do

    def ask(self, job: Job) -> None:
        """Put a new job into the inbox."""
        self.inbox.put(job.id, job)

    def find(self, job_id: str) -> Job | None:
        """The job, wherever it is."""
        return self.inbox.get(job_id) or self.jobs.get(job_id)

    # What workers do

    def take_in(self, limit: int = HANDFUL) -> int:
        """Move jobs from the inbox to the shelf of those that wait; returns how many."""
        taken = 0
        for job_id, job in self.inbox.items():
            if taken == limit:
                break
            taken += 1
            self.inbox.drop(job_id)
            known = self.jobs.get(job_id)
            if known is None or known.state == FAILED:
                if known is not None:
                    self.forget(known)
                self.jobs[job_id] = job
                self._place(job, WAITING)
        return taken

    def next(self, now: datetime) -> Job | None:
        """The job whose turn it is: at once before timed, older before younger."""
        if not self.shelves[WAITING]:
            return None
        due, _made, job_id = self.shelves[WAITING].minKey()
        return self.jobs[job_id] if due <= milliseconds(now) else None

    def next_due(self) -> int | None:
        """When the next waiting job is due, in milliseconds since 1970 (0: at once)."""
        return self.shelves[WAITING].minKey()[0] if self.shelves[WAITING] else None

    def claim(self, job: Job, worker: str, now: datetime) -> None:
        """Note whose the job is, and until when."""
        self._move(job, RUNNING, now)
        job.worker, job.until, job.started = worker, now + LEASE, now
        job.tries += 1

    def take_back(self, now: datetime, is_dead: Callable[[str], bool]) -> int:
        """Let go of jobs whose worker died or fell silent; returns how many."""
        left = [
            job
            for job in self.of_state(RUNNING)
            if job.until is None or job.until <= now or (job.worker and is_dead(job.worker))
        ]
        for job in left:
            if backoff.delay(job.tries) is None:
                self.fail(job, DIED, now)
            else:
                self.wait(job, 0)
        return len(left)

    def finish(self, job: Job, now: datetime, kept: bool = True) -> None:
        """The job is done; its payload is thrown away, and with `kept` false its trace too."""
        if not kept:
            self.forget(job)
            return
        self._move(job, DONE, now)
        job.payload, job.error = None, ""

    def fail(self, job: Job, error: str, now: datetime) -> None:
        """Nobody tries again by himself: a human is needed."""
        self._move(job, FAILED, now)
        job.error = error

    def wait(self, job: Job, due: int, error: str = "") -> None:
        """Try again, or go on, at that time (milliseconds since 1970, 0: at once)."""
        job.error = error or job.error
        self._move(job, WAITING, due=due)

    def go_on(self, job: Job, payload: dict, done: int, total: int, now: datetime) -> None:
        """A slice is done; the others who wait come first."""
        job.payload, job.done, job.total, job.tries, job.error = Payload(payload), done, total, 0, ""
        self.wait(job, milliseconds(now))

    # What a Manager does

    def retry(self, job: Job) -> None:
        """Try at once, with all tries before it again."""
        job.tries = 0
        self.wait(job, 0)

    def forget(self, job: Job) -> None:
        """Remove a job, done or not."""
        self._lift(job)
        del self.jobs[job.id]

    # What pages show

    def count(self, state: str) -> int:
        """How many jobs are in this state; those in the inbox wait."""
        return self.counts[state]() + (len(self.inbox) if state == WAITING else 0)

    def of_state(self, state: str, start: int = 0, size: int | None = None) -> list[Job]:
        """Jobs on a shelf: what waits in its order, the others the newest first. Only that slice is loaded."""
        keys = list(self.shelves[state])
        if state != WAITING:
            keys.reverse()
        return [self.jobs[key[-1]] for key in keys[start : None if size is None else start + size]]

    def older_than(self, state: str, moment: datetime) -> Iterator[Job]:
        """Jobs that ended before a moment."""
        for key in list(self.shelves[state].keys(max=(milliseconds(moment), ""))):
            yield self.jobs[key[-1]]

    def overdue(self, now: datetime) -> timedelta:
        """How long the job that is due for the longest time has been waiting; loads a handful of jobs at most."""
        since = [job.made for _key, job in islice(self.inbox.items(), SAMPLE) if job.due <= milliseconds(now)]
        if self.shelves[WAITING]:
            due, made, _job_id = self.shelves[WAITING].minKey()
            since.append(moment_of(max(due, made)))
        return max([timedelta(), *(now - moment for moment in since)])

    # Shelves

    def _move(self, job: Job, state: str, now: datetime | None = None, due: int = 0) -> None:
        self._lift(job)
        job.worker, job.until, job.due = "", None, due
        job.finished = now if state in (DONE, FAILED) else None
        self._place(job, state)

    def _place(self, job: Job, state: str) -> None:
        job.state = state
        self.shelves[state].add(self._spot(job))
        self.counts[state].change(1)

    def _lift(self, job: Job) -> None:
        self.shelves[job.state].remove(self._spot(job))
        self.counts[job.state].change(-1)

    def _spot(self, job: Job) -> tuple:
        if job.state == WAITING:
            return (job.due, milliseconds(job.made), job.id)
        return (milliseconds(job.finished) if job.finished else 0, job.id)


def query_store(site) -> JobStore | None:
    """The jobs of a site, None when there never were any; writes nothing."""
    return IAnnotations(site).get(ANNOTATION)


def get_store(site=None) -> JobStore:
    """The jobs of the site; made where an upgrade step was forgotten, because orders need it."""
    annotations = IAnnotations(site if site is not None else api.portal.get())
    store = annotations.get(ANNOTATION)
    if store is None:
        store = annotations[ANNOTATION] = JobStore()
    return store


def install(site) -> None:
    """Make room for jobs in a site."""
    get_store(site)


def remove(site) -> None:
    """Take all jobs away, with the personal data in them."""
    annotations = IAnnotations(site)
    if ANNOTATION in annotations:
        del annotations[ANNOTATION]
