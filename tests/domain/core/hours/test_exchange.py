"""What other programs get: stored values, schema.org, OpenStreetMap, calendars; school holidays."""

from communesplone.core.hours import ical
from communesplone.core.hours.domain.calendar import flemish_school_holidays
from communesplone.core.hours.domain.calendar import school_holidays
from communesplone.core.hours.domain.model import Schedule
from communesplone.core.hours.domain.osm import opening_hours
from communesplone.core.hours.domain.plain import check_stored
from communesplone.core.hours.domain.plain import NotHours
from communesplone.core.hours.domain.plain import schedule_in
from communesplone.core.hours.domain.plain import schedule_out
from communesplone.core.hours.domain.reading import read_week
from communesplone.core.hours.domain.schema_org import specifications
from contextlib import suppress
from datetime import date
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
from icalendar import Calendar
from tests.domain.core.hours.town import at
from tests.domain.core.hours.town import hours
from tests.domain.core.hours.town import schedules
import json
import pytest


WEEK = "lundi-mardi, jeudi: 9-12 13:30-16\nmercredi: 9-12 16-19 sur rendez-vous\npremier samedi du mois: 9-11:30"
SUMMER = "Été: 1/7 - 31/8\nlundi-vendredi: 8-13"
SPECIALS = "27/9/2027: fermé (Fête)\n24/12: 9-12"


@settings(max_examples=40)
@given(schedules)
def test_plain_values_come_back(schedule):
    assert schedule_in(json.loads(json.dumps(schedule_out(schedule)))) == schedule


values = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 9999) | st.text("mo09:-27", max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["week", "mo", "specials", "first", "spans", "desk", "like", "nth"]), inner, max_size=3
        )
    ),
    max_leaves=12,
)


@given(values)
def test_other_values_are_refused_and_break_nothing(value):
    for take in (schedule_in, check_stored):
        with suppress(NotHours):
            take(value)


@pytest.mark.parametrize(
    "value",
    [
        {"week": {"mo": [["09:00", "08:00"]]}},
        {"week": {"mo": [["09:00", "12:00"], ["11:00", "14:00"]]}},
        {"week": {"mo": [["9:00", "12:00"]]}},
        {"week": {"mo": [["09:00", "12:00", "maybe"]]}},
        {"week": {"xx": []}},
        {"specials": [{"first": "2026-02-30"}]},
        {"specials": [{"first": "2026-09-27", "reason": "a\nb"}]},
        {"seasons": [{"first": "07-01", "last": "2026-08-31"}]},
        {"surprise": 1},
    ],
)
def test_values_that_contradict_themselves_are_refused(value):
    with pytest.raises(NotHours):
        schedule_in(value)
    with pytest.raises(NotHours):
        check_stored({"desk": value})


def test_a_place_may_follow_another():
    assert check_stored({"desk": {"like": "abc123"}, "phone": {"week": {}}})
    for wrong in ({"desk": {"like": "../x"}}, {"fax": {"week": {}}}, {"desk": {"like": 3}}):
        with pytest.raises(NotHours):
            check_stored(wrong)


def test_openstreetmap():
    found = hours(WEEK, SUMMER, SPECIALS, school="lundi-vendredi: 10-12")
    assert opening_hours(found.schedule) == (
        "Mo-Tu,Th 09:00-12:00,13:30-16:00; "
        'We 09:00-12:00, We 16:00-19:00 "by appointment"; '
        "Sa[1] 09:00-11:30; "
        "Jul 01-Aug 31 Mo-Fr 08:00-13:00; Jul 01-Aug 31 Sa-Su off; "
        "SH Mo-Fr 10:00-12:00; SH Sa-Su off; "
        "PH off; Dec 24 09:00-12:00; "
        '2027 Sep 27 off "Fête"'
    )
    assert opening_hours(Schedule(closed_on_holidays=False)) == "off"


def test_an_openstreetmap_week_is_taken_over():
    value = "Mo-Fr 09:00-12:00,13:30-17:00; We 09:00-19:00; Sa[1] 10:00-12:00; Su off; PH off"
    assert opening_hours(Schedule(read_week(value, "fr"))) == (
        "Mo-Tu,Th-Fr 09:00-12:00,13:30-17:00; We 09:00-19:00; Sa[1] 10:00-12:00; PH off"
    )


def test_search_engines():
    found = specifications(hours(WEEK, SUMMER, SPECIALS), date(2027, 9, 1))
    usual, special = found["openingHoursSpecification"], found["specialOpeningHoursSpecification"]
    assert {
        "@type": "OpeningHoursSpecification",
        "dayOfWeek": ["Monday", "Tuesday", "Wednesday", "Thursday"],
        "opens": "09:00",
        "closes": "12:00",
    } in usual
    assert not any(one["opens"] == "16:00" for one in usual)
    (summer,) = [one for one in usual if one["opens"] == "08:00"]
    assert (summer["validFrom"], summer["validThrough"]) == ("2028-07-01", "2028-08-31")
    closed = {"@type": "OpeningHoursSpecification", "opens": "00:00", "closes": "00:00"}
    assert {**closed, "validFrom": "2027-09-27", "validThrough": "2027-09-27"} in special
    saturday = {"@type": "OpeningHoursSpecification", "opens": "09:00", "closes": "11:30"}
    assert {**saturday, "validFrom": "2027-10-02", "validThrough": "2027-10-02"} in special


def test_a_calendar_of_openings_and_closings():
    words = {"open": "ouvert", "closed": "fermé", "appointment": "sur rendez-vous"}
    made = ical.calendar(
        hours(WEEK, "", SPECIALS),
        date(2027, 9, 20),
        at("2027-09-20T08:00"),
        name="Hôtel de ville",
        uid="abc@valmeuse.example",
        word=lambda one: words.get(str(one), str(one)),
    )
    events = Calendar.from_ical(made).walk("VEVENT")
    titles = [str(event["SUMMARY"]) for event in events]
    assert "Hôtel de ville: ouvert" in titles
    assert "Hôtel de ville: sur rendez-vous" in titles
    (feast,) = [event for event in events if event["SUMMARY"] == "Hôtel de ville: fermé (Fête)"]
    assert (feast.decoded("DTSTART"), feast.decoded("DTEND")) == (date(2027, 9, 27), date(2027, 9, 28))
    assert not any(event.decoded("DTSTART") == at("2027-09-27T09:00") for event in events)
    uids = [str(event["UID"]) for event in events]
    assert len(set(uids)) == len(uids)


@pytest.mark.parametrize(
    ("year", "known"),
    [
        (
            2025,
            [
                (date(2025, 4, 7), date(2025, 4, 20)),
                (date(2025, 10, 27), date(2025, 11, 2)),
                (date(2025, 12, 22), date(2026, 1, 4)),
            ],
        ),
        (
            2026,
            [
                (date(2026, 2, 16), date(2026, 2, 22)),
                (date(2026, 4, 6), date(2026, 4, 19)),
                (date(2026, 11, 2), date(2026, 11, 8)),
            ],
        ),
        (
            2023,
            [
                (date(2023, 2, 20), date(2023, 2, 26)),
                (date(2023, 4, 3), date(2023, 4, 16)),
                (date(2023, 10, 30), date(2023, 11, 5)),
                (date(2023, 12, 25), date(2024, 1, 7)),
            ],
        ),
        (2024, [(date(2024, 2, 12), date(2024, 2, 18)), (date(2024, 4, 1), date(2024, 4, 14))]),
        (2022, [(date(2022, 12, 26), date(2023, 1, 8)), (date(2022, 10, 31), date(2022, 11, 6))]),
    ],
)
def test_flemish_school_holidays_follow_the_rule(year, known):
    assert set(known) <= set(flemish_school_holidays(year))


def test_school_holidays_by_community_and_of_the_communes_own():
    walloon, flemish, french = (school_holidays(name) for name in ("wallonia", "flanders", "france"))
    day = date(2026, 10, 20)
    assert (walloon(day), flemish(day), french(day)) == (True, False, False)
    assert flemish(date(2026, 1, 2))
    own = school_holidays("france", ((date(2026, 10, 17), date(2026, 11, 1)),))
    assert own(date(2026, 10, 17))
    assert own(date(2026, 11, 1))
    assert not own(date(2026, 11, 2))
