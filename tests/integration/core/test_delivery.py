"""A letter reaches the mail server once, whatever the server does."""

from aiosmtpd.controller import Controller
from communesplone.core.jobs.job import DONE
from communesplone.core.jobs.job import FAILED
from communesplone.core.jobs.job import WAITING
from communesplone.core.jobs.store import get_store
from communesplone.core.jobs.worker import run_due
from communesplone.core.mail import delivery
from communesplone.core.mail.delivery import REST
from communesplone.core.mail.delivery import Resting
from communesplone.core.mail.journal import ENVIRONMENT
from communesplone.core.mail.journal import Journal
from communesplone.core.mail.journal import LENGTH
from communesplone.core.mail.letters import Letter
from communesplone.core.mail.letters import post
from communesplone.core.mail.smtp import Server
from communesplone.core.mail.smtp import ServerTrouble
from communesplone.core.moments import now
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from email import message_from_bytes
from email import policy
from itertools import count
from plone import api
from plone.app.testing import login
from plone.app.testing import SITE_OWNER_NAME
from ZODB.POSException import ConflictError
import pytest
import socket
import transaction


NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
LETTER = Letter("nadia@example.org", "fr", "Reçu", ("Ça y est",))


class PostOffice:
    """A mail server that answers as it is told; `box`: what it took."""

    def __init__(self):
        self.box, self.recipient, self.data = [], "250 OK", "250 taken"

    async def handle_RCPT(self, server, session, envelope, address, options):
        if self.recipient.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.recipient

    async def handle_DATA(self, server, session, envelope):
        if self.data.startswith("250"):
            self.box.append((envelope.mail_from, envelope.rcpt_tos, envelope.content))
        return self.data


@pytest.fixture
def office(functional_portal, tmp_path, monkeypatch):
    """The site's mail server, listening; a journal of the test's own."""
    monkeypatch.setenv(ENVIRONMENT, str(tmp_path / "letters.journal"))
    monkeypatch.setattr(delivery, "resting", Resting(clock=count(step=REST).__next__))
    login(functional_portal.aq_parent, SITE_OWNER_NAME)
    made = PostOffice()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    controller = Controller(made, hostname="127.0.0.1", port=port)
    controller.start()
    api.portal.set_registry_record("plone.email_from_address", "commune@valmeuse.example")
    api.portal.set_registry_record("plone.smtp_host", "127.0.0.1")
    api.portal.set_registry_record("plone.smtp_port", port)
    yield made
    controller.stop()


@pytest.fixture
def send(functional_portal):
    """Lets the worker do what is due so many seconds after now; returns the state of the only job."""

    def go(seconds=0):
        transaction.commit()
        run_due(functional_portal, now() + timedelta(seconds=seconds))
        transaction.begin()
        (job,) = [job for job in get_store(functional_portal).jobs.values() if job.kind == delivery.KIND]
        return job

    return go


def test_a_letter_is_sent_and_its_text_thrown_away(office, send):
    post(LETTER)
    job = send(1)
    ((sender, to, content),) = office.box
    assert (sender, to) == ("commune@valmeuse.example", ["nadia@example.org"])
    mail = message_from_bytes(content, policy=policy.default)
    assert mail["Subject"] == "Reçu"
    assert "Ça y est" in mail.get_body(("plain",)).get_content()
    assert (job.state, job.payload) == (DONE, None)
    assert send(2).state == DONE
    assert len(office.box) == 1


def test_a_server_that_is_down_for_an_hour_gets_every_letter_once(office, send, functional_portal):
    port = api.portal.get_registry_record("plone.smtp_port")
    api.portal.set_registry_record("plone.smtp_port", 1)
    post(LETTER)
    for minute in range(60):
        job = send(60 * minute + 1)
    assert job.state == WAITING
    assert job.error.startswith("The mail server does not answer as it should")
    assert office.box == []
    api.portal.set_registry_record("plone.smtp_port", port)
    for minute in range(60, 120):
        job = send(60 * minute + 1)
    assert (job.state, len(office.box)) == (DONE, 1)


def test_a_letter_offered_again_is_the_same_letter(office, send):
    post(LETTER)
    office.data = "451 later"
    send(1)
    seen = send(1).values["letter"]
    office.data = "250 taken"
    send(60)
    sent = message_from_bytes(office.box[0][2], policy=policy.default)
    kept = message_from_bytes(seen.encode(), policy=policy.default)
    assert sent["Message-ID"] == kept["Message-ID"]
    assert sent["Message-ID"].endswith("@valmeuse.example>")


@pytest.mark.parametrize(
    ("recipient", "data", "error"),
    [
        ("550 nobody here", "250 taken", "The mail server refused the address (550)."),
        ("250 OK", "554 not from you", "The mail server refused the letter (554)."),
    ],
)
def test_what_is_refused_for_good_is_shown_to_a_human_without_the_address(office, send, recipient, data, error):
    office.recipient, office.data = recipient, data
    post(LETTER)
    job = send(1)
    assert (job.state, api.portal.translate(job.error)) == (FAILED, error)
    assert send(100_000).tries == 1


def test_a_full_mailbox_is_tried_again(office, send):
    office.recipient = "452 full"
    post(LETTER)
    assert (send(1).state, api.portal.translate(send(1).error)) == (
        WAITING,
        "The mail server refused the address (452).",
    )
    office.recipient = "250 OK"
    assert send(20).state == DONE


def test_killed_after_the_server_took_it_the_letter_is_not_sent_again(office, send, monkeypatch):
    """The commit that follows the sending is lost: conflict, disk, kill."""
    real, lost = delivery.hand_over, []

    def taken_and_lost(*arguments):
        real(*arguments)
        if not lost:
            lost.append(True)
            raise ConflictError

    monkeypatch.setattr(delivery, "hand_over", taken_and_lost)
    post(LETTER)
    assert send(1).state == DONE
    assert (len(lost), len(office.box)) == (1, 1)


def test_a_server_that_does_not_answer_is_left_alone_for_a_moment():
    time = [0.0]
    resting, one, other = Resting(lambda: time[0]), Server("a", 25), Server("b", 25)
    resting.begin(one)
    resting.check(other)
    with pytest.raises(ServerTrouble):
        resting.check(one)
    time[0] = delivery.REST
    resting.check(one)


def test_without_a_journal_nothing_is_offered(office, send, monkeypatch, tmp_path):
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv(ENVIRONMENT, str(tmp_path / "file" / "letters.journal"))
    post(LETTER)
    assert (send(1).state, office.box) == (WAITING, [])


def test_the_journal_remembers_what_was_accepted_only(tmp_path):
    path = tmp_path / "journal"
    journal = Journal(path, NOON)
    first, second = "a" * 24, "b" * 24
    position = journal.offer(first)
    journal.offer(second)
    journal.accept(position)
    again = Journal(path, NOON)
    assert (again.accepted(first), again.accepted(second), again.accepted("c" * 24)) == (True, False, False)
    again.accept(again.offer(second))
    assert again.accepted(second)


def test_a_line_that_a_crash_cut_spoils_no_other(tmp_path):
    path = tmp_path / "journal"
    path.write_bytes(b"?2026-11-24 aaa")
    journal = Journal(path, NOON)
    journal.accept(journal.offer("b" * 24))
    assert journal.accepted("b" * 24)
    assert path.stat().st_size == 2 * LENGTH


def test_the_journal_does_not_grow_for_ever(tmp_path, monkeypatch):
    monkeypatch.setattr("communesplone.core.mail.journal.MANY", 3)
    path = tmp_path / "journal"
    old = Journal(path, NOON - timedelta(days=31))
    for _number in range(4):
        old.accept(old.offer("a" * 24))
    kept = Journal(path, NOON - timedelta(days=29))
    assert not kept.accepted("a" * 24) or path.stat().st_size == 4 * LENGTH
    kept.accept(kept.offer("b" * 24))
    fresh = Journal(path, NOON)
    assert (fresh.accepted("a" * 24), fresh.accepted("b" * 24)) == (False, True)
    assert path.stat().st_size == LENGTH
