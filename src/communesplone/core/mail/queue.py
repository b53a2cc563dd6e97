"""The mail queue on disk: where it is, what waits in it, and its thread, started with the server."""

from App.config import getConfiguration
from dataclasses import dataclass
from pathlib import Path
from Products.CMFPlone.Portal import PloneSite
from Products.MailHost.interfaces import IMailHost
from time import time
from zope.component import queryUtility
from zope.component.hooks import setSite
import logging
import os


logger = logging.getLogger(__name__)
ENVIRONMENT = "COMMUNES_MAIL_QUEUE"
PATIENCE = 3600


@dataclass(frozen=True)
class QueueState:
    """What waits: number of mails, age of the oldest in seconds, mails that the server refused for good."""

    waiting: int
    oldest: float
    refused: int
    writable: bool

    @property
    def fine(self) -> bool:
        return self.writable and self.oldest < PATIENCE


def configured_folder() -> str:
    """The queue's folder: from the environment, else `mailqueue` beside the instance's own files.

    There is always one: without a queue, a mail server that is down would undo the order it was to confirm.
    """
    return os.environ.get(ENVIRONMENT) or str(Path(getConfiguration().clienthome) / "mailqueue")


def use_queue(mail_host, folder: str) -> None:
    """Have the mail host queue in that folder, made when missing."""
    for part in ("cur", "new", "tmp"):
        (Path(folder) / part).mkdir(parents=True, exist_ok=True)
    mail_host.smtp_queue = True
    mail_host.smtp_queue_directory = folder


def look(folder: str, now: float | None = None) -> QueueState:
    """State of the queue in a folder. `now`: seconds since the epoch."""
    now = time() if now is None else now
    place = Path(folder)
    files = [path for name in ("new", "cur") if (place / name).is_dir() for path in (place / name).iterdir()]
    refused = [path for path in files if path.name.startswith(".rejected-")]
    waiting = [path for path in files if not path.name.startswith(".")]
    oldest = max((now - made for path in waiting if (made := _made(path))), default=0.0)
    return QueueState(len(waiting), oldest, len(refused), place.is_dir() and os.access(place, os.W_OK))


def _made(path: Path) -> float | None:
    """When a mail was queued; None when the sending thread took it away meanwhile."""
    try:
        return path.stat().st_mtime
    except FileNotFoundError:
        return None


def start_threads(event) -> None:
    """When the database is open: start the sending thread of every site with a queue, so that no mail waits for the
    next one to be sent."""
    connection = event.database.open()
    try:
        application = connection.root()["Application"]
        for site in application.objectValues():
            if isinstance(site, PloneSite):
                _start(site)
    finally:
        setSite(None)
        connection.close()


def _start(site) -> None:
    setSite(site)
    host = queryUtility(IMailHost)
    if host is None or not host.smtp_queue:
        return
    if os.environ.get("MAILHOST_QUEUE_ONLY"):
        return
    try:
        # A database that was restored elsewhere names a folder of its old place.
        Path(host.smtp_queue_directory).parent.mkdir(parents=True, exist_ok=True)
        host._startQueueProcessorThread()
    except OSError as problem:
        logger.error("mails of %s are not sent: %s", site.getId(), problem)
        return
    logger.info("mail queue of %s: %s waiting", site.getId(), look(host.smtp_queue_directory).waiting)
