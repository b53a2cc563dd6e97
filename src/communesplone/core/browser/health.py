"""`@@health`: whether this instance can serve the commune. For probes: public, cheap, never writes."""

from collections.abc import Callable
from communesplone.core.documents.interfaces import IConverter
from communesplone.core.jobs.store import query_store
from communesplone.core.mail import queue
from communesplone.core.mail.delivery import KIND as MAIL
from communesplone.core.moments import now
from datetime import timedelta
from pathlib import Path
from plone.base.interfaces import IPloneSiteRoot
from Products.Five import BrowserView
from Products.MailHost.interfaces import IMailHost
from zope.component import queryUtility
import logging
import threading
import time


logger = logging.getLogger(__name__)
CONVERTER_TIMEOUT = 1.0
KEPT = 5.0
# A mail server may restart, a worker be at a long job, without a probe being told.
IMPATIENCE = timedelta(minutes=15)


class Remembered:
    """The last answer to a slow question, for some seconds; one thread asks, the others get the last answer meanwhile.

    `kept`: seconds. `clock`: seconds that never run backwards.
    """

    def __init__(self, kept: float = KEPT, clock: Callable[[], float] = time.monotonic):
        self._kept = kept
        self._clock = clock
        self._lock = threading.Lock()
        self._answer: bool | None = None
        self._until = 0.0

    def ask(self, question: Callable[[], bool]) -> bool:
        """The answer, at most `kept` seconds old unless another thread is just asking again."""
        if self._answer is not None and self._clock() < self._until:
            return self._answer
        first = self._answer is None
        if not self._lock.acquire(blocking=first, timeout=2 * CONVERTER_TIMEOUT if first else -1):
            return bool(self._answer)
        try:
            if self._answer is None or self._clock() >= self._until:
                self._answer = bool(question())
                self._until = self._clock() + self._kept
            return self._answer
        finally:
            self._lock.release()

    def forget(self) -> None:
        """Ask again at once next time."""
        self._answer = None


converter_state = Remembered()


class Health(BrowserView):
    """200 and `ok`, or 503 and a line for each thing that is not fine; no paths, no versions, no names."""

    def __call__(self) -> str:
        response = self.request.response
        response.setHeader("Content-Type", "text/plain; charset=utf-8")
        response.setHeader("Cache-Control", "no-store")
        checks = (
            ("database", self._database),
            ("converter", self._converter),
            ("mail", self._mail),
            ("jobs", self._jobs),
        )
        wrong = [line for name, check in checks if (line := self._line(name, check))]
        if wrong:
            response.setStatus(503)
        return "\n".join(wrong or ["ok"]) + "\n"

    def _line(self, name: str, check: Callable[[], str]) -> str:
        """'' when fine. A check that breaks is logged and counts as down: probes get no traceback."""
        try:
            problem = check()
        except Exception:
            logger.exception("health: %s", name)
            problem = "down"
        return f"{name}: {problem}" if problem else ""

    def _database(self) -> str:
        """The root is read again from the storage, not from this connection's memory."""
        jar = self.context._p_jar
        is_connected = getattr(jar.db().storage, "is_connected", None)
        if is_connected is not None and not is_connected():
            return "down"
        root = jar.root()
        root._p_deactivate()
        return "" if "Application" in root else "down"

    def _converter(self) -> str:
        converter = queryUtility(IConverter)
        if converter is None:
            return "down"
        alive = converter_state.ask(lambda: converter.is_alive(timeout=CONVERTER_TIMEOUT))
        return "" if alive else "down"

    def _mail(self) -> str:
        """Letters that are jobs, and the folder in which the mail host keeps what Plone itself posts.

        At the root of the application the folder of the instance, once a site has made it.
        """
        store = self._store()
        since = store.troubled.get(MAIL) if store is not None else None
        if since is not None and now() - since > IMPATIENCE:
            return f"not sent for {_minutes(now() - since)} minutes"
        host = queryUtility(IMailHost)
        if host is None:
            folder = queue.configured_folder()
            folder = folder if Path(folder).is_dir() else ""
        else:
            folder = host.smtp_queue_directory if host.smtp_queue else ""
        if not folder:
            return ""
        found = queue.look(folder)
        if not found.writable:
            return "queue not writable"
        return "" if found.fine else f"{found.waiting} waiting, the oldest for {int(found.oldest // 60)} minutes"

    def _jobs(self) -> str:
        """A job that was due and that no worker took: there is none, or it hangs."""
        store = self._store()
        late = store.overdue(now()) if store is not None else timedelta()
        return f"none done for {_minutes(late)} minutes" if late > IMPATIENCE else ""

    def _store(self):
        return query_store(self.context) if IPloneSiteRoot.providedBy(self.context) else None


def _minutes(time: timedelta) -> int:
    return int(time.total_seconds() // 60)
