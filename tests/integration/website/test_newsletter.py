"""The newsletter: subscribing twice-asked, leaving, writing, sending once to each, the archive, who sees addresses."""

from communesplone.core import moments
from communesplone.core.jobs.store import get_store as jobs_of
from communesplone.core.jobs.worker import run_due
from communesplone.core.mail import delivery
from communesplone.core.mail.delivery import Resting
from communesplone.website.newsletter import door
from communesplone.website.newsletter import letters
from communesplone.website.newsletter import sending
from communesplone.website.newsletter import subscribing
from communesplone.website.newsletter.domain.subscription import Subscriber
from communesplone.website.newsletter.domain.themes import Theme
from communesplone.website.newsletter.domain.themes import to_plain
from communesplone.website.newsletter.settings import settings
from communesplone.website.newsletter.store import get_store
from contextlib import contextmanager
from DateTime import DateTime
from datetime import timedelta
from email import message_from_bytes
from email import policy
from plone import api
from plone.app.testing import login
from plone.app.testing import SITE_OWNER_NAME
from plone.app.testing import SITE_OWNER_PASSWORD
from plone.testing.zope import Browser
from urllib.parse import parse_qs
from urllib.parse import urlsplit
import json
import pytest
import re
import transaction


THEMES = (
    Theme("news", {"en": "News", "fr": "Actualités"}, "news"),
    Theme("agenda", {"en": "Agenda"}, "events"),
    Theme("council", {"en": "Council"}, ""),
)


class Wire:
    """A mail server in memory. `says`: address to an error to raise."""

    def __init__(self):
        self.taken, self.says, self.lines = [], {}, 0

    @contextmanager
    def line_to(self, server):
        self.lines += 1
        yield self

    def hand_over(self, sender, to, letter, accepted):
        if to in self.says:
            raise self.says[to]
        self.taken.append((to, message_from_bytes(letter, policy=policy.default)))
        accepted()

    def to(self, address):
        return [message for to, message in self.taken if to == address]


@pytest.fixture(autouse=True)
def wire(monkeypatch, tmp_path):
    found = Wire()
    monkeypatch.setenv("COMMUNES_MAIL_JOURNAL", str(tmp_path / "letters.journal"))
    monkeypatch.setattr(sending, "line_to", found.line_to)
    # No server that failed in another test is left alone here.
    monkeypatch.setattr(sending, "resting", Resting())
    monkeypatch.setattr(delivery, "resting", sending.resting)
    monkeypatch.setattr("communesplone.core.mail.smtp.line_to", found.line_to)
    for rate in (door.by_address, door.by_network):
        rate._times.clear()
    return found


@pytest.fixture
def site(functional_portal):
    login(functional_portal.aq_parent, SITE_OWNER_NAME)
    settings().themes = [to_plain(one) for one in THEMES]
    api.portal.set_registry_record("plone.email_from_address", "site@valmeuse.example")
    transaction.commit()
    return functional_portal


@pytest.fixture
def visitor(functional):
    browser = Browser(functional["app"])
    browser.handleErrors = False
    return browser


@pytest.fixture
def editor(functional):
    browser = Browser(functional["app"])
    browser.handleErrors = False
    browser.addHeader("Authorization", f"Basic {SITE_OWNER_NAME}:{SITE_OWNER_PASSWORD}")
    return browser


def work(site, moment=None):
    """Do the jobs that are due, and see what they left."""
    transaction.commit()
    run_due(site, moment)
    transaction.begin()


def subscribe(visitor, site, address="ada@example.org", themes=("news",)):
    visitor.open(f"{site.absolute_url()}/@@newsletter")
    visitor.getControl(name="form.widgets.email").value = address
    visitor.getControl(name="form.widgets.themes:list").value = list(themes)
    visitor.getControl("Subscribe").click()
    return visitor.contents


def link_in(message) -> str:
    text = message.get_body(("plain",)).get_content()
    return re.search(r"https?://\S+", text)[0]


def reader(address, themes=("news",), language="en", confirmed=True):
    now = moments.now() - timedelta(minutes=5)
    return get_store().keep(Subscriber(address, language, tuple(themes), now, now if confirmed else None))


def news(site, title, **fields):
    item = api.content.create(site, "News Item", title=title, description=f"About {title}", **fields)
    item.effective_date = DateTime() - 1 / 24
    item.setEffectiveDate(DateTime() - 1 / 24)
    api.content.transition(item, "publish")
    item.reindexObject()
    return item


def write(chosen=(), themes=("news",), title="Our letter"):
    letter = letters.add({"en": {"title": title, "intro": "Dear readers.\n\nGood news."}})
    letter.themes, letter.chosen = tuple(themes), tuple(chosen)
    return letter


def test_an_address_is_subscribed_after_its_owner_pressed_the_button_of_the_link(site, visitor, wire):
    assert "Now look into your mailbox" in subscribe(visitor, site)
    work(site)
    (message,) = wire.to("ada@example.org")
    link = link_in(message)
    visitor.open(link)
    assert "a•••@example.org" in visitor.contents and "ada@example.org" not in visitor.contents
    transaction.begin()
    assert [one.is_confirmed for _n, one in get_store().everybody()] == [False], "opening a link confirms nothing"
    visitor.getControl("Yes, I subscribe").click()
    assert "You are subscribed" in visitor.contents
    transaction.begin()
    (pair,) = get_store().everybody()
    assert pair[1].is_confirmed and pair[1].themes == ("news",) and pair[1].address == "ada@example.org"


def test_the_answer_is_the_same_for_a_known_address_and_its_subscription_stays(site, visitor, wire):
    first = subscribe(visitor, site)
    reader("bob@example.org", ("council",))
    transaction.commit()
    assert subscribe(visitor, site, "Bob@example.org") == first
    work(site)
    (message,) = wire.to("bob@example.org")
    assert "already" in message["Subject"] and "@@my-newsletter?key=" in message.get_body(("plain",)).get_content()
    store = get_store()
    assert store.subscribers[store.number("BOB@example.org")].themes == ("council",)


def test_a_program_that_fills_every_field_and_an_address_that_is_none_get_nothing(site, visitor, wire):
    visitor.open(f"{site.absolute_url()}/@@newsletter")
    visitor.getControl(name="form.widgets.email").value = "no address"
    visitor.getControl(name="form.widgets.themes:list").value = []
    visitor.getControl("Subscribe").click()
    assert "This is not an e-mail address" in visitor.contents and "error-summary" in visitor.contents
    visitor.getControl(name="form.widgets.email").value = "eve@example.org"
    visitor.getControl(name="form.widgets.themes:list").value = ["news"]
    visitor.getControl(name="homepage").value = "https://spam.example"
    visitor.getControl("Subscribe").click()
    assert "Now look into your mailbox" in visitor.contents
    work(site)
    assert not wire.taken and not len(get_store())


def test_one_mailbox_gets_three_letters_an_hour_at_most(site, wire):
    for _time in range(5):
        subscribing.ask("ada@example.org", ("news",), "en")
    work(site)
    assert len(wire.to("ada@example.org")) == 3


def test_who_does_not_confirm_is_forgotten_and_who_did_is_not(site):
    reader("late@example.org", confirmed=False)
    reader("kept@example.org")
    assert subscribing.forget_unconfirmed(moments.now() + timedelta(days=2), 3) == 0
    assert subscribing.forget_unconfirmed(moments.now() + timedelta(days=4), 3) == 1
    assert [one.address for _n, one in get_store().everybody()] == ["kept@example.org"]


def test_a_link_that_is_too_old_or_made_up_confirms_nothing(site, visitor, wire, monkeypatch):
    subscribing.ask("ada@example.org", ("news",), "en")
    number = get_store().number("ada@example.org")
    key = subscribing.confirmation_key(number)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(subscribing, "time", lambda: __import__("time").time() + 4 * subscribing.DAY)
        assert subscribing.waiting(key) == ("", None)
    assert subscribing.waiting(key)[0] == number
    for wrong in ("", "x", key[:-1], get_store().key(number)):
        assert subscribing.waiting(wrong) == ("", None)
    transaction.commit()
    visitor.open(f"{site.absolute_url()}/@@newsletter-confirm?key=x")
    assert "not good any more" in visitor.contents


def test_a_reader_changes_themes_and_leaves_by_the_links_of_a_letter(site, visitor):
    number = reader("ada@example.org")
    key = get_store().key(number)
    transaction.commit()
    url = f"{site.absolute_url()}/@@my-newsletter?key={key}"
    visitor.open(url)
    visitor.getControl(name="form.widgets.themes:list").value = ["agenda", "council"]
    visitor.getControl("Save my choice").click()
    transaction.begin()
    assert get_store().subscribers[number].themes == ("agenda", "council")
    visitor.open(f"{site.absolute_url()}/@@newsletter-leave?key={key}")
    transaction.begin()
    assert number in get_store().subscribers, "opening a link unsubscribes nobody"
    visitor.getControl(name="leave").click()
    assert "You are unsubscribed" in visitor.contents
    transaction.begin()
    assert number not in get_store().subscribers
    visitor.open(url)
    assert "leads to no subscription" in visitor.contents


def test_a_mail_program_unsubscribes_with_one_post_and_no_session(site, visitor):
    key = get_store().key(reader("ada@example.org"))
    transaction.commit()
    visitor.post(f"{site.absolute_url()}/@@newsletter-leave?key={key}", "List-Unsubscribe=One-Click")
    transaction.begin()
    assert not len(get_store())
    visitor.post(f"{site.absolute_url()}/@@newsletter-leave?key={key}", "List-Unsubscribe=One-Click")
    assert "You are unsubscribed" in visitor.contents


def test_a_letter_goes_once_to_each_who_asked_for_its_themes(site, wire):
    one, two = news(site, "Bridge"), news(site, "Library")
    for place in range(120):
        reader(f"reader{place}@example.org")
    reader("agenda@example.org", ("agenda",))
    reader("nobody@example.org", confirmed=False)
    reader("both@example.org", ("agenda", "news"), "fr")
    letter = write([("news", one.UID()), ("news", two.UID())], ("news", "council"))
    sending.ask(letter)
    work(site)
    letter = letters.find(letter.id)
    assert letter.state == "sent" and (letter.run.sent, letter.run.failed, letter.run.total) == (121, 0, 121)
    assert len({to for to, _m in wire.taken}) == len(wire.taken) == 121
    assert not wire.to("agenda@example.org") and not wire.to("nobody@example.org")
    (french,) = wire.to("both@example.org")
    assert "Se désabonner" in french.get_body(("html",)).get_content() or french["Content-Language"] == "fr"


def test_the_mail_has_the_headers_that_a_bulk_letter_owes(site, wire):
    settings().reply_to = "communication@valmeuse.example"
    item = news(site, "Bridge <b>")
    number = reader("ada@example.org")
    sending.ask(write([("news", item.UID())]))
    work(site)
    (message,) = wire.to("ada@example.org")
    key = get_store().key(number)
    assert message["List-Unsubscribe"] == f"<{site.absolute_url()}/@@newsletter-leave?key={key}>"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert message["List-Id"] == "<newsletter.valmeuse.example>"
    assert message["Reply-To"].addresses[0].addr_spec == "communication@valmeuse.example"
    assert message["From"].addresses[0].addr_spec == "site@valmeuse.example"
    assert message["Message-ID"].startswith("<newsletter.") and message["Date"]
    html, text = (message.get_body((kind,)).get_content() for kind in ("html", "plain"))
    assert "Bridge &lt;b&gt;" in html and "<img" not in html and "<script" not in html
    assert "Bridge <b>" in text and "About Bridge" in text and f"key={key}" in text and "\ufdd0" not in html + text
    hosts = {urlsplit(url).netloc for url in re.findall(r'(?:href|src)="([^"]+)"', html)}
    assert hosts == {urlsplit(site.absolute_url()).netloc}


def test_a_slice_that_is_repeated_sends_nothing_twice(site, wire):
    for place in range(3):
        reader(f"reader{place}@example.org")
    letter = write()
    transaction.commit()
    store = get_store()
    sending.begin(store, letter)
    sending.send_slice(store, letter)
    transaction.abort()  # the worker dies before the commit
    assert len(wire.taken) == 3
    sending.ask(letter)
    work(site)
    assert len(wire.taken) == 3 and letters.find(letter.id).run.sent == 3


def test_what_the_server_refuses_is_counted_and_what_it_wants_later_is_sent_later(site, wire):
    wire.says = {
        "gone@example.org": sending.Hopeless("550"),
        "busy@example.org": sending.Trouble("450"),
    }
    for address in ("gone@example.org", "busy@example.org", "ada@example.org"):
        reader(address)
    letter = write()
    sending.ask(letter)
    work(site)
    letter = letters.find(letter.id)
    assert (letter.state, letter.run.sent, letter.run.failed, letter.run.total) == ("sent", 1, 1, 3)
    wire.says = {}
    work(site, moments.now() + timedelta(minutes=5))
    assert letters.find(letter.id).run.sent == 2 and len(wire.to("busy@example.org")) == 1


def test_a_server_that_fails_keeps_the_letter_waiting_and_loses_nobody(site, wire, monkeypatch):
    monkeypatch.setattr(sending.resting, "check", lambda server: None)
    for place in range(4):
        reader(f"reader{place}@example.org")
    order = [one.address for _n, one in get_store().everybody()]
    wire.says = {order[2]: sending.ServerTrouble("broke off")}
    letter = write()
    sending.ask(letter)
    work(site)
    letter = letters.find(letter.id)
    assert letter.state == "sending" and letter.run.sent == 2
    wire.says = {}
    work(site, moments.now() + timedelta(minutes=5))
    assert letters.find(letter.id).state == "sent" and [to for to, _m in wire.taken] == order


def test_a_sending_is_stopped_and_goes_on_with_those_who_are_left(site, wire, monkeypatch):
    monkeypatch.setattr(sending, "SLICE", 2)
    for place in range(5):
        reader(f"reader{place}@example.org")
    letter = write()
    sending.ask(letter)
    store = get_store()
    sending.begin(store, letter)
    sending.send_slice(store, letter)
    sending.stop(letter)
    work(site)
    letter = letters.find(letter.id)
    assert letter.state == "stopped" and len(wire.taken) == 2
    sending.ask(letter)
    work(site)
    assert letters.find(letter.id).state == "sent" and len({to for to, _m in wire.taken}) == len(wire.taken) == 5


def test_a_planned_letter_waits_for_its_time_and_a_plan_can_be_taken_back(site, wire):
    reader("ada@example.org")
    letter = write()
    later = moments.now() + timedelta(hours=3)
    sending.ask(letter, later)
    work(site)
    assert not wire.taken and letters.find(letter.id).state == "planned"
    sending.stop(letters.find(letter.id))
    work(site, later + timedelta(minutes=1))
    assert not wire.taken and letters.find(letter.id).state == "draft"
    sending.ask(letters.find(letter.id), later)
    work(site, later + timedelta(minutes=1))
    assert len(wire.taken) == 1


def test_what_was_withdrawn_before_the_sending_is_not_told(site, wire):
    item, other = news(site, "Zyxsecret"), news(site, "Library")
    reader("ada@example.org")
    letter = write([("news", item.UID()), ("news", other.UID())])
    api.content.transition(item, "retract")
    sending.ask(letter)
    work(site)
    text = wire.taken[0][1].as_string()
    assert "Zyxsecret" not in text and "Library" in text


def test_an_editor_writes_looks_tries_and_sends(site, editor, visitor, wire):
    news(site, "Bridge")
    reader("ada@example.org")
    transaction.commit()
    editor.open(f"{site.absolute_url()}/@@newsletter-write")
    assert "Bridge" in editor.contents
    editor.getControl(name="form.widgets.title_en").value = "November"
    editor.getControl(name="form.widgets.intro_en").value = "Dear readers."
    editor.getControl("Save and look at it").click()
    assert "November" in editor.contents and "@@newsletter-preview" in editor.contents
    page = editor.url
    letter_id = parse_qs(urlsplit(page).query)["letter"][0]
    editor.open(f"{site.absolute_url()}/@@newsletter-preview?letter={letter_id}&language=en")
    assert "Bridge" in editor.contents and "sandbox" in editor.headers["Content-Security-Policy"]
    visitor.handleErrors = True
    visitor.raiseHttpErrors = False
    visitor.open(f"{site.absolute_url()}/@@newsletters/{letter_id}")
    assert visitor.headers["Status"].startswith("404")
    editor.open(page)
    editor.getControl("Send it now").click()
    work(site)
    assert len(wire.to("ada@example.org")) == 1
    visitor.open(f"{site.absolute_url()}/@@newsletters")
    assert "November" in visitor.contents
    visitor.getLink("November").click()
    assert "Dear readers." in visitor.contents and "Bridge" in visitor.contents and "ada@" not in visitor.contents


def test_a_plan_for_yesterday_is_refused_and_what_was_typed_stays(site, editor):
    letter = write()
    transaction.commit()
    editor.open(f"{site.absolute_url()}/@@newsletter-letter?letter={letter.id}")
    editor.getControl(name="day").value = "2020-01-01"
    editor.getControl(name="hour").value = "08:30"
    editor.getControl("Plan it").click()
    assert "This moment is over" in editor.contents and 'value="2020-01-01"' in editor.contents
    transaction.begin()
    assert letters.find(letter.id).state == "draft"


def test_addresses_are_listed_found_exported_and_forgotten_and_each_look_is_in_the_log(site, editor):
    for place in range(55):
        reader(f"reader{place:02}@example.org")
    reader("=evil@example.org")
    transaction.commit()
    url = f"{site.absolute_url()}/@@newsletter-subscribers"
    editor.open(url)
    assert editor.contents.count("@example.org</b>") == 50
    editor.getLink("Next").click()
    assert editor.contents.count("@example.org</b>") == 6
    editor.open(url)
    editor.getControl(name="text").value = "reader07"
    editor.getControl("Search", index=2).click()
    assert editor.contents.count("@example.org</b>") == 1
    editor.getControl("Forget").click()
    transaction.begin()
    assert len(get_store()) == 55
    editor.open(f"{site.absolute_url()}/@@newsletter-csv")
    assert "reader08@example.org" in editor.contents and "'=evil@example.org" in editor.contents
    assert "no-store" in editor.headers["Cache-Control"]
    editor.open(f"{site.absolute_url()}/@@audit")
    for words in ("Read the addresses of the newsletter", "Took the addresses", "Forgot an address"):
        assert words in editor.contents
    assert "reader07" not in editor.contents


def test_themes_are_set_renamed_and_taken_away_and_readers_keep_theirs(site, editor):
    number = reader("ada@example.org", ("council",))
    transaction.commit()
    editor.open(f"{site.absolute_url()}/@@newsletter-settings")
    editor.getControl(name="form.widgets.title_en_0").value = ""
    editor.getControl(name="form.widgets.title_en_2").value = "Town council"
    editor.getControl(name="form.widgets.title_en_3").value = "Schools"
    editor.getControl(name="form.widgets.keyword_3").value = "school"
    editor.getControl("Save").click()
    transaction.begin()
    kept = {one["id"]: one for one in settings().themes}
    assert kept["council"]["title_en"] == "Town council" and kept["schools"]["keyword"] == "school"
    assert "news" not in kept and set(kept) == {"agenda", "council", "schools"}
    assert get_store().subscribers[number].themes == ("council",)


def test_without_themes_there_is_no_newsletter(site, visitor, editor):
    settings().themes = []
    transaction.commit()
    visitor.open(f"{site.absolute_url()}/@@newsletter")
    assert "sends no newsletter" in visitor.contents
    editor.open(f"{site.absolute_url()}/@@newsletter-desk")
    assert "There is no theme yet" in editor.contents


def test_no_job_and_no_note_of_one_holds_an_address(site, wire):
    wire.says = {"busy@example.org": sending.Trouble("450")}
    reader("busy@example.org")
    sending.ask(write())
    work(site)
    for job in jobs_of().jobs.values():
        assert "example.org" not in f"{job.values}{job.about}{job.note}{job.error}"


def test_the_archive_is_read_by_programs_too(site, visitor):
    letter = write()
    sending.ask(letter)
    work(site)
    visitor.addHeader("Accept", "application/json")
    visitor.open(f"{site.absolute_url()}/@newsletters")
    told = json.loads(visitor.contents)
    assert told["items_total"] == 1 and told["items"][0]["titles"] == {"en": "Our letter"}
    assert set(told["items"][0]) == {"@id", "sent", "titles"}


def test_the_feed_names_the_letters_that_went_out(site, visitor):
    write(title="Zyxdraft")
    sending.ask(write())
    work(site)
    visitor.open(f"{site.absolute_url()}/@@newsletters.atom")
    contents = visitor.contents if isinstance(visitor.contents, bytes) else visitor.contents.encode()
    assert b"Our letter" in contents and b"Zyxdraft" not in contents


def test_a_hundred_mails_are_written_into_the_database_as_two_short_slices(site, wire):
    for place in range(100):
        reader(f"reader{place}@example.org")
    sending.ask(write())
    transaction.commit()
    storage = site._p_jar.db().storage
    before = storage.lastTransaction()
    run_due(site)
    transaction.begin()
    assert len(wire.taken) == 100 and wire.lines == 2, "one line to the server for each slice"
    records = [record for one in storage.iterator(before) if one.tid > before for record in one]
    # Per slice: who has the job, how far the letter is. Nothing for a single mail.
    assert len(records) < 80
