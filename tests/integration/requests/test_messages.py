"""A citizen and the service write to each other, in plain browsers without JavaScript."""

from communesplone.core.cases import store
from communesplone.core.cases import thread
from communesplone.core.cases.browser import talk
from communesplone.core.domain.throttle import Throttle
from communesplone.core.moments import now
from plone import api
from tests.integration.requests.test_order_path import mails
from tests.integration.requests.test_order_path import order
from tests.integration.requests.test_order_path import PDF
from tests.integration.requests.test_order_path import said
from urllib.error import HTTPError
from webtest import Upload
from ZODB.POSException import ConflictError
from zope.component.hooks import setSite
import pytest
import transaction


class Side:
    """A browser of one side, with the number of the order and the address at which this side has it."""

    def __init__(self, browser, reference: str, here: str):
        self.browser, self.reference, self.here = browser, reference, here

    def __getattr__(self, name: str):
        return getattr(self.browser, name)


@pytest.fixture
def citizen(town, browse):
    """A citizen with an account who has ordered and follows the order."""
    browser = browse("citizen")
    order(browser, town)
    reference = said(browser, "reference")
    found = Side(browser, reference, f"{town.absolute_url()}/@@my-orders/{reference}")
    found.open(found.here)
    return found


@pytest.fixture
def clerk(town, browse, citizen):
    """A clerk who has the case open."""
    found = Side(browse("clerk"), citizen.reference, f"{town.absolute_url()}/@@case/{citizen.reference}")
    found.open(found.here)
    return found


def case_of(browser):
    transaction.begin()
    return store.find(browser.reference)


def form_with(browser, label):
    """The form with that button."""
    for index in range(20):
        form = browser.getForm(index=index)
        try:
            form.getControl(label)
        except LookupError:
            continue
        return form
    raise LookupError(label)


def write(browser, text, *files):
    form = form_with(browser, "Send the message")
    form.getControl(name="text").value = text
    for name, data in files:
        form._form["files:list"] = [Upload(name, data, "application/pdf")]
    form.getControl("Send the message").click()


def note(browser, text):
    form = form_with(browser, "Keep the note")
    form.getControl(name="text").value = text
    form.getControl("Keep the note").click()


def test_both_write_and_read_at_any_moment(citizen, clerk):
    write(clerk, "The counter is closed on Friday.")
    assert "Your message is on its way." in clerk.contents
    citizen.open(citizen.here)
    assert "The counter is closed on Friday." in citizen.contents
    assert "New" in citizen.contents
    assert "Population," in citizen.contents
    assert ">clerk" not in citizen.contents
    write(citizen, "Then I come on Monday.")
    assert "Your message has reached the service." in citizen.contents
    clerk.open(clerk.here)
    assert "Then I come on Monday." in clerk.contents
    assert api.content.get_state(case_of(citizen)) == "submitted"


def test_files_go_both_ways(citizen, clerk, browse, town):
    write(clerk, "Please fill this in", ("form.pdf", PDF))
    citizen.open(citizen.here)
    citizen.getLink("form.pdf").click()
    assert citizen.contents == PDF
    assert citizen.headers["Cache-Control"] == "private, no-store"
    assert citizen.headers["Content-Disposition"].startswith("attachment")
    address = citizen.url
    citizen.open(citizen.here)
    write(citizen, "", ("filled.pdf", PDF))
    clerk.open(clerk.here)
    assert "filled.pdf" in clerk.contents
    for user in ("other_citizen", "other_clerk", ""):
        stranger = browse(user)
        stranger.handleErrors = True
        stranger.raiseHttpErrors = False
        stranger.open(address)
        assert stranger.contents != PDF


def test_a_wrong_file_is_refused_and_what_was_written_stays(citizen):
    write(citizen, "See the picture", ("virus.pdf", b"MZ\x90\x00 not a pdf"))
    assert "is not what its name says" in citizen.contents
    assert "See the picture</textarea>" in citizen.contents
    assert not case_of(citizen).messages


def test_an_empty_message_says_what_is_missing(citizen, clerk):
    write(citizen, "  ")
    assert "Write a message or add a file." in citizen.contents
    write(clerk, "  ")
    assert "Write a message or add a file." in clerk.contents
    note(clerk, " ")
    assert "Write the note first." in clerk.contents
    assert not case_of(citizen).messages


def test_a_note_is_on_no_page_and_in_no_mail_of_the_citizen(citizen, clerk, town):
    note(clerk, "pomegranate")
    assert "pomegranate" in clerk.contents
    write(clerk, "Good morning")
    citizen.open(citizen.here)
    assert "pomegranate" not in citizen.contents
    citizen.open(f"{town.absolute_url()}/@@my-orders")
    assert "pomegranate" not in citizen.contents
    assert "New message" in citizen.contents
    assert not [mail for mail in mails(town) if "pomegranate" in mail.as_string()]


def test_both_mark_as_read(citizen, clerk):
    write(clerk, "Good morning")
    citizen.open(citizen.here)
    citizen.getControl("Mark as read").click()
    assert not case_of(citizen).news_for_citizen
    write(citizen, "Good evening")
    assert case_of(citizen).news
    clerk.open(clerk.here)
    clerk.getControl("Mark as read").click()
    assert not case_of(citizen).news


def test_opening_the_page_marks_nothing(citizen, clerk):
    write(citizen, "Good evening")
    clerk.open(clerk.here)
    assert case_of(citizen).news


def test_who_writes_without_end_has_to_pause(citizen, monkeypatch):
    monkeypatch.setattr(talk, "_pace", Throttle(free=2, base=60.0))
    for number in range(3):
        citizen.open(citizen.here)
        write(citizen, f"Message {number}")
    assert "You wrote many messages." in citizen.contents
    assert len(case_of(citizen).messages) == 2


def test_a_closed_order_offers_no_message_and_takes_none(citizen, clerk):
    with api.env.adopt_user(username="clerk"):
        case = case_of(citizen)
        api.content.transition(case, "refuse")
        api.content.transition(case, "close")
        transaction.commit()
    write(citizen, "One thing more")
    assert "Your order is closed meanwhile" in citizen.contents
    citizen.open(citizen.here)
    assert "Send the message" not in citizen.contents
    write_too_late(clerk)
    assert not case_of(citizen).messages


def write_too_late(clerk):
    write(clerk, "One thing more")
    assert "not possible" in clerk.contents or "moved on" in clerk.contents


def test_a_strangers_order_takes_no_message(citizen, browse, town):
    for user in ("other_citizen", "clerk"):
        stranger = browse(user)
        with pytest.raises((HTTPError, Exception)):
            stranger.post(citizen.here, "message=1&text=Hello")
    visitor = browse()
    visitor.post(f"{town.absolute_url()}/@@track", "message=1&text=Hello")
    assert "Your hour is over." in visitor.contents
    assert not case_of(citizen).messages


def test_of_two_who_write_at_the_same_second_none_is_lost(town, citizen):
    database, path = town._p_jar.db(), town.getPhysicalPath()
    managers = [transaction.TransactionManager(), transaction.TransactionManager()]
    sites = []
    for manager in managers:
        manager.begin()
        sites.append(database.open(manager).root()["Application"].unrestrictedTraverse(path))
    written = []
    for site, manager, text in zip(sites, managers, ("One", "Two"), strict=True):
        setSite(site)
        thread.keep(store.find(citizen.reference), thread.CITIZEN, text, [], now())
        try:
            manager.commit()
        except ConflictError:
            # The publisher repeats such a request.
            manager.abort()
            manager.begin()
            setSite(site)
            thread.keep(store.find(citizen.reference), thread.CITIZEN, text, [], now())
            manager.commit()
            written.append("again")
    for site, manager in zip(sites, managers, strict=True):
        manager.abort()
        site._p_jar.close()
    setSite(town)
    assert written == ["again"]
    assert [message.text for message in case_of(citizen).messages] == ["One", "Two"]
