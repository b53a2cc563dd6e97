"""The worker: takes jobs out, one after the other, and does them.

A claim is committed before the work; the work is committed together with the mark "done". So a worker that is killed
leaves its job claimed, not done, and the next one takes it back: at once when it can see that the process is dead,
else when the lease is over.
"""

from collections.abc import Callable
from communesplone import _
from communesplone.core import moments
from communesplone.core.domain import backoff
from communesplone.core.jobs import timetable
from communesplone.core.jobs.interfaces import Again
from communesplone.core.jobs.interfaces import Hopeless
from communesplone.core.jobs.interfaces import IJobHandler
from communesplone.core.jobs.interfaces import Trouble
from communesplone.core.jobs.job import Job
from communesplone.core.jobs.job import milliseconds
from communesplone.core.jobs.job import RUNNING
from communesplone.core.jobs.store import ANNOTATION
from communesplone.core.jobs.store import get_store
from communesplone.core.jobs.transactions import in_site
from communesplone.core.settings import site_address
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from datetime import UTC
from logging import getLogger
from plone.base.interfaces import IPloneSiteRoot
from secrets import token_hex
from traceback import extract_tb
from typing import Any
from ZODB.POSException import ConflictError
from zope.annotation.interfaces import IAnnotations
from zope.component import queryUtility
from zope.i18n import interpolate
from zope.i18nmessageid import Message
import os
import socket
import transaction


logger = getLogger(__name__)
_PROCESS = token_hex(4)
# Jobs of one site before the next site has its turn.
IN_A_ROW = 20


class LostClaim(Exception):
    """Another worker took the job over, or a Manager dropped it: what was done here is not committed."""


def utc_now() -> datetime:
    """Now, by the clock of the machine."""
    return datetime.now(UTC)


class Worker:
    """Works off the jobs of one database. `clock`: aware moments. For a thread with no other connection open."""

    def __init__(self, db: Any, clock: Callable[[], datetime] = utc_now):
        self.db = db
        self.clock = clock
        self.id = f"{socket.gethostname()}:{os.getpid()}:{_PROCESS}:{token_hex(4)}"
        self._greeted: set[tuple] = set()

    def sites(self) -> list[tuple]:
        """Paths of the sites that have jobs."""
        transaction.begin()
        connection = self.db.open()
        try:
            children = connection.root()["Application"].objectValues()
            return [one.getPhysicalPath() for one in children if _has_jobs(one)]
        finally:
            transaction.abort()
            connection.close()

    def round(self) -> float | None:
        """Let every site have its turn; returns the seconds until something is due, None when nothing is known."""
        waits = []
        for path in self.sites():
            try:
                if path not in self._greeted:
                    self.greet(path)
                busy = all(self.step(path) for _turn in range(IN_A_ROW))
                waits.append(0.0 if busy else self.idle(path))
            except (KeyError, ConflictError):
                logger.info("jobs of %s: not now", "/".join(path))
        return min((wait for wait in waits if wait is not None), default=None)

    def greet(self, path: tuple) -> None:
        """The first look at a site: let go of what dead processes of this machine hold, ask for work at the start."""

        def look(site: Any) -> None:
            store, now = get_store(site), self.clock()
            taken = store.take_back(now, is_dead)
            if taken:
                logger.info("%s jobs of a worker that died are taken up again", taken)
            timetable.ask_at_start(store, now)

        in_site(self.db, path, look)
        self._greeted.add(path)

    def idle(self, path: tuple) -> float | None:
        """Seconds until the site has something to do."""

        def look(site: Any) -> float | None:
            store, now = get_store(site), self.clock()
            slot, due = timetable.next_slot(store, now), store.next_due()
            found = [one for one in (slot and milliseconds(slot), due) if one is not None]
            return max(0.0, (min(found) - milliseconds(now)) / 1000) if found else None

        return in_site(self.db, path, look)

    def step(self, path: tuple) -> bool:
        """Take in what came, and do one job; False when nothing is due."""
        claimed = in_site(self.db, path, self._claim, note="job claimed")
        if claimed is None:
            return False
        job_id, address = claimed
        try:
            in_site(self.db, path, lambda site: self._do(site, job_id), note="job done", address=address)
        except LostClaim:
            logger.info("job %s was taken over", job_id)
        except Exception as error:
            self._note_failure(path, job_id, error)
        return True

    def _claim(self, site: Any) -> tuple[str, str] | None:
        store, now = get_store(site), self.clock()
        timetable.tick(store, now)
        store.take_in()
        store.take_back(now, lambda worker: False)
        job = store.next(now)
        if job is None:
            return None
        store.claim(job, self.id, now)
        return job.id, job.address or site_address()

    def _mine(self, site: Any, job_id: str) -> Job:
        job = get_store(site).jobs.get(job_id)
        if job is None or job.state != RUNNING or job.worker != self.id:
            raise LostClaim(job_id)
        return job

    def _do(self, site: Any, job_id: str) -> None:
        job, store = self._mine(site, job_id), get_store(site)
        handler = queryUtility(IJobHandler, name=job.kind)
        if handler is None:
            raise Hopeless(_("What does this job is not installed any more."))
        with moments.at(self.clock()):
            result = handler.do(job.values, job)
        if isinstance(result, Again):
            store.go_on(job, result.payload, result.done, result.total, self.clock())
            return
        store.finish(job, self.clock(), kept=job.kind != timetable.KIND)
        if job.kind in store.troubled:
            del store.troubled[job.kind]

    def _note_failure(self, path: tuple, job_id: str, error: Exception) -> None:
        words = describe(error)
        logger.warning("job %s failed: %s", job_id, interpolate(words, getattr(words, "mapping", None)))

        def note(site: Any) -> None:
            job, store, now = self._mine(site, job_id), get_store(site), self.clock()
            wait = None if isinstance(error, Hopeless) else backoff.delay(job.tries)
            if wait is None:
                store.fail(job, words, now)
            else:
                store.wait(job, milliseconds(now + wait), words)
            if not isinstance(error, Hopeless) and job.kind not in store.troubled:
                store.troubled[job.kind] = now

        try:
            in_site(self.db, path, note, note="job failed")
        except LostClaim:
            logger.info("job %s was taken over", job_id)


def describe(error: Exception) -> Message | str:
    """What went wrong, for the page and the log: the text of an error may hold somebody's address, so only ours are
    quoted, of others kind and place."""
    if isinstance(error, Trouble) and error.args:
        return error.args[0]
    frames = extract_tb(error.__traceback__)
    place = f" ({os.path.basename(frames[-1].filename)}:{frames[-1].lineno})" if frames else ""
    return f"{type(error).__name__}{place}"


def is_dead(worker: str) -> bool:
    """Whether a worker ran in a process of this machine that is no more."""
    host, pid, process, _token = worker.split(":")
    if host != socket.gethostname():
        return False
    if int(pid) == os.getpid():
        return process != _PROCESS
    return not _exists(int(pid))


def _exists(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _has_jobs(candidate: Any) -> bool:
    return IPloneSiteRoot.providedBy(candidate) and ANNOTATION in IAnnotations(candidate)


def run_due(site: Any, now: datetime | None = None, limit: int = 1000) -> int:
    """Work off what is committed and due at a moment (aware; default: the clock), at most ``limit`` steps.

    For tests and scripts: in a thread of its own, so the caller's transaction is left alone; begin a new one to see
    what was done. Returns the number of jobs that had their turn.
    """
    path, db = site.getPhysicalPath(), site._p_jar.db()

    def work() -> int:
        worker = Worker(db, (lambda: now) if now else utc_now)
        turns = 0
        while turns < limit and worker.step(path):
            turns += 1
        return turns

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(work).result()
