"""Is the town hall open on 27 September? Now? When again? What is unlike other weeks?"""

from communesplone.core.hours.domain.calendar import Calendar
from communesplone.core.hours.domain.engine import Hours
from communesplone.core.hours.domain.engine import Kind
from communesplone.core.hours.domain.model import State
from communesplone.core.hours.domain.writing import typed_spans
from datetime import date
from datetime import timedelta
from datetime import UTC
from hypothesis import given
from hypothesis import settings
from tests.domain.core.hours.town import at
from tests.domain.core.hours.town import dates
from tests.domain.core.hours.town import hours
from tests.domain.core.hours.town import moments
from tests.domain.core.hours.town import schedules
from tests.domain.core.hours.town import WALLONIA
from tests.domain.core.hours.town import ZONE
import itertools
import pytest


SUMMER = "Été: 1/7 - 31/8\nlundi-vendredi: 8-13"
FEAST = "27/09/2027: fermé (Fête de la Fédération)"


def on(found, day: date) -> str:
    return typed_spans(found.spans_on(day), "fr")


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 9, 21), "9-12 13:30-16"),  # Monday
        (date(2026, 9, 23), "9-12 16-19 sur rendez-vous"),
        (date(2026, 9, 27), "fermé"),  # Sunday
        (date(2026, 9, 28), "fermé"),  # closing day of the commune
        (date(2026, 5, 25), "fermé"),  # Whit Monday
        (date(2026, 6, 30), "9-12 13:30-16"),  # the day before the season
        (date(2026, 7, 1), "8-13"),  # its first day
        (date(2026, 8, 31), "8-13"),  # its last day
        (date(2026, 9, 1), "9-12 13:30-16"),
        (date(2026, 7, 21), "fermé"),  # National Day within the season
        (date(2027, 9, 27), "fermé"),
        (date(2028, 9, 27), "9-12 16-19 sur rendez-vous"),
    ],
)
def test_hours_of_a_day(day, said):
    assert on(hours(seasons=SUMMER, specials=FEAST), day) == said


def test_a_special_day_opens_on_a_holiday_and_one_of_a_year_comes_before_one_of_every_year():
    found = hours(specials="1/5: 10-12 (Muguet)\n1/5/2027: 14-15")
    assert on(found, date(2026, 5, 1)) == "10-12"
    assert on(found, date(2027, 5, 1)) == "14-15"
    assert found.on(date(2026, 5, 1)).reason == "Muguet"


def test_why_the_town_hall_is_closed():
    found = hours(specials=FEAST)
    assert str(found.on(date(2026, 12, 25)).reason) == "Christmas Day"
    assert str(found.on(date(2026, 5, 14)).reason) == "Ascension Day"
    assert str(found.on(date(2026, 9, 28)).reason) == "closing day of the commune"
    assert found.on(date(2027, 9, 27)).reason == "Fête de la Fédération"
    assert found.on(date(2026, 9, 27)).reason == ""


def test_the_library_is_open_on_holidays_when_it_says_so():
    assert on(hours(closed_on_holidays=False), date(2026, 5, 25)) == "9-12 13:30-16"


def test_first_saturday_of_the_month():
    found = hours("premier samedi du mois: 9-11:30\ndernier vendredi du mois: 9-10\nvendredi: 9-12")
    assert on(found, date(2026, 10, 3)) == "9-11:30"
    assert on(found, date(2026, 10, 10)) == "fermé"
    assert (on(found, date(2026, 10, 23)), on(found, date(2026, 10, 30))) == ("9-12", "9-10")


def test_school_holidays_have_their_own_week():
    found = hours(school="lundi-vendredi: 10-12", seasons=SUMMER)
    assert on(found, date(2026, 10, 19)) == "10-12"
    assert on(found, date(2026, 7, 6)) == "10-12"
    assert on(found, date(2026, 7, 1)) == "8-13"
    (change,) = found.changes_between(date(2026, 10, 5), date(2026, 10, 30))
    assert (change.kind, change.first, change.last) == (Kind.SCHOOL, date(2026, 10, 19), date(2026, 11, 1))


@pytest.mark.parametrize(
    ("day", "inside"),
    [
        (date(2027, 2, 28), True),
        (date(2028, 2, 29), True),
        (date(2028, 3, 1), False),
        (date(2026, 12, 31), True),
        (date(2026, 10, 31), False),
    ],
)
def test_a_winter_until_29_february(day, inside):
    found = hours(seasons="Hiver: 1/11 - 29/2\nlundi-dimanche: 7-8", calendar=Calendar())
    assert (on(found, day) == "7-8") is inside


def test_29_february_as_a_special_day_is_kept_on_the_28th_of_other_years():
    found = hours(specials="29/2: fermé (Jour rare)", week="tous les jours: 9-12", calendar=Calendar())
    assert [on(found, day) for day in (date(2028, 2, 28), date(2028, 2, 29), date(2028, 3, 1))] == [
        "9-12",
        "fermé",
        "9-12",
    ]
    assert [on(found, day) for day in (date(2027, 2, 28), date(2027, 3, 1))] == ["fermé", "9-12"]


def test_open_now_and_when_it_changes():
    found = hours()
    assert found.is_open(at("2026-09-21T09:00"))
    assert not found.is_open(at("2026-09-21T12:00"))
    assert found.next_change(at("2026-09-21T10:00")) == at("2026-09-21T12:00")
    assert found.next_opening(at("2026-09-21T12:00")) == at("2026-09-21T13:30")
    assert found.next_opening(at("2026-09-25T12:00")) == at("2026-09-29T09:00")  # Monday is a closing day
    assert found.state_at(at("2026-09-23T17:00")) is State.APPOINTMENT
    assert not found.is_open(at("2026-09-23T17:00"))
    assert found.next_opening(at("2026-09-23T17:00")) == at("2026-09-24T09:00")


def test_a_place_that_never_opens_has_no_next_opening():
    found = hours(week="")
    assert found.next_opening(at("2026-09-23T17:00")) is None
    assert found.next_change(at("2026-09-23T17:00")) is None


def test_who_asks_from_another_time_zone_gets_the_same_answer():
    found = hours()
    assert found.is_open(at("2026-09-21T09:00").astimezone(UTC))
    assert found.day_of(at("2026-09-21T00:30").astimezone(UTC)) == date(2026, 9, 21)


def test_past_midnight_into_a_holiday_and_out_of_one():
    found = hours("jeudi: 20-26\nvendredi: 20-26", calendar=WALLONIA)
    # Friday 1 May 2026: open on Thursday night until two, and not in the night after the holiday.
    assert found.is_open(at("2026-05-01T01:30"))
    assert not found.is_open(at("2026-05-01T02:00"))
    assert not found.is_open(at("2026-05-01T21:00"))
    assert not found.is_open(at("2026-05-02T01:30"))
    assert found.next_change(at("2026-04-30T23:59")) == at("2026-05-01T02:00")


def test_the_night_of_25_hours():
    found = hours("samedi: 22-26:30\ndimanche: 8-9", calendar=Calendar())
    (night,) = found.openings(date(2026, 10, 24))
    assert night.end - night.start == timedelta(hours=5, minutes=30)  # 02:30 comes twice: until the second
    assert found.is_open(at("2026-10-25T02:15", fold=1))
    assert not found.is_open(at("2026-10-25T02:45", fold=1))
    (start,) = hours("dimanche: 2:30-4", calendar=Calendar()).openings(date(2026, 10, 25))
    assert start.start == at("2026-10-25T02:30", fold=0).astimezone(UTC)


def test_the_night_of_23_hours():
    (night,) = hours("samedi: 22-26:30", calendar=Calendar()).openings(date(2026, 3, 28))
    assert night.end == at("2026-03-29T03:00").astimezone(UTC)  # 02:30 does not exist: clocks jump from two to three
    assert night.end - night.start == timedelta(hours=4)
    assert hours("dimanche: 2:10-2:50", calendar=Calendar()).openings(date(2026, 3, 29)) == []
    (rest,) = hours("dimanche: 2:10-4", calendar=Calendar()).openings(date(2026, 3, 29))
    assert rest.end - rest.start == timedelta(hours=1)


def test_what_changes_soon():
    found = hours(seasons=SUMMER, specials=f"{FEAST}\n24/12: 9-12 (Veille de Noël)")
    told = [
        (one.first, one.last, one.kind.value, typed_spans(one.spans, "fr"), str(one.reason))
        for one in found.changes_between(date(2027, 6, 1), date(2027, 12, 31))
    ]
    assert told == [
        (date(2027, 7, 1), date(2027, 8, 31), "season", "fermé", "Été"),
        (date(2027, 7, 21), date(2027, 7, 21), "closing", "fermé", "National Day"),
        (date(2027, 9, 27), date(2027, 9, 27), "special", "fermé", "Fête de la Fédération"),
        (date(2027, 11, 1), date(2027, 11, 1), "closing", "fermé", "All Saints’ Day"),
        (date(2027, 11, 11), date(2027, 11, 11), "closing", "fermé", "Armistice Day"),
        (date(2027, 12, 24), date(2027, 12, 24), "special", "9-12", "Veille de Noël"),
    ]


def test_a_season_that_runs_is_told_whole_and_days_in_a_row_are_one_change():
    found = hours(seasons=SUMMER, specials="10/8/2026 - 14/8/2026: fermé (Congé)")
    season, closing = found.changes_between(date(2026, 8, 3), date(2026, 8, 20))
    assert (season.first, season.last) == (date(2026, 7, 1), date(2026, 8, 31))
    assert (closing.first, closing.last, closing.reason) == (date(2026, 8, 10), date(2026, 8, 14), "Congé")


@settings(max_examples=25)
@given(schedules, moments)
def test_until_the_next_change_nothing_changes(schedule, moment):
    found = Hours(schedule, WALLONIA, ZONE)
    edge = found.next_change(moment)
    state = found.state_at(moment)
    if edge is None:
        assert found.state_at(moment + timedelta(days=30)) is state
        return
    edge, start = edge.astimezone(UTC), moment.astimezone(UTC)
    assert edge > start
    assert found.state_at(edge) is not state
    middle = start + (edge - start) / 2
    assert found.state_at(middle) is state
    assert found.state_at(edge - timedelta(seconds=1)) is state or edge - start < timedelta(seconds=1)


@settings(max_examples=25)
@given(schedules, moments)
def test_the_next_opening_opens(schedule, moment):
    found = Hours(schedule, WALLONIA, ZONE)
    opening = found.next_opening(moment)
    if opening is not None:
        assert opening.astimezone(UTC) > moment.astimezone(UTC)
        assert found.is_open(opening)


@settings(max_examples=25)
@given(schedules, dates)
def test_a_day_that_no_change_names_is_as_usual(schedule, day):
    found = Hours(schedule, WALLONIA, ZONE)
    special = [one for one in found.changes_between(day, day) if one.kind in (Kind.SPECIAL, Kind.CLOSING)]
    if not special:
        assert found.spans_on(day) == tuple(sorted(found.usually(day).spans))


@settings(max_examples=25)
@given(schedules, dates)
def test_openings_follow_one_another_on_a_day(schedule, day):
    openings = Hours(schedule, WALLONIA, ZONE).openings(day)
    assert all(one.start < one.end for one in openings)
    assert all(a.end <= b.start for a, b in itertools.pairwise(openings))


@settings(max_examples=25)
@given(schedules, dates)
def test_a_week_is_its_seven_days(schedule, day):
    week = Hours(schedule, WALLONIA, ZONE).week(day)
    assert [one.day.weekday() for one in week] == list(range(7))
    assert day in [one.day for one in week]
