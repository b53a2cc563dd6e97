"""Going on later: by a link in a mail, from the own orders; what is no good tells nothing."""

from .forms import ABOUT
from .forms import ADDRESS
from .forms import use_form
from .test_order_path import mails
from .test_order_path import said
from .test_order_steps import go_on
from .test_order_steps import heading
from .test_order_steps import send
from .test_order_steps import start
from communesplone.core.moments import now
from communesplone.requests import drafts
from communesplone.requests import spam
from communesplone.requests.timed import CleanDrafts
from datetime import timedelta
from urllib.error import HTTPError
import pytest
import re
import transaction


@pytest.fixture(autouse=True)
def fresh_limits(monkeypatch):
    """No test waits for another."""
    for name in ("orders_by_network", "orders_by_email", "letters_by_network", "letters_by_email"):
        rate = getattr(spam, name)
        monkeypatch.setattr(spam, name, spam.Rate(rate.most, rate.seconds))
    monkeypatch.setattr(spam, "links", spam.SecretGuard())


@pytest.fixture
def from_afar(monkeypatch):
    """Visitors have an address of their own."""
    monkeypatch.setattr(spam, "client_address", lambda request: "192.0.2.7")


def save(browser, email="nadia@example.be"):
    browser.getControl("Save and go on later").click()
    assert 'value="nadia@example.be"' in browser.contents
    browser.getControl(name="email").value = email
    browser.getControl("Send me the link").click()


def link(town) -> str:
    return re.search(r"http\S+resume=\S+", mails(town)[-1].get_body(("plain",)).get_content())[0]


def begun(browse, town, user=""):
    browser = start(browse, town, user)
    go_on(browser, **ABOUT, subject="alone", members="-")
    return browser


def resume(browse, address, email="nadia@example.be"):
    browser = browse()
    browser.open(address)
    browser.getControl(name="email").value = email
    browser.getControl("Go on").click()
    return browser


def test_a_visitor_goes_on_in_another_browser_where_she_stopped(town, browse):
    browser = begun(browse, town)
    page = browser.url
    save(browser)
    assert "We have sent a link to" in browser.contents
    address = link(town)
    mail = mails(town)[-1]
    assert mail["To"] == "nadia@example.be"
    assert "Lemaire" not in mail.as_string()
    other = resume(browse, address)
    assert heading(other) == "New address"
    go_on(other, **ADDRESS)
    case = send(other)
    assert case.data["last_name"] == "Lemaire"
    # The link has done its work, and the first browser cannot send the order again.
    again = resume(browse, address)
    assert "Link and e-mail address do not belong together" in again.contents
    browser.open(page)
    assert "Lemaire" not in browser.contents


def test_the_link_works_again_after_the_browser_was_closed(town, browse):
    save(begun(browse, town))
    for _time in range(2):
        assert heading(resume(browse, link(town))) == "New address"


def test_reading_a_link_changes_nothing_and_tells_nothing(town, browse):
    save(begun(browse, town))
    storage = town._p_jar.db().storage
    before = storage.lastTransaction()
    browser = browse()
    browser.open(link(town))
    assert storage.lastTransaction() == before
    assert "Lemaire" not in browser.contents
    assert "nadia" not in browser.contents
    assert browser.headers["Cache-Control"] == "private, no-store"


def test_a_link_of_somebody_else_opens_nothing_and_slows_down(town, browse):
    save(begun(browse, town))
    address = link(town)
    for _try in range(5):
        browser = resume(browse, address, "thief@example.be")
        assert "do not belong together" in browser.contents
        assert "Lemaire" not in browser.contents
    browser = browse()
    browser.open(address)
    browser.getControl(name="email").value = "nadia@example.be"
    with pytest.raises(HTTPError) as refused:
        browser.getControl("Go on").click()
    assert refused.value.code == 429
    assert "Too many tries" in browser.contents


@pytest.mark.parametrize("value", ["", "x", "%00", "a.b.c", "A" * 5000])
def test_a_forged_link_is_told_in_words(town, browse, value):
    browser = browse()
    browser.open(f"{use_form(town)}/@@order?resume={value}")
    assert "This link is not good any more" in browser.contents


def test_a_link_ends_after_two_weeks_and_the_draft_with_it(town, browse):
    save(begun(browse, town))
    transaction.begin()
    CleanDrafts().do(now() + timedelta(days=13))
    assert len(all_drafts(town)) == 1
    CleanDrafts().do(now() + timedelta(days=15))
    transaction.commit()
    assert all_drafts(town) == []
    assert "do not belong together" in resume(browse, link(town)).contents


def test_what_was_not_saved_goes_after_two_days(town, browse):
    begun(browse, town)
    transaction.begin()
    CleanDrafts().do(now() + timedelta(days=1))
    assert len(all_drafts(town)) == 1
    CleanDrafts().do(now() + timedelta(days=3))
    assert all_drafts(town) == []


def all_drafts(town):
    shards = town.__annotations__[drafts.ANNOTATION].values()
    return [one for shard in shards for one in shard.values() if isinstance(one, drafts.Draft)]


def test_nobody_fills_a_mailbox_with_links(town, browse, from_afar):
    browser = begun(browse, town)
    for _time in range(3):
        save(browser)
        browser.goBack(2)
    with pytest.raises(HTTPError) as refused:
        save(browser)
    assert refused.value.code == 429
    assert "Nothing you typed is lost" in browser.contents
    assert len(mails(town)) == 3


def test_a_wrong_address_is_told(town, browse):
    browser = begun(browse, town)
    save(browser, "nobody")
    assert "This is not an e-mail address" in browser.contents
    assert mails(town) == []


def test_a_citizen_with_account_finds_the_started_order_among_the_own(town, browse):
    browser = begun(browse, town, "citizen")
    browser.getControl("Save and go on later").click()
    assert "Your order is kept until" in browser.contents
    assert "Orders you have started" in browser.contents
    other = browse("citizen")
    other.open(f"{town.absolute_url()}/@@my-orders")
    other.getControl("Go on").click()
    assert heading(other) == "New address"
    go_on(other, **ADDRESS)
    send(other)
    other.open(f"{town.absolute_url()}/@@my-orders")
    assert "Orders you have started" not in other.contents


def test_a_started_order_can_be_deleted_by_its_owner_only(town, browse):
    browser = begun(browse, town, "citizen")
    browser.getControl("Save and go on later").click()
    key = browser.getControl(name="started").value
    stranger = browse("other_citizen")
    stranger.open(f"{town.absolute_url()}/@@my-orders")
    assert "Orders you have started" not in stranger.contents
    address = f"{use_form(town)}/@@order"
    stranger.post(address, f"started={key}&form.resume=1")
    assert "This link is not good any more" in stranger.contents
    stranger.post(address, f"started={key}&form.forget=1")
    assert len(all_drafts(town)) == 1
    browser.getControl("Delete").click()
    transaction.begin()
    assert all_drafts(town) == []


def ordered(browse, town):
    use_form(town, confirm_email=True)
    browser = begun(browse, town)
    go_on(browser, **ADDRESS)
    case = send(browser)
    return browser, case


def confirm_link(town) -> str:
    return re.search(r"http\S+confirm-address\S+", mails(town)[-1].get_body(("plain",)).get_content())[0]


def test_an_order_is_there_at_once_and_its_address_waits_to_be_confirmed(town, browse):
    browser, case = ordered(browse, town)
    assert case.email_confirmed is False
    assert "confirm your address with the link in it" in browser.contents
    assert said(browser, "secret") not in mails(town)[-1].as_string()
    clerk = browse("clerk")
    clerk.open(f"{town.absolute_url()}/@@case/{case.reference}")
    assert "E-mail address not confirmed" in clerk.contents
    later = browse()
    later.open(confirm_link(town))
    transaction.begin()
    assert case.email_confirmed is False, "mail programs open links"
    later.getControl("Yes, this is my address").click()
    assert "Your e-mail address is confirmed" in later.contents
    assert "Lemaire" in later.contents
    transaction.begin()
    assert case.email_confirmed is True


def test_a_question_does_not_go_to_an_address_that_nobody_confirmed(town, browse):
    _browser, case = ordered(browse, town)
    clerk = browse("clerk")
    clerk.open(f"{town.absolute_url()}/@@case/{case.reference}")
    clerk.getControl(name="text", index=0).value = "Are you still married to Paul?"
    clerk.getControl("Send the question").click()
    assert "Paul" not in mails(town)[-1].as_string()


@pytest.mark.parametrize("key", ["", "x", "%00"])
def test_a_forged_confirmation_is_told_in_words(town, browse, key):
    browser = browse()
    browser.open(f"{town.absolute_url()}/@@confirm-address?key={key}")
    assert "This link is not good any more" in browser.contents
