"""The worker as a thread of the server, when it is the only process that has the database."""

from communesplone.core.jobs import wake
from communesplone.core.jobs.worker import Worker
from logging import getLogger
from threading import Event
from threading import Thread
from typing import Any
import atexit
import os


logger = getLogger(__name__)
ENVIRONMENT = "COMMUNES_WORKER"
# Seconds. Longest sleep: a clock that was put forward is noticed; and the wait after an error of the database.
LONGEST = 30.0
AFTER_ERROR = 5.0
# How long a stopping server waits for the job in hand; what is not done by then is taken back at the next start.
PATIENCE = 8.0


class WorkerThread(Thread):
    """Works until it is stopped. `longest`: seconds between two looks when nobody wakes it."""

    def __init__(self, db: Any, longest: float = LONGEST):
        super().__init__(name="communesplone-jobs", daemon=True)
        self.worker = Worker(db)
        self._longest = longest
        self._stop_asked = Event()

    def run(self) -> None:
        logger.info("worker of jobs started")
        while not self._stop_asked.is_set():
            try:
                wait = self.worker.round()
            except Exception:
                if self._stop_asked.is_set():
                    break
                logger.exception("the worker of jobs goes on after an error")
                wait = AFTER_ERROR
            wake.wait(self._longest if wait is None else min(wait, self._longest))
        logger.info("worker of jobs stopped")

    def stop(self, patience: float = PATIENCE) -> None:
        """Stop after the job in hand, and wait for that so many seconds."""
        self._stop_asked.set()
        wake.now()
        if self.is_alive():
            self.join(patience)


def is_shared(db: Any) -> bool:
    """Whether other processes use the database: then the worker is a process of its own."""
    storage = db.storage
    base = getattr(storage, "base", storage)
    names = {kind.__name__ for one in (storage, base) for kind in type(one).__mro__}
    return bool(names & {"ClientStorage", "RelStorage"})


def start_with_server(event: Any) -> None:
    """When the server is up: start the thread, unless `COMMUNES_WORKER` is `off` or the database is shared.

    A server that shares its database asks the worker for what is to be done after a start: it may have been killed.
    """
    import Zope2

    if os.environ.get(ENVIRONMENT, "").lower() == "off":
        return
    if is_shared(Zope2.DB):
        _greet(Zope2.DB)
        return
    thread = WorkerThread(Zope2.DB)
    atexit.register(thread.stop)
    thread.start()


def _greet(db: Any) -> None:
    worker = Worker(db)
    for path in worker.sites():
        try:
            worker.greet(path)
        except Exception:
            logger.exception("nothing asked for at the start of %s", "/".join(path))
