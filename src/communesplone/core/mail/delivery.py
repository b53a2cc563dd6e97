"""The job that sends a letter: offered to the mail server until it is taken, taken once."""

from collections.abc import Callable
from communesplone import _
from communesplone.core.jobs.interfaces import IJobHandler
from communesplone.core.jobs.interfaces import Trouble
from communesplone.core.jobs.job import Job
from communesplone.core.mail.journal import journal_of
from communesplone.core.mail.smtp import hand_over
from communesplone.core.mail.smtp import Server
from communesplone.core.mail.smtp import server_of_site
from communesplone.core.mail.smtp import ServerTrouble
from communesplone.core.moments import now
from logging import getLogger
from time import monotonic
from zope.interface import implementer


logger = getLogger(__name__)
KIND = "mail"
# Seconds in which a server that failed is not asked again: others who wait need not time out one by one.
REST = 15.0


class Resting:
    """Servers that failed just now, of all sites of this process. `clock`: seconds that never run backwards."""

    def __init__(self, clock: Callable[[], float] = monotonic):
        self._clock = clock
        self._until: dict[Server, float] = {}

    def check(self, server: Server) -> None:
        """Raises ServerTrouble while the server is left alone."""
        if self._clock() < self._until.get(server, 0.0):
            raise ServerTrouble(_("The mail server did not answer a moment ago."))

    def begin(self, server: Server) -> None:
        """Leave it alone for a moment."""
        self._until[server] = self._clock() + REST


resting = Resting()


@implementer(IJobHandler)
class Delivery:
    """Payload: `to` and `sender` (addresses), `letter` (headers and body, ASCII)."""

    title = _("Send a letter")

    def do(self, payload: dict, job: Job) -> None:
        try:
            journal = journal_of(now())
            if journal.accepted(job.id):
                return
            server = server_of_site()
            resting.check(server)
            position = journal.offer(job.id)
        except OSError as error:
            words = _("The journal of letters cannot be written (${error}).", mapping={"error": type(error).__name__})
            raise Trouble(words) from None

        def accepted() -> None:
            try:
                journal.accept(position)
            except OSError:
                logger.exception("a letter was accepted, which the journal could not note")

        try:
            hand_over(server, payload["sender"], payload["to"], payload["letter"].encode("ascii"), accepted)
        except ServerTrouble:
            resting.begin(server)
            raise
