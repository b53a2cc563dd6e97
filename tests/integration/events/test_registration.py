"""Registering for an event: without account, once, with a letter; cancelling makes room for who waits."""

from .conftest import at
from .conftest import sign_up
from communesplone.core.moments import now
from communesplone.testing import posted
from communesplone.website.events import booking
from communesplone.website.events import guard
from communesplone.website.events import programme
from communesplone.website.events import registers
from communesplone.website.events import retention
from communesplone.website.events.domain.door import Count
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from plone import api
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request
from urllib.request import urlopen
from zExceptions import Unauthorized
import pytest
import re
import transaction


def subjects() -> list[str]:
    return [letter["Subject"] for letter in posted(api.portal.get())]


def body(letter) -> str:
    return letter.get_body(("plain",)).get_content()


def link_in(letter) -> str:
    return re.search(r"\S+@@my-registration\?key=\S+", body(letter))[0]


def book_of(event):
    return registers.find(api.portal.get(), api.content.get_uuid(event))


def test_a_visitor_registers_gets_one_letter_and_sees_the_registration(opened, browse):
    event, browser = opened(seats=10, asks_phone=True, asks_note=True), browse()
    sign_up(browser, event, persons="2", phone="081 22 33 44", note="One wheelchair")
    assert "You are registered" in browser.contents and "One wheelchair" in browser.contents
    assert book_of(event).count("") == Count(2, 0)
    (letter,) = posted(api.portal.get())
    assert letter["To"] == "nadia@example.be" and letter["Subject"] == "You are registered: Walk"
    assert "Quai de Meuse" in body(letter) and "wheelchair" not in body(letter)
    other = browse()
    other.open(link_in(letter))
    assert "Nadia Lemaire" in other.contents
    assert other.headers["Cache-Control"] == "private, no-store"


def test_who_reloads_or_clicks_twice_is_registered_once(opened, browse):
    event, browser = opened(seats=10), browse()
    browser.open(f"{event.absolute_url()}/@@register")
    token = browser.getControl(name="token").value
    for _click in range(3):
        assert "You are registered" in send(event, token)
    transaction.begin()
    assert (len(book_of(event).entries), len(subjects())) == (1, 1)


def send(event, token: str, persons: int = 1, when: str = "") -> str:
    values = {
        "token": token,
        "form.widgets.full_name": "Nadia Lemaire",
        "form.widgets.email": "nadia@example.be",
        "form.widgets.persons": str(persons),
        "form.widgets.when": when,
        "form.buttons.register": "Register",
    }
    body = urlencode({name: value for name, value in values.items() if value}).encode()
    with urlopen(Request(f"{event.absolute_url()}/@@register", data=body), timeout=60) as answer:
        return answer.read().decode()


def test_eight_at_once_want_five_places_and_none_is_sold_twice(opened, browse):
    event = opened(seats=5)
    tokens = []
    for _citizen in range(8):
        browser = browse()
        browser.open(f"{event.absolute_url()}/@@register")
        tokens.append(browser.getControl(name="token").value)
    counter = api.portal.get_tool("portal_catalog").getCounter()
    with ThreadPoolExecutor(8) as pool:
        pages = list(pool.map(lambda token: send(event, token), tokens))
    transaction.begin()
    assert sum("You are registered" in page for page in pages) == 5
    assert sum("You are on the waiting list" in page for page in pages) == 3
    assert book_of(event).count("") == Count(5, 3)
    assert len(posted(api.portal.get())) == 8
    assert api.portal.get_tool("portal_catalog").getCounter() == counter


def test_eight_cancel_and_register_at_once_and_the_book_is_right(opened, browse):
    event = opened(seats=4)
    known, url = programme.programme_of(event), event.absolute_url()
    occasion = programme.offers(event, now())[0].occasion
    for number in range(8):
        guest = booking.Guest(f"Guest {number}", f"g{number}@example.be", 1, "en")
        booking.register(known, occasion, guest, f"token {number}", now())
    transaction.begin()
    links = [link_in(letter) for letter in posted(api.portal.get())][:4]
    browser = browse()
    browser.open(f"{url}/@@register")
    token = browser.getControl(name="token").value

    def cancel(link: str) -> int:
        body = urlencode({"key": link.partition("key=")[2], "sure": "1", "cancel": "1"}).encode()
        with urlopen(Request(f"{url}/@@my-registration", data=body), timeout=60) as answer:
            return answer.status

    with ThreadPoolExecutor(8) as pool:
        jobs = [pool.submit(cancel, link) for link in (*links, *links[:3])] + [pool.submit(send, event, token)]
        [job.result() for job in jobs]
    transaction.begin()
    book = book_of(event)
    assert book.count("") == Count(4, 1)
    standings = sorted(entry.standing for entry in book.entries.values())
    assert standings == sorted(["cancelled"] * 4 + ["confirmed"] * 4 + ["waiting"])
    said = subjects()
    assert said.count("There is a place for you: Walk") == 4
    assert said.count("Registration cancelled: Walk") == 4


def test_a_full_event_without_waiting_list_says_so(opened, browse):
    event = opened(seats=1, waiting_list=False)
    sign_up(browse(), event)
    browser = browse()
    browser.open(f"{event.absolute_url()}/@@register")
    assert "Full: no place is left." in browser.contents
    assert "form.widgets.full_name" not in browser.contents


def test_a_family_that_finds_too_few_places_keeps_what_it_typed(opened, browse):
    event = opened(seats=2, waiting_list=False)
    sign_up(browser := browse(), event, persons="3")
    assert "There are not so many places left." in browser.contents
    assert browser.getControl(name="form.widgets.full_name").value == "Nadia Lemaire"
    assert subjects() == []


def test_whoever_waits_moves_up_when_somebody_cancels_by_the_link(opened, browse):
    event = opened(seats=1)
    sign_up(browse(), event)
    sign_up(browser := browse(), event, full_name="Otto Bürger", email="otto@example.be")
    assert "You are on the waiting list" in browser.contents
    first = posted(api.portal.get())[0]
    browser.open(link_in(first))
    browser.getControl(name="cancel").click()
    assert "Tick the box" in browser.contents
    browser.getControl(name="sure:list" if "sure:list" in browser.contents else "sure").value = ["1"]
    browser.getControl(name="cancel").click()
    transaction.begin()
    assert "This registration is cancelled" in browser.contents
    letters = {letter["To"]: letter["Subject"] for letter in posted(api.portal.get())[2:]}
    assert letters == {
        "nadia@example.be": "Registration cancelled: Walk",
        "otto@example.be": "There is a place for you: Walk",
    }


def test_more_places_are_given_to_those_who_wait_at_once(opened, browse):
    event = opened(seats=1)
    for name in ("a", "b", "c"):
        sign_up(browse(), event, email=f"{name}@example.be")
    editor = browse("editor")
    editor.open(f"{event.absolute_url()}/@@registration-settings")
    editor.getControl(name="form.widgets.seats").value = "2"
    editor.getControl(name="form.buttons.save").click()
    transaction.begin()
    assert book_of(event).count("") == Count(2, 1)
    assert subjects()[-1] == "There is a place for you: Walk"


def test_of_a_repeated_event_one_registers_for_a_date(opened, browse):
    event, browser = opened("tour", seats=1, most=1), browse()
    browser.open(f"{event.absolute_url()}/@@register")
    dates = browser.getControl(name="form.widgets.when").options
    assert dates == [at(days).date().isoformat() for days in (5, 12, 19, 26)]
    sign_up(browser, event, when=[dates[1]])
    assert book_of(event).counts == {dates[1]: (1, 0)}
    browser.open(f"{event.absolute_url()}/@@register")
    assert "waiting list" in browser.contents and "1 place left" in browser.contents


def test_a_course_is_registered_for_as_a_whole(opened, browse):
    event, browser = opened("tour", seats=1, per_date=False), browse()
    sign_up(browser, event)
    assert book_of(event).counts == {"": (1, 0)}


def test_before_it_opens_and_without_registration_there_is_no_form(opened, agenda, browse):
    event, browser = opened(opens=now() + timedelta(days=1)), browse()
    browser.open(f"{event.absolute_url()}/@@register")
    assert "Registration opens on" in browser.contents and "form.widgets.email" not in browser.contents
    with pytest.raises(HTTPError, match="404"):
        urlopen(f"{agenda['tour'].absolute_url()}/@@register")


@pytest.mark.parametrize(
    "wrong",
    [
        {"email": "nobody"},
        {"email": "a@example.be\r\nBcc: b@example.be"},
        {"full_name": ""},
        {"full_name": "x" * 500},
        {"persons": "9"},
        {"persons": "0"},
        {"persons": "many"},
    ],
)
def test_wrong_answers_are_named_and_nothing_is_stored(opened, browse, wrong):
    event, browser = opened(seats=10), browse()
    sign_up(browser, event, **wrong)
    assert "There is a problem" in browser.contents
    assert not len(book_of(event).entries)
    assert subjects() == []


def test_a_program_that_fills_the_hidden_field_is_held_up(opened, browse):
    event, browser = opened(), browse()
    browser.open(f"{event.absolute_url()}/@@register")
    browser.getControl(name="homepage").value = "spam"
    browser.getControl(name="form.buttons.register").click()
    assert "A field that people do not see" in browser.contents


def test_a_form_of_yesterday_keeps_what_was_typed(opened, browse):
    event, browser = opened(), browse()
    browser.open(f"{event.absolute_url()}/@@register")
    browser.getControl(name="token").value = "forged"
    browser.getControl(name="form.widgets.full_name").value = "Nadia"
    browser.getControl(name="form.buttons.register").click()
    assert "open for too long" in browser.contents
    assert browser.getControl(name="form.widgets.full_name").value == "Nadia"
    assert browser.getControl(name="token").value != "forged"


def test_too_many_from_one_network_wait(opened, browse, monkeypatch):
    event, browser = opened(), browse()
    monkeypatch.setattr(guard, "wait", lambda request, email, moment: 90)
    browser.handleErrors = True
    browser.raiseHttpErrors = False
    sign_up(browser, event)
    assert browser.headers["Status"].startswith("429") and "Wait 2 minute(s)" in browser.contents
    assert not len(book_of(event).entries)


def test_a_link_of_another_event_or_a_forged_one_shows_nothing(opened, browse):
    event, other, browser = opened(), opened("tour", per_date=False), browse()
    sign_up(browser, event)
    key = link_in(posted(api.portal.get())[0]).partition("key=")[2]
    for url, sent in ((other.absolute_url(), key), (event.absolute_url(), key[:-2] + "xx"), (event.absolute_url(), "")):
        browser.open(f"{url}/@@my-registration?key={sent}")
        assert "This link is not good" in browser.contents and "Nadia" not in browser.contents


def test_lists_are_deleted_after_the_event_and_only_numbers_stay(opened, browse):
    event = opened(seats=3, keep_days=30)
    sign_up(browse(), event, persons="2")
    sign_up(browse(), event, persons="2", email="otto@example.be")
    after = at(5, 21) + timedelta(days=30)
    assert retention.clean(book_of(event), after - timedelta(minutes=1)) == 0
    assert retention.clean(book_of(event), after) == 2
    book = book_of(event)
    assert not len(book.entries) and book.count("") == Count()
    (trace,) = book.traces
    assert (trace["persons"], trace["registrations"]) == (2, 1) and "Nadia" not in repr(trace)


def test_the_list_of_an_event_that_was_put_off_stays_until_it_is_over(opened, browse):
    event = opened()
    sign_up(browse(), event)
    event.start, event.end = at(105), at(105, 21)
    assert retention.clean(book_of(event), at(60)) == 0


def test_an_event_that_is_deleted_takes_its_list_along(opened, browse):
    event = opened()
    sign_up(browse(), event)
    uid = api.content.get_uuid(event)
    with api.env.adopt_roles(["Manager"]):
        api.content.delete(event)
    assert registers.find(api.portal.get(), uid) is None


def test_a_copy_of_an_event_has_none_of_its_registrations(opened, browse):
    event = opened()
    sign_up(browse(), event)
    with api.env.adopt_roles(["Manager"]):
        copy = api.content.copy(event, id="copy")
    assert programme.register_of(copy) is None


def test_no_name_of_a_guest_is_in_the_catalog(opened, browse):
    sign_up(browse(), opened(), full_name="Zyxguest")
    assert not api.portal.get_tool("portal_catalog").unrestrictedSearchResults(SearchableText="Zyxguest")


def test_the_page_of_the_event_says_how_many_places_are_left(opened, browse):
    event, browser = opened(seats=2), browse()
    browser.open(event.absolute_url())
    assert "2 places left" in browser.contents and "@@register" in browser.contents
    sign_up(browse(), event)
    browser.open(event.absolute_url())
    assert "1 place left" in browser.contents
    sign_up(browse(), event)
    browser.open(event.absolute_url())
    assert "Full: you can go on the waiting list." in browser.contents and "@@register" in browser.contents
    assert "Nadia" not in browser.contents


def test_the_organiser_sees_the_list_takes_it_along_cancels_and_writes(opened, browse):
    event = opened(seats=1)
    sign_up(browse(), event)
    sign_up(browse(), event, full_name="=cmd()", email="otto@example.be")
    editor = browse("editor")
    editor.open(f"{event.absolute_url()}/@@registrations")
    assert "Nadia Lemaire" in editor.contents and "otto@example.be" in editor.contents
    assert editor.headers["Cache-Control"] == "private, no-store"
    editor.open(f"{event.absolute_url()}/@@registrations-csv")
    assert "'=cmd()" in editor.contents and editor.headers["Content-Type"].startswith("text/csv")
    editor.open(f"{event.absolute_url()}/@@registrations")
    editor.getControl(name="text").value = "Bring good shoes."
    editor.getControl(name="tell").click()
    assert "The message goes to 2 address(es)." in editor.contents
    editor.getControl(name="cancel", index=0).click()
    transaction.begin()
    assert "has moved up" in editor.contents
    assert book_of(event).count("") == Count(1, 0)
    assert subjects()[2:] == ["News about Walk"] * 2 + [
        "Registration cancelled: Walk",
        "There is a place for you: Walk",
    ]
    other = browse("other")
    with pytest.raises(Unauthorized):
        other.open(f"{event.absolute_url()}/@@registrations")


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"seats": "0"}, "There is a problem"),
        ({"most": "21"}, "There is a problem"),
        ({"opens_day": "2026-12-05", "closes_day": "2026-12-01"}, "closes before it opens"),
        ({"opens_day": "2026-12-05", "opens_hour": "25:00"}, "This is not an hour"),
        ({"closes_day": "2026-02-30"}, "There is a problem"),
    ],
)
def test_settings_that_make_no_sense_are_named_and_not_kept(agenda, browse, answers, said):
    editor = browse("editor")
    editor.open(f"{agenda['walk'].absolute_url()}/@@registration-settings")
    for name, value in answers.items():
        editor.getControl(name=f"form.widgets.{name}").value = value
    editor.getControl(name="form.buttons.save").click()
    assert said in editor.contents
    transaction.begin()
    assert programme.register_of(agenda["walk"]) is None


def test_nobody_registers_for_an_event_that_is_called_off(opened, browse):
    event, browser = opened(), browse()
    event.event_status = "cancelled"
    transaction.commit()
    browser.open(f"{event.absolute_url()}/@@register")
    assert "does not take place as planned" in browser.contents and "form.widgets.email" not in browser.contents
