"""The page of an event, the agenda, calendars, services; repetitions that never end."""

from .conftest import at
from .conftest import sign_up
from communesplone.core.moments import now
from communesplone.website.events import caching
from communesplone.website.events import occasions
from datetime import datetime
from datetime import UTC
from icalendar import Calendar
from plone import api
from plone.app.testing import SITE_OWNER_NAME
from plone.app.testing import SITE_OWNER_PASSWORD
import json
import pytest
import re
import requests
import transaction


@pytest.fixture
def told(agenda):
    """The walk with everything that can be said of an event."""
    walk = agenda["walk"]
    walk.audience, walk.accessibility = ("families",), ("wheelchair", "loop")
    walk.place_address, walk.price_kind, walk.prices = "Quai de Meuse 3, 5999 Valmeuse", "paid", ("Adults | 8.50",)
    walk.organiser, walk.organiser_url = "Les amis du pont", "javascript:alert(1)"
    walk.accessibility_note = "Call us for a <b>place</b>."
    walk.reindexObject()
    transaction.commit()
    return walk


def test_the_page_tells_everything(told, browse):
    browser = browse()
    browser.open(told.absolute_url())
    said = ("Families", "Hearing loop", "Quai de Meuse 3", "Adults: €8.50", "Les amis du pont", "&lt;b&gt;place")
    assert [one for one in said if one not in browser.contents.replace("\n", "")] == []
    assert "javascript:" not in browser.contents
    data = json.loads(re.search(r'ld\+json">(.*?)</script>', browser.contents, re.DOTALL)[1])
    assert data["@type"] == "Event" and data["offers"][0]["price"] == "8.50"
    assert data["location"][0] == {"@type": "Place", "name": "Quai de Meuse", "address": told.place_address}


def test_a_cancelled_event_says_so_everywhere(told, browse):
    told.event_status, told.status_note = "cancelled", "Because of the storm"
    told.reindexObject()
    transaction.commit()
    browser = browse()
    browser.open(told.absolute_url())
    assert "Cancelled" in browser.contents and "Because of the storm" in browser.contents
    assert "EventCancelled" in browser.contents
    browser.open(f"{api.portal.get().absolute_url()}/@@agenda-view")
    assert "Cancelled" in browser.contents
    browser.open(f"{told.absolute_url()}/@@event.ics")
    assert "STATUS:CANCELLED" in browser.contents


def test_the_agenda_lists_each_time_and_filters(told, agenda, browse):
    browser, url = browse(), f"{api.portal.get().absolute_url()}/@@agenda-view"
    browser.open(url)
    assert (browser.contents.count("/agenda/tour"), browser.contents.count("/agenda/walk")) == (4, 1)
    browser.open(f"{url}?audience=families")
    assert "/agenda/tour" not in browser.contents and "/agenda/walk" in browser.contents
    browser.open(f"{url}?place=Nowhere")
    assert "Nothing is planned" in browser.contents
    browser.open(f"{url}?period=today")
    assert "Nothing is planned" in browser.contents
    browser.open(f"{agenda.absolute_url()}/@@agenda-view?period={at(12):%Y-%m}")
    assert "/agenda/tour" in browser.contents


@pytest.mark.parametrize(
    "nonsense", ["period=9999-99", "audience=x", "b_start=-5", "b_start=x", "place=%00", "period=a&period=b"]
)
def test_the_agenda_bears_nonsense(agenda, browse, nonsense):
    browser = browse()
    browser.open(f"{api.portal.get().absolute_url()}/@@agenda-view?{nonsense}")
    assert browser.headers["Status"].startswith("200")


def test_a_draft_is_in_no_agenda_and_in_no_calendar(agenda, browse):
    with api.env.adopt_roles(["Manager"]):
        api.content.create(agenda, "Event", "secret", title="Secret", start=at(3), end=at(3, 20))
    transaction.commit()
    browser = browse()
    for page in ("@@agenda-view", "@@agenda.ics"):
        browser.open(f"{agenda.absolute_url()}/{page}")
        assert "Secret" not in browser.contents


def test_the_calendar_of_the_agenda_is_read_by_a_library_and_keeps_repetitions(told, agenda, browse):
    browser = browse()
    browser.open(f"{agenda.absolute_url()}/@@agenda.ics")
    assert browser.headers["Content-Type"].startswith("text/calendar")
    events = {str(event["SUMMARY"]): event for event in Calendar.from_ical(browser.contents).events}
    assert set(events) == {"Walk", "Tour"} and events["Tour"]["RRULE"]["COUNT"] == [4]
    assert events["Walk"]["LOCATION"] == "Quai de Meuse, Quai de Meuse 3, 5999 Valmeuse"
    assert events["Walk"]["DTSTART"].dt == at(5)
    browser.open(f"{agenda.absolute_url()}/@@agenda.ics?audience=families")
    assert [str(event["SUMMARY"]) for event in Calendar.from_ical(browser.contents).events] == ["Walk"]


def test_one_date_goes_into_a_calendar_without_moving_the_others(agenda, browse):
    browser, day = browse(), at(12).date().isoformat()
    browser.open(f"{agenda['tour'].absolute_url()}/@@event.ics?when={day}")
    (event,) = Calendar.from_ical(browser.contents).events
    assert event["DTSTART"].dt.date() == at(12).date() and "RRULE" not in event
    assert requests.get(f"{agenda['tour'].absolute_url()}/@@event.ics?when=2001-01-01", timeout=30).status_code == 404


def rest(method, url, data=None):
    auth = (SITE_OWNER_NAME, SITE_OWNER_PASSWORD)
    answer = requests.request(method, url, json=data, auth=auth, headers={"Accept": "application/json"}, timeout=30)
    transaction.begin()
    return answer


EVENT = {"@type": "Event", "title": "Choir", "start": "2027-03-21T18:00:00Z", "end": "2027-03-21T19:00:00Z"}


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("RRULE:FREQ=WEEKLY", "without an end"),
        ("RRULE:FREQ=YEARLY;COUNT=50", "more than five years"),
        ("RRULE:FREQ=SECONDLY;COUNT=9", "1,000 times"),
        ("nonsense", "cannot be understood"),
    ],
)
def test_a_repetition_that_never_ends_is_refused_with_words_and_leaves_nothing(agenda, rule, said):
    answer = rest("POST", agenda.absolute_url(), {**EVENT, "recurrence": rule})
    assert answer.status_code == 400 and said in answer.text
    assert "choir" not in agenda
    answer = rest("PATCH", agenda["walk"].absolute_url(), {"recurrence": rule})
    assert answer.status_code == 400
    assert not agenda["walk"].recurrence


def test_an_event_sent_in_utc_repeats_by_the_clock_on_the_wall(agenda):
    assert rest("POST", agenda.absolute_url(), {**EVENT, "recurrence": "RRULE:FREQ=WEEKLY;COUNT=3"}).status_code == 201
    choir = agenda["choir"]
    assert [f"{one.begin:%d %H:%M%z}" for one in occasions.every(choir)] == [
        "21 19:00+0100",
        "28 19:00+0200",
        "04 19:00+0200",
    ]
    index = api.portal.get_tool("portal_catalog")._catalog.getIndex("start")
    row = api.portal.get_tool("portal_catalog").unrestrictedSearchResults(UID=choir.UID())[0]
    from communesplone.core.moments import zone
    from communesplone.website import cards

    assert [one.hour for one in cards.times_of(row, zone())] == [19, 19, 19]
    assert index is not None


def test_facts_go_in_and_out_by_the_service_and_wrong_ones_are_named(agenda):
    url = agenda["walk"].absolute_url()
    assert rest("PATCH", url, {"audience": ["families"], "prices": ["Adults | 8"]}).status_code == 204
    assert [one["token"] for one in rest("GET", url).json()["audience"]] == ["families"]
    for wrong in (
        {"prices": ["Adults"]},
        {"audience": ["nobody"]},
        {"ticket_url": "javascript:alert(1)"},
        {"price_kind": "free", "prices": ["Adults | 8"]},
        {"event_status": "perhaps"},
    ):
        assert rest("PATCH", url, wrong).status_code == 400, wrong


def test_programs_see_places_and_only_the_organiser_sees_people(opened, browse):
    event = opened(seats=3)
    sign_up(browse(), event, persons="2")
    url = event.absolute_url()
    answer = requests.get(f"{url}/@registration", headers={"Accept": "application/json"}, timeout=30).json()
    assert answer["open"] and answer["dates"][0]["seats_left"] == 1
    assert "Nadia" not in json.dumps(answer)
    assert requests.get(f"{url}/@registrations", headers={"Accept": "application/json"}, timeout=30).status_code == 401
    found = rest("GET", f"{url}/@registrations").json()
    assert (found["items_total"], found["items"][0]["email"]) == (1, "nadia@example.be")


def test_a_kept_page_of_an_event_is_another_one_after_a_registration(opened, browse):
    event = opened(seats=3)
    before = caching.stamp(event)
    assert caching.stamp(event) == before and caching.stamp(api.portal.get()) == ()
    sign_up(browse(), event)
    assert caching.stamp(event) != before
    assert now() > datetime(2026, 1, 1, tzinfo=UTC)
