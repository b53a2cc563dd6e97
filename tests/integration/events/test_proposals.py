"""An association proposes an event; the service reads, corrects, accepts or refuses; the agenda has it."""

from .conftest import PASSWORD
from communesplone.core.cases import store
from communesplone.core.moments import today
from communesplone.core.moments import zone
from communesplone.testing import posted
from communesplone.website.events.proposals import fields
from communesplone.website.events.proposals import intake
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from datetime import timedelta
from datetime import UTC
from PIL import Image
from plone import api
from urllib.parse import urlencode
from urllib.request import Request
from urllib.request import urlopen
from zExceptions import NotFound
import io
import pytest
import re
import transaction


DAY = date.today() + timedelta(days=20)  # noqa: DTZ011 - a day that is to come
ANSWERS = {
    "title": "Choir in the church",
    "summary": "Forty voices, one organ.",
    "text": "Doors open at seven.\n\nBring <b>friends</b>.",
    "first_day": DAY.isoformat(),
    "begin": "20:00",
    "end": "22:00",
    "place": "Church",
    "address": "Rue Haute 1, 5999 Valmeuse",
    "price_lines": "Adults | 8.50\nChildren | 0",
    "organiser": "Valmeuse Choir",
    "full_name": "Nadia Lemaire",
    "email": "nadia@example.be",
    "phone": "081 22 33 44",
}


@pytest.fixture
def invited(agenda):
    """The agenda with a unit that reads proposals; `clerk` handles them."""
    portal = api.portal.get()
    with api.env.adopt_roles(["Manager"]):
        api.user.create("clerk@valmeuse.example", "clerk", PASSWORD)
        unit = api.content.create(portal, "Unit", "culture", title="Culture")
        unit.clerks, unit.heads = ("clerk",), ("editor",)
        api.content.transition(unit, "publish")
        api.portal.set_registry_record("communesplone.website.events.proposals_unit", unit.UID())
    transaction.commit()
    return agenda


def fill(browser, **answers):
    browser.open(f"{api.portal.get().absolute_url()}/@@propose-event")
    for name, value in {**ANSWERS, **answers}.items():
        browser.getControl(name=f"form.widgets.{name}").value = value
    browser.getControl(name="consent").value = ["1"]


def send(browser, **answers):
    fill(browser, **answers)
    browser.getControl(name="form.buttons.send").click()
    transaction.begin()


def proposed(browser) -> tuple[str, str]:
    find = lambda name: re.search(f'id="proposal-{name}"[^>]*>([^<]+)<', browser.contents)[1].strip()  # noqa: E731
    return find("reference"), find("secret")


def desk(browse, reference):
    browser = browse("clerk")
    browser.open(f"{api.portal.get().absolute_url()}/@@case/{reference}")
    return browser


def test_where_no_unit_reads_proposals_nobody_is_asked(agenda, browse):
    browser = browse()
    with pytest.raises(NotFound):
        browser.open(f"{api.portal.get().absolute_url()}/@@propose-event")
    browser.open(f"{api.portal.get().absolute_url()}/@@agenda-view")
    assert "@@propose-event" not in browser.contents


def test_an_event_is_proposed_accepted_and_in_the_agenda(invited, browse):
    send(visitor := browse())
    reference, secret = proposed(visitor)
    (letter,) = posted(api.portal.get())
    text = letter.get_body(("plain",)).get_content()
    assert letter["To"] == "nadia@example.be" and reference in text and secret in text
    clerk = desk(browse, reference)
    assert "Valmeuse Choir" in clerk.contents and "Forty voices" in clerk.contents
    assert "&lt;b&gt;friends" in clerk.contents
    clerk.getControl(name="do", index=0).click()
    clerk.getControl("Accept and publish").click()
    transaction.begin()
    assert "The event is in the agenda." in clerk.contents
    event = invited["choir-in-the-church"]
    assert api.content.get_state(event) == "published"
    assert event.start.astimezone(zone()).strftime("%H:%M") == "20:00" and event.prices == (
        "Adults | 8.50",
        "Children | 0",
    )
    assert (event.organiser, event.place_address) == ("Valmeuse Choir", "Rue Haute 1, 5999 Valmeuse")
    assert "<b>" not in event.text.raw and "Nadia" not in event.text.raw
    assert posted(api.portal.get())[-1]["Subject"] == f"Your event {reference} is accepted"
    visitor.open(f"{api.portal.get().absolute_url()}/@@agenda-view?period={DAY:%Y-%m}")
    assert "Choir in the church" in visitor.contents


def test_whoever_proposed_it_follows_it_by_number_and_code_and_writes(invited, browse):
    send(visitor := browse())
    reference, secret = proposed(visitor)
    other = browse()
    other.open(f"{api.portal.get().absolute_url()}/@@track")
    other.getControl(name="number").value = reference
    other.getControl(name="secret").value = secret
    other.getControl(name="open").click()
    assert "@@follow-proposal" in other.url and "Choir in the church" in other.contents
    assert other.headers["Cache-Control"] == "private, no-store"
    other.getControl(name="text").value = "We begin at seven."
    other.getControl(name="message").click()
    assert "Your message has reached the service" in other.contents
    assert "We begin at seven." in desk(browse, reference).contents
    other.open(f"{api.portal.get().absolute_url()}/@@track")
    assert "Follow an order" in other.contents
    wrong = browse()
    wrong.open(f"{api.portal.get().absolute_url()}/@@follow-proposal?number={reference}")
    wrong.getControl(name="secret").value = "AAAA-AAAA-AAAA-AAAA"
    wrong.getControl(name="open").click()
    assert "Number and code do not belong together" in wrong.contents and "Choir" not in wrong.contents


def test_the_service_corrects_the_words_and_refuses_with_a_reason(invited, browse):
    send(visitor := browse())
    reference, _secret = proposed(visitor)
    clerk = desk(browse, reference)
    clerk.getLink("Correct the words").click()
    clerk.getControl(name="form.widgets.title").value = "Choir and organ"
    clerk.getControl(name="form.buttons.save").click()
    assert "Choir and organ" in clerk.contents
    clerk.getControl(name="text", index=0).value = " "
    clerk.getControl("Refuse").click()
    assert "Write the reason" in clerk.contents
    clerk.getControl(name="text", index=0).value = "It is not in our commune."
    clerk.getControl("Refuse").click()
    transaction.begin()
    letter = posted(api.portal.get())[-1]
    assert "does not come into the agenda" in letter["Subject"]
    assert "It is not in our commune." in letter.get_body(("plain",)).get_content()
    visitor.open(f"{api.portal.get().absolute_url()}/@@follow-proposal")
    assert "It is not in our commune." in visitor.contents
    assert "choir-in-the-church" not in invited


def test_a_proposal_is_taken_back_and_cannot_be_accepted_then(invited, browse):
    send(visitor := browse())
    reference, _secret = proposed(visitor)
    visitor.open(f"{api.portal.get().absolute_url()}/@@follow-proposal")
    visitor.getControl(name="sure").value = ["1"]
    visitor.getControl(name="withdraw").click()
    transaction.begin()
    assert "You took the proposal back." in visitor.contents
    assert api.content.get_state(store.find(reference)) == "withdrawn"
    assert "Accept and publish" not in desk(browse, reference).contents


def test_eight_clicks_make_one_proposal(invited, browse):
    browser = browse()
    browser.open(f"{api.portal.get().absolute_url()}/@@propose-event")
    values = {f"form.widgets.{name}": value for name, value in ANSWERS.items()}
    values |= {"token": browser.getControl(name="token").value, "consent": "1", "form.buttons.send": "Send"}
    sent = urlencode(values).encode()
    url = f"{api.portal.get().absolute_url()}/@@propose-event"

    def click(_number) -> str:
        with urlopen(Request(url, data=sent), timeout=60) as answer:
            return re.search(r'id="proposal-reference"[^>]*>([^<]+)<', answer.read().decode())[1]

    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(click, range(8)))) == 1
    transaction.begin()
    assert len(list(store.walk())) == len(posted(api.portal.get())) == 1


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"title": ""}, "There is a problem"),
        ({"first_day": "2001-01-01"}, "This day is past"),
        ({"first_day": "2099-01-01"}, "more than two years away"),
        ({"first_day": "2027-02-29"}, "There is a problem"),
        ({"begin": "25:99"}, "This is not an hour"),
        ({"begin": ""}, "Say when it begins"),
        ({"last_day": "2001-01-01"}, "before the first one"),
        ({"price_lines": "cheap"}, "words | amount"),
        ({"site": "javascript:alert(1)"}, "This is not a web address"),
        ({"phone": "call me"}, "not a telephone number"),
        ({"email": "nobody"}, "There is a problem"),
    ],
)
def test_wrong_answers_are_named_kept_and_nothing_is_filed(invited, browse, wrong, said):
    send(browser := browse(), **wrong)
    assert said in browser.contents
    assert browser.getControl(name="form.widgets.summary").value == "Forty voices, one organ."
    assert list(store.walk()) == [] and posted(api.portal.get()) == []


def test_without_consent_nothing_is_filed(invited, browse):
    fill(browser := browse())
    browser.getControl(name="consent").value = []
    browser.getControl(name="form.buttons.send").click()
    assert "Tick the box" in browser.contents and list(store.walk()) == []


def test_a_picture_comes_along_and_a_file_that_is_none_is_refused(invited, browse):
    fill(browser := browse())
    browser.getControl(name="form.widgets.picture").add_file(io.BytesIO(b"%PDF-1.4 x"), "application/pdf", "a.pdf")
    browser.getControl(name="form.buttons.send").click()
    assert "There is a problem" in browser.contents and list(store.walk()) == []
    fill(browser)
    made = io.BytesIO()
    Image.new("RGB", (640, 400), "navy").save(made, "PNG")
    browser.getControl(name="form.widgets.picture").add_file(io.BytesIO(made.getvalue()), "image/png", "pont.png")
    browser.getControl(name="form.buttons.send").click()
    transaction.begin()
    reference, _secret = proposed(browser)
    clerk = desk(browse, reference)
    clerk.getControl("Accept as a draft").click()
    transaction.begin()
    event = invited["choir-in-the-church"]
    assert api.content.get_state(event) == "private" and event.image.data == made.getvalue()


def test_another_service_sees_no_proposal(invited, browse):
    send(visitor := browse())
    reference, _secret = proposed(visitor)
    other = browse("other")
    with pytest.raises(NotFound):
        other.open(f"{api.portal.get().absolute_url()}/@@case/{reference}")


def test_a_night_ends_on_the_next_day_and_a_day_without_hours_is_whole(agenda):
    data = {
        "title": "Ball",
        "summary": "",
        "first_day": date(2027, 3, 27),
        "begin": "22:00",
        "end": "3:00",
        "place": "Hall",
    }
    found = fields.values_of_event(data, "Us")
    length = found["end"].astimezone(UTC) - found["start"].astimezone(UTC)
    assert length == timedelta(hours=4)  # clocks jump in that night
    whole = fields.values_of_event({**data, "begin": None, "end": None}, "Us")
    assert whole["whole_day"] and whole["end"].date() == date(2027, 3, 27)
    assert fields.faults({**data, "first_day": today()}, today()) == []
    assert intake.DAYS > 0
