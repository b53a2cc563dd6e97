"""A visitor asks whether the town hall is open; whoever keeps its hours types them."""

from communesplone.core.hours import places
from communesplone.core.hours.domain.model import Schedule
from communesplone.core.hours.domain.plain import schedule_out
from communesplone.core.hours.domain.reading import read_week
from communesplone.core.hours.domain.reading_days import read_seasons
from communesplone.core.hours.domain.reading_days import read_specials
from communesplone.core.moments import at
from datetime import datetime
from datetime import UTC
from icalendar import Calendar
from plone import api
from tests.integration.core.conftest import PASSWORD
from urllib.parse import urlencode
import html
import json
import pytest
import re
import transaction


WEDNESDAY = datetime(2026, 9, 23, 8, 0, tzinfo=UTC)
WEEK = "lundi-vendredi: 9-12 13:30-16"
SPECIALS = "27/9/2027: fermé (Fête de la Fédération)"


def desk(week=WEEK, seasons="", specials=SPECIALS) -> dict:
    return schedule_out(
        Schedule(read_week(week, "fr"), read_seasons(seasons, "fr"), None, read_specials(specials, "fr"))
    )


def give(unit, **channels) -> None:
    unit.opening_hours = channels
    unit.reindexObject()


@pytest.fixture
def open_hall(live_town):
    """The population service is open on working days; the works follow it and have a telephone of their own."""
    with live_town.manager():
        population, works = live_town.portal["population"], live_town.portal["travaux-publics"]
        give(population, desk=desk())
        give(works, desk={"like": live_town.population}, phone=desk("lundi: 8-10", "", ""))
    transaction.commit()
    return live_town


@pytest.fixture
def wednesday():
    with at(WEDNESDAY):
        yield


def shown(town, name: str, path: str, user: str = "", **form) -> str:
    """A page rendered in this thread, where it can be that moment."""
    from communesplone.core.interfaces import ICommunesLayer
    from zope.interface import alsoProvides

    request = town.portal.REQUEST.clone()
    alsoProvides(request, ICommunesLayer)
    request.form.update(form)
    with town.user(user):
        view = api.content.get_view(name, town.portal.unrestrictedTraverse(path), request)
        request["PUBLISHED"] = view
        return re.sub(r"\s+", " ", view().replace("\u00a0", " "))


class TestVisitor:
    def test_the_page_of_a_service(self, open_hall, wednesday):
        page = shown(open_hall, "unit-view", "population")
        assert "Today: 9:00 – 12:00, 13:30 – 16:00" in page
        assert 'aria-current="date"' in page
        assert "All opening hours" in page

    def test_shared_hours_say_where_they_come_from(self, open_hall, wednesday):
        page = shown(open_hall, "unit-view", "travaux-publics")
        assert re.search(r'Same hours as <a href="[^"]*/population">Population</a>', page)
        assert "By telephone" in page and "At the desk" in page

    @pytest.mark.parametrize(
        ("day", "said"),
        [
            ("2027-09-27", "Closed on Monday 27 September 2027."),
            ("2027-09-28", "Open on Tuesday 28 September 2027: 9:00 – 12:00, 13:30 – 16:00."),
            ("2026-12-25", "Closed on Friday 25 December 2026."),
        ],
    )
    def test_is_the_town_hall_open_on_that_day(self, open_hall, wednesday, day, said):
        page = shown(open_hall, "hours", "population", day=day)
        assert said in page
        if day == "2027-09-27":
            assert "Fête de la Fédération." in page
            assert "Opens again: Tuesday 28 September 2027, 9:00" in page

    @pytest.mark.parametrize("day", ["tomorrow", "2026-02-30", "1066-10-14", "9999-01-01", "<script>"])
    def test_what_is_no_day_is_told_and_kept(self, open_hall, wednesday, day):
        page = shown(open_hall, "hours", "population", day=day)
        assert 'aria-invalid="true"' in page
        assert '<script>"' not in page
        assert "<b>Closed on" not in page

    def test_a_service_without_hours_has_no_page_of_hours(self, web, live_town):
        assert web.get("/population/@@hours").status == 404
        assert web.get("/population/@@hours.ics").status == 404
        assert web.get("/population").status == 200

    def test_the_list_of_services_says_what_is_open_today(self, web, open_hall):
        assert web.get("/@@units").text.count("data-openings") == 2

    def test_the_script_is_told_moments_not_wall_clocks(self, open_hall, wednesday):
        page = shown(open_hall, "unit-view", "population")
        openings = re.search(r'data-openings="([^"]*)"', page)[1]
        start = int(datetime(2026, 9, 23, 7, 0, tzinfo=UTC).timestamp()) // 60
        assert f"{start},{start + 180},0" in openings
        assert len(openings) < 400

    def test_no_cache_keeps_today_beyond_midnight(self, open_hall, web):
        header = web.get("/population").headers.get("Cache-Control", "")
        ages = [int(age) for age in re.findall(r"age=(\d+)", header)]
        assert all(age <= 86_400 for age in ages)

    def test_a_calendar_to_subscribe_to(self, open_hall, web):
        answer = web.get("/population/@@hours.ics")
        assert answer.headers["Content-Type"].startswith("text/calendar")
        assert Calendar.from_ical(answer.text).walk("VEVENT")
        assert web.get("/travaux-publics/@@hours.ics?channel=phone").status == 200
        assert web.get("/population/@@hours.ics?channel=fax").status == 404

    def test_search_engines_read_the_hours(self, open_hall, web):
        text = web.get("/population").text
        found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)
        (data,) = [one for one in map(json.loads, found) if one.get("@type") == "GovernmentOffice"]
        assert data["openingHoursSpecification"][0]["opens"] == "09:00"

    def test_programs_ask_the_same(self, open_hall, web):
        answer = web.get("/travaux-publics/@hours?day=2027-09-27", accept="application/json")
        channels = answer.json()["channels"]
        assert channels["desk"]["on_day"]["closed"] is True
        assert channels["desk"]["on_day"]["reason"] == "Fête de la Fédération"
        assert channels["desk"]["origin"]["title"] == "Population"
        assert channels["phone"]["osm"] == "Mo 08:00-10:00; PH off"
        assert web.get("/population/@hours?day=never", accept="application/json").status == 400


class TestRows:
    def test_lists_read_hours_without_waking_objects(self, open_hall):
        row = places.row_of(open_hall.works)
        assert set(places.of_row(row)) == {"desk", "phone"}
        assert places.of_row(row)["desk"].origin.title == "Population"

    def test_what_lies_in_a_service_does_not_have_its_hours(self, open_hall):
        with open_hall.manager():
            person = api.content.create(open_hall.portal["population"], "Person", "sam", first_name="S", last_name="D")
        assert places.of_row(places.row_of(api.content.get_uuid(person))) == {}

    def test_hours_stay_with_the_followers_when_their_origin_is_deleted(self, open_hall):
        with open_hall.manager():
            api.content.delete(open_hall.portal["population"], check_linkintegrity=False)
            works = open_hall.portal["travaux-publics"]
            assert works.opening_hours["desk"] == desk()
            assert places.of_row(places.row_of(open_hall.works))["desk"].origin is None

    def test_a_ring_of_places_has_no_hours_and_breaks_nothing(self, open_hall):
        give(open_hall.portal["population"], desk={"like": open_hall.works})
        assert places.of_content(open_hall.portal["population"]) == {}


class TestKeeper:
    @pytest.fixture
    def send(self, web, open_hall):
        def send(user: str, path="population", channel="desk", press="save", token=True, **typed):
            form = {f"form.widgets.{name}": text for name, text in typed.items()}
            form[f"form.buttons.{press}"] = "x"
            form["form.widgets.closed_on_holidays-empty-marker"] = "1"
            form.setdefault("form.widgets.closed_on_holidays", "selected")
            if token:
                page = web.get(f"/{path}/@@opening-hours?channel={channel}", user).text
                found = re.search(r'name="_authenticator"[^>]*value="([^"]+)"', page)
                form["_authenticator"] = found[1] if found else ""
            answer = web.get(
                f"/{path}/@@opening-hours?channel={channel}",
                user,
                method="POST",
                body=urlencode(form),
                headers={"Content-Type": "application/x-www-form-urlencoded"},
            )
            answer.text = html.unescape(answer.text)
            return answer

        return send

    def now_stored(self, town, name="population") -> dict:
        transaction.begin()
        return town.portal[name].opening_hours

    @pytest.mark.parametrize(("user", "status"), [("hedwig", 200), ("wanda", 302), ("anna", 302), ("carla", 302)])
    def test_heads_of_the_service_keep_its_hours_and_nobody_of_another(self, web, open_hall, user, status):
        found = web.get("/population/@@opening-hours", user).status
        assert (found == 200) is (status == 200)

    def test_what_is_typed_is_stored_and_shown_again(self, send, open_hall, web):
        answer = send("hedwig", week="lundi: 9-12 13:30-16\nmercredi: 16-19 sur rdv", specials="24/12: 9-11 (Noël)")
        assert answer.status == 302, answer.text[:2000]
        stored = self.now_stored(open_hall)["desk"]
        assert stored["week"] == {
            "mo": [["09:00", "12:00"], ["13:30", "16:00"]],
            "we": [["16:00", "19:00", "appointment"]],
        }
        assert stored["specials"] == [{"first": "12-24", "spans": [["09:00", "11:00"]], "reason": "Noël"}]
        page = html.unescape(web.get("/population/@@opening-hours", "hedwig").text)
        assert "Wednesday: 16-19 by appointment" in page
        assert "24 December: 9-11 (Noël)" in page

    @pytest.mark.parametrize(
        ("typed", "told"),
        [
            ({"week": "lundi: 9-12 11-14"}, "Line 1: 9:00–12:00 and 11:00–14:00 overlap."),
            ({"week": "lundi: 9-12\nmardi: 16-9"}, "Line 2: 16:00–9:00 ends before it starts."),
            ({"week": "lundi: sometimes"}, "is not understood"),
            ({"specials": "31/2/2027: fermé"}, "Line 1: The 31/2/2027 does not exist."),
            (
                {"seasons": "A: 1/7 - 31/8\nlundi: 9-12\nB: 31/8 - 1/9\nlundi: 9-12", "week": WEEK},
                "A and B share days.",
            ),
        ],
    )
    def test_a_mistake_is_told_nothing_is_lost_and_nothing_is_stored(self, send, open_hall, typed, told):
        answer = send("hedwig", **typed)
        assert answer.status == 200
        assert told in answer.text
        for text in typed.values():
            assert text.splitlines()[0] in answer.text
        assert self.now_stored(open_hall) == {"desk": desk()}

    def test_the_result_is_shown_before_anything_is_stored(self, send, open_hall):
        answer = send("hedwig", press="preview", week="lundi: 7-8", specials="24/12: 9-11 (Noël)")
        text = re.sub(r"\s+", " ", answer.text.replace("\u00a0", " "))
        assert "What visitors will see" in text
        assert "Monday: 7:00 – 8:00" in text
        assert "Noël" in text
        assert self.now_stored(open_hall) == {"desk": desk()}

    def test_nothing_is_stored_without_a_token(self, send, open_hall):
        send("hedwig", token=False, week="lundi: 7-8")
        assert self.now_stored(open_hall) == {"desk": desk()}

    def test_another_place_is_followed_and_its_page_says_so(self, send, open_hall, web):
        with open_hall.manager():
            api.user.create("edith@example.org", "edith", PASSWORD, roles=("Member", "Editor"))
        transaction.commit()
        assert send("edith", path="travaux-publics", channel="desk", like=open_hall.population).status == 302
        assert self.now_stored(open_hall, "travaux-publics")["desk"] == {"like": open_hall.population}
        assert "Travaux publics" in web.get("/population/@@opening-hours", "hedwig").text

    def test_hours_that_are_emptied_go(self, send, open_hall):
        assert send("hedwig", week="").status == 302
        assert self.now_stored(open_hall) is None

    def test_programs_cannot_store_what_contradicts_itself(self, web, open_hall):
        with open_hall.manager():
            api.user.create("edith@example.org", "edith", PASSWORD, roles=("Member", "Editor"))
        transaction.commit()
        bad = {"opening_hours": {"desk": {"week": {"mo": [["09:00", "08:00"]]}}}}
        good = {"opening_hours": {"desk": {"week": {"mo": [["09:00", "10:00"]]}}}}
        sent = {"method": "PATCH", "headers": {"Content-Type": "application/json"}}
        for body, status in ((bad, 400), (good, 204)):
            answer = web.get("/population", "edith", accept="application/json", body=json.dumps(body), **sent)
            assert answer.status == status, answer.text
        assert self.now_stored(open_hall) == good["opening_hours"]
