"""A probe asks `@@health` and learns what is not fine, in words and nothing more."""

from communesplone.core.browser import health
from communesplone.core.documents.interfaces import IConverter
from communesplone.core.jobs.job import Job
from communesplone.core.jobs.job import milliseconds
from communesplone.core.jobs.store import get_store
from communesplone.core.mail import queue
from communesplone.core.mail.delivery import KIND as MAIL
from communesplone.core.moments import now
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from plone import api
from threading import Event
from zope.component import getGlobalSiteManager
from zope.interface import implementer
from zope.sendmail.maildir import Maildir
import os
import pytest
import transaction


@implementer(IConverter)
class StubConverter:
    """Answers as it is told; counts the questions."""

    def __init__(self, alive=True):
        self.alive, self.asked = alive, []

    def is_alive(self, timeout=1.0):
        self.asked.append(timeout)
        if isinstance(self.alive, Exception):
            raise self.alive
        return self.alive


@pytest.fixture
def converter(functional_portal):
    """A converter that is fine, in the place of the real one."""
    registry = getGlobalSiteManager()
    before = registry.queryUtility(IConverter)
    stub = StubConverter()
    registry.registerUtility(stub, IConverter)
    health.converter_state.forget()
    yield stub
    health.converter_state.forget()
    if before is not None:
        registry.registerUtility(before, IConverter)
    else:
        registry.unregisterUtility(stub, IConverter)


@pytest.fixture
def mail_queue(functional_portal, tmp_path):
    """The site's mails wait in this folder."""
    folder = tmp_path / "mails"
    queue.use_queue(api.portal.get_tool("MailHost"), str(folder))
    transaction.commit()
    return folder


def test_all_is_well(web, converter, mail_queue):
    answer = web.get("/@@health")
    assert (answer.status, answer.text) == (200, "ok\n")
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.headers["Cache-Control"] == "no-store"


def test_the_root_of_the_application_answers_too_before_there_is_a_site(web, converter, tmp_path, monkeypatch):
    monkeypatch.setenv(queue.ENVIRONMENT, str(tmp_path / "not made yet"))
    web.site = ""
    assert web.get("@@health").text == "ok\n"
    converter.alive = False
    health.converter_state.forget()
    assert web.get("@@health").status == 503


@pytest.mark.parametrize("alive", [False, OSError("/secret/path"), RuntimeError("boom")])
def test_without_a_converter_the_answer_names_it(web, converter, alive):
    converter.alive = alive
    answer = web.get("/@@health")
    assert (answer.status, answer.text) == (503, "converter: down\n")
    assert answer.headers["Cache-Control"] == "no-store"
    assert "secret" not in answer.text


def test_a_mail_that_waits_too_long_is_told(web, converter, mail_queue):
    waiting = mail_queue / "new" / "123.mail"
    waiting.write_text("To: nadia@example.org")
    assert web.get("/@@health").status == 200
    os.utime(waiting, (1_000_000, 1_000_000))
    answer = web.get("/@@health")
    assert answer.status == 503
    assert answer.text.startswith("mail: 1 waiting, the oldest for ")
    assert str(mail_queue) not in answer.text
    assert "nadia" not in answer.text


def test_a_queue_that_is_gone_is_told_without_its_path(web, converter, mail_queue):
    for name in ("new", "cur", "tmp"):
        (mail_queue / name).rmdir()
    mail_queue.rmdir()
    answer = web.get("/@@health")
    assert (answer.status, answer.text) == (503, "mail: queue not writable\n")


def test_letters_that_do_not_go_out_are_told(web, converter, mail_queue, functional_portal):
    store = get_store(functional_portal)
    store.troubled[MAIL] = now() - timedelta(minutes=14)
    transaction.commit()
    assert web.get("/@@health").status == 200
    store.troubled[MAIL] = now() - timedelta(minutes=61)
    transaction.commit()
    assert web.get("/@@health").text == "mail: not sent for 61 minutes\n"


@pytest.mark.parametrize("taken_in", [False, True])
def test_jobs_that_nobody_does_are_told(web, converter, mail_queue, functional_portal, taken_in):
    store = get_store(functional_portal)
    store.ask(Job("a" * 24, MAIL, {}, now() - timedelta(minutes=20)))
    store.ask(Job("b" * 24, MAIL, {}, now(), due=milliseconds(now() + timedelta(days=1))))
    if taken_in:
        store.take_in()
    transaction.commit()
    assert web.get("/@@health").text == "jobs: none done for 20 minutes\n"
    store.find("a" * 24).made = now()
    store.shelves["waiting"].clear()
    transaction.commit()
    assert web.get("/@@health").status == 200


def test_several_troubles_are_several_lines(web, converter, mail_queue):
    converter.alive = False
    for name in ("new", "cur", "tmp"):
        (mail_queue / name).rmdir()
    mail_queue.rmdir()
    assert web.get("/@@health").text == "converter: down\nmail: queue not writable\n"


def test_a_database_that_cannot_be_read_is_told(functional_portal, converter, monkeypatch):
    storage = functional_portal._p_jar.db().storage
    monkeypatch.setattr(storage, "is_connected", lambda: False, raising=False)
    view = api.content.get_view("health", functional_portal, functional_portal.REQUEST.clone())
    assert view() == "database: down\n"
    assert view.request.response.getStatus() == 503


def test_a_database_that_breaks_is_told_without_details(functional_portal, converter, monkeypatch):
    view = api.content.get_view("health", functional_portal, functional_portal.REQUEST.clone())

    def broken():
        raise OSError("/var/filestorage: input/output error")

    monkeypatch.setattr(functional_portal._p_jar.db().storage, "is_connected", broken, raising=False)
    assert view() == "database: down\n"


def test_the_database_is_really_read(functional_portal, converter):
    jar = functional_portal._p_jar
    view = api.content.get_view("health", functional_portal, functional_portal.REQUEST.clone())
    before = jar.getTransferCounts()[0]
    assert view() == "ok\n"
    assert jar.getTransferCounts()[0] > before


def test_asking_writes_nothing(web, converter, mail_queue, functional_portal):
    storage = functional_portal._p_jar.db().storage
    before = storage.lastTransaction()
    for _turn in range(3):
        assert web.get("/@@health").status == 200
    assert storage.lastTransaction() == before


def test_many_probes_ask_the_converter_once(web, converter):
    for _turn in range(5):
        assert web.get("/@@health").status == 200
    assert converter.asked == [health.CONVERTER_TIMEOUT]


def test_the_answer_is_kept_for_some_seconds_only():
    now, asked = [100.0], []
    state = health.Remembered(5.0, clock=lambda: now[0])

    def question():
        asked.append(now[0])
        return len(asked) == 1

    assert [state.ask(question), state.ask(question)] == [True, True]
    now[0] = 104.9
    assert state.ask(question) is True
    now[0] = 105.0
    assert state.ask(question) is False
    assert asked == [100.0, 105.0]


def test_who_comes_while_somebody_asks_gets_the_last_answer_at_once():
    now = [0.0]
    state = health.Remembered(5.0, clock=lambda: now[0])
    assert state.ask(lambda: True) is True
    now[0] = 10.0
    asking, go_on = Event(), Event()

    def slow():
        asking.set()
        go_on.wait(10)
        return False

    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(state.ask, slow)
        assert asking.wait(10)
        assert state.ask(lambda: pytest.fail("asked twice")) is True
        go_on.set()
        assert first.result(10) is False
    assert state.ask(lambda: pytest.fail("asked again")) is False


def test_a_mail_taken_away_while_the_queue_is_looked_at_breaks_nothing(tmp_path, monkeypatch):
    folder = tmp_path / "mails"
    Maildir(str(folder), create=True)
    (folder / "new" / "gone").write_text("mail")
    monkeypatch.setattr(queue, "_made", lambda path: None)
    assert queue.look(str(folder)).oldest == 0.0
    monkeypatch.undo()
    assert queue._made(folder / "new" / "never there") is None
