"""Sending a letter: a job that goes through the subscriptions in slices, and hands each mail over once.

A slice is one short transaction that writes how far the letter is, and nothing for a single mail: whether a mail was
taken stands in the journal of letters, under a name made of letter and reader. So a worker that is killed in the middle
of a slice begins the slice again, and who has the mail does not get a second one. What a server wants later becomes a
job of its own.
"""

from communesplone import _
from communesplone.core.domain.contact import in_ascii
from communesplone.core.jobs.api import Again
from communesplone.core.jobs.api import enqueue
from communesplone.core.jobs.api import Hopeless
from communesplone.core.jobs.api import IJobHandler
from communesplone.core.jobs.api import Trouble
from communesplone.core.jobs.job import Job
from communesplone.core.jobs.store import id_of
from communesplone.core.mail.delivery import resting
from communesplone.core.mail.journal import Journal
from communesplone.core.mail.journal import journal_of
from communesplone.core.mail.smtp import Line
from communesplone.core.mail.smtp import line_to
from communesplone.core.mail.smtp import server_of_site
from communesplone.core.mail.smtp import ServerTrouble
from communesplone.core.moments import now
from communesplone.website.newsletter import gathering
from communesplone.website.newsletter.domain.subscription import Subscriber
from communesplone.website.newsletter.store import DRAFT
from communesplone.website.newsletter.store import get_store
from communesplone.website.newsletter.store import Letter
from communesplone.website.newsletter.store import PLANNED
from communesplone.website.newsletter.store import SENDING
from communesplone.website.newsletter.store import SENT
from communesplone.website.newsletter.store import STOPPED
from communesplone.website.newsletter.store import Store
from communesplone.website.newsletter.writing import as_bytes
from communesplone.website.newsletter.writing import Writer
from contextlib import ExitStack
from datetime import datetime
from logging import getLogger
from time import monotonic
from zope.interface import implementer


logger = getLogger(__name__)
BULK, ONE = "newsletter", "newsletter.mail"
SLICE = 50  # mails
SECONDS = 20.0  # of a slice: others want to write too, and a worker counts as dead after ten minutes


def ask(letter: Letter, moment: datetime | None = None) -> None:
    """Have the letter sent, now or at that moment (aware)."""
    letter.turn += 1
    letter.state, letter.planned = (PLANNED, moment) if moment is not None else (SENDING, None)
    payload = {"letter": letter.id, "turn": letter.turn}
    # A time even when it is at once: the confirmation of an order goes first.
    due = moment or now()
    enqueue(BULK, payload, key=f"{BULK}:{letter.id}:{letter.turn}", not_before=due, about=f"letter:{letter.id}")


def stop(letter: Letter) -> None:
    """Send no more of it; a letter that was only planned is a draft again."""
    letter.turn += 1
    letter.state, letter.planned = (STOPPED if letter.run.started else DRAFT), None


@implementer(IJobHandler)
class Sending:
    """Payload: `letter`, `turn`."""

    title = _("Send a newsletter")

    def do(self, payload: dict, job: Job) -> Again | None:
        store = get_store()
        letter = store.letters.get(payload["letter"])
        if letter is None or letter.turn != payload["turn"] or letter.state not in (PLANNED, SENDING):
            return None
        if letter.run.started is None:
            begin(store, letter)
        if send_slice(store, letter):
            return Again(payload, letter.run.sent + letter.run.failed, letter.run.total)
        letter.state, letter.run.finished = SENT, now()
        return None


@implementer(IJobHandler)
class SendingOne:
    """Payload: `letter`, `subscriber` (number): a mail that the server did not want at once."""

    title = _("Send a newsletter to one reader")

    def do(self, payload: dict, job: Job) -> None:
        store = get_store()
        letter, reader = store.letters.get(payload["letter"]), store.subscribers.get(payload["subscriber"])
        if letter is None or reader is None or letter.state == STOPPED:
            return
        with Post(store, letter) as post:
            post.send(payload["subscriber"], reader)


def begin(store: Store, letter: Letter) -> None:
    """Freeze what is told, count the readers, open the page of the archive."""
    moment = now()
    letter.state, letter.planned = SENDING, None
    letter.contents = gathering.contents_of(letter)
    store.publish(letter, moment)
    letter.run.total = sum(1 for _number, one in store.everybody() if one.wants(letter.themes, moment))


def send_slice(store: Store, letter: Letter) -> bool:
    """Send to the next readers; False when there was nobody left.

    Raises ServerTrouble when not one mail could be sent; with some sent, what follows is left to the next slice.
    """
    run, began, since = letter.run, letter.run.cursor, monotonic()
    found = store.after(began, SLICE)
    with Post(store, letter) as post:
        for number, subscriber in found:
            try:
                if subscriber.wants(letter.themes, run.started):
                    post.send(number, subscriber)
            except ServerTrouble:
                if run.cursor == began:
                    raise
                break
            except Trouble:
                _ask_later(letter, number)
            run.cursor = number
            if monotonic() - since > SECONDS:
                break
    return bool(found)


def mark_of(letter: Letter, number: str) -> str:
    """Name of one mail: the same for the same letter and reader; no address can be read from it."""
    return id_of(f"{letter.id} {number}")


def _ask_later(letter: Letter, number: str) -> None:
    payload = {"letter": letter.id, "subscriber": number}
    enqueue(ONE, payload, key=f"{ONE}:{letter.id}:{number}", not_before=now(), about=f"letter:{letter.id}")


class Post:
    """Hands over mails of one letter on one line to the mail server, opened with the first of them."""

    def __init__(self, store: Store, letter: Letter):
        self._store, self._letter = store, letter
        self._writer, self._journal = Writer(letter), _journal()
        self._server, self._open, self._line = server_of_site(), ExitStack(), None

    def __enter__(self) -> "Post":
        return self

    def __exit__(self, *error) -> None:
        self._open.close()

    def send(self, number: str, subscriber: Subscriber) -> None:
        """Send it to a reader who has not got it, and count it. Raises Trouble when the server wants it later."""
        mark, run = mark_of(self._letter, number), self._letter.run
        try:
            if not self._journal.accepted(mark):
                self._offer(mark, subscriber, self._store.key(number))
            run.sent += 1
        except (Hopeless, ValueError):
            run.failed += 1

    def _offer(self, mark: str, subscriber: Subscriber, key: str) -> None:
        message = self._writer.message(subscriber, key, mark, self._letter.run.started)
        line, position = self._connected(), self._journal.offer(mark)
        sender, to = self._writer.sender, in_ascii(subscriber.address)
        line.hand_over(sender, to, as_bytes(message), lambda: self._accepted(position))

    def _accepted(self, position: int) -> None:
        try:
            self._journal.accept(position)
        except OSError:
            logger.exception("a letter was accepted, which the journal could not note")

    def _connected(self) -> Line:
        if self._line is None:
            resting.check(self._server)
            try:
                self._line = self._open.enter_context(line_to(self._server))
            except ServerTrouble:
                resting.begin(self._server)
                raise
        return self._line


def _journal() -> Journal:
    try:
        return journal_of(now())
    except OSError as error:
        words = _("The journal of letters cannot be written (${error}).", mapping={"error": type(error).__name__})
        raise Trouble(words) from None
