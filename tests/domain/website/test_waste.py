"""The waste calendar: days of collection, holidays, changes, houses and streets."""

from communesplone.law.working_days import WorkingDays
from communesplone.website.waste.domain.checking import check
from communesplone.website.waste.domain.days import Collection
from communesplone.website.waste.domain.days import collections
from communesplone.website.waste.domain.model import EVERY_SECTOR
from communesplone.website.waste.domain.model import Holiday
from communesplone.website.waste.domain.model import Houses
from communesplone.website.waste.domain.model import Row
from communesplone.website.waste.domain.model import Rule
from communesplone.website.waste.domain.model import Side
from communesplone.website.waste.domain.model import Table
from communesplone.website.waste.domain.streets import split_number
from communesplone.website.waste.domain.streets import Streets
from datetime import date
from datetime import timedelta
from hypothesis import given
from hypothesis import strategies as st
import pytest


WALLONIA = WorkingDays("wallonia")
DAYS = st.dates(date(2026, 1, 1), date(2027, 12, 31))
HOUSES = st.builds(
    lambda first, more, side: Houses(first, first + more if more else 0, side),
    st.integers(1, 30),
    st.integers(0, 20),
    st.sampled_from(Side),
)


def found(*rules, first=date(2026, 12, 1), last=date(2027, 1, 31), sector="A"):
    return [one.day for one in collections(rules, sector, first, last, WALLONIA.is_holiday)]


def weekly(weekday, **more):
    return Rule("A", "paper", weekday=weekday, **{"first": date(2026, 1, 1), **more})


def test_every_second_wednesday_counts_from_the_first_one():
    rule = weekly(2, weeks=2, first=date(2026, 12, 4))
    assert found(rule) == [date(2026, 12, 9), date(2026, 12, 23), date(2027, 1, 6), date(2027, 1, 20)]


def test_a_rule_ends_on_its_last_day():
    assert found(weekly(0, last=date(2026, 12, 14))) == [date(2026, 12, 7), date(2026, 12, 14)]


def test_dates_know_nothing_of_holidays():
    rule = Rule("A", "glass", dates=(date(2026, 12, 25),), holiday=Holiday.NONE)
    assert found(rule) == [date(2026, 12, 25)]


# Christmas 2026 and New Year 2027 are Fridays.
@pytest.mark.parametrize(
    ("holiday", "day"),
    [
        (Holiday.SAME, date(2026, 12, 25)),
        (Holiday.AFTER, date(2026, 12, 26)),
        (Holiday.BEFORE, date(2026, 12, 24)),
        (Holiday.WEEK, date(2026, 12, 26)),
        (Holiday.NONE, None),
    ],
)
def test_christmas_on_a_friday(holiday, day):
    days = found(weekly(4, holiday=holiday), first=date(2026, 12, 21), last=date(2026, 12, 27))
    assert days == ([day] if day else [])


def test_after_a_holiday_on_monday_the_whole_week_moves():
    easter_monday = date(2027, 3, 29)
    week = [weekly(number, holiday=Holiday.WEEK) for number in range(5)]
    days = found(*week, first=easter_monday, last=easter_monday + timedelta(days=6))
    assert days == [date(2027, 3, 30 + n) if n < 2 else date(2027, 4, n - 1) for n in range(5)]


def test_before_a_holiday_nothing_moves():
    ascension = date(2027, 5, 6)  # a Thursday
    assert ascension - timedelta(days=1) in found(
        weekly(2, holiday=Holiday.WEEK), first=date(2027, 5, 3), last=date(2027, 5, 9)
    )


def test_what_the_editor_changes_comes_before_the_holiday():
    rule = weekly(
        4, holiday=Holiday.AFTER, cancelled=(date(2027, 1, 8),), moved=((date(2026, 12, 25), date(2026, 12, 23)),)
    )
    days = found(rule, first=date(2026, 12, 21), last=date(2027, 1, 15))
    assert days == [date(2026, 12, 23), date(2027, 1, 2), date(2027, 1, 15)]


def test_a_moved_collection_says_its_usual_day():
    rule = weekly(4, moved=((date(2026, 12, 25), date(2026, 12, 23)),))
    (one,) = collections((rule,), "A", date(2026, 12, 21), date(2026, 12, 27), WALLONIA.is_holiday)
    assert one == Collection(date(2026, 12, 23), "paper", date(2026, 12, 25))


def test_a_collection_moved_from_last_year_is_in_this_one():
    rule = weekly(3, holiday=Holiday.AFTER, moved=((date(2026, 12, 31), date(2027, 1, 4)),))
    assert found(rule, first=date(2027, 1, 1), last=date(2027, 1, 6)) == [date(2027, 1, 4)]


def test_the_29th_of_february_is_a_day():
    assert found(weekly(1), first=date(2028, 2, 29), last=date(2028, 2, 29)) == [date(2028, 2, 29)]


def test_a_rule_for_every_sector_holds_in_all():
    rule = Rule(EVERY_SECTOR, "christmas-trees", dates=(date(2027, 1, 9),))
    assert found(rule, sector="B") == found(rule, sector="Z") == [date(2027, 1, 9)]
    assert found(weekly(1), sector="B") == []


@given(st.integers(0, 6), st.integers(1, 8), DAYS, st.sampled_from(Holiday))
def test_no_collection_is_made_on_a_holiday_where_one_may_not(weekday, weeks, first, holiday):
    rule = weekly(weekday, weeks=weeks, first=first, holiday=holiday)
    days = found(rule, first=first, last=first + timedelta(days=400))
    assert days == sorted(set(days))
    if holiday is Holiday.SAME:
        assert all(day.weekday() == weekday for day in days)
        assert all((day - days[0]).days % (7 * weeks) == 0 for day in days)
    elif weekday != 6 or holiday is not Holiday.WEEK:
        assert not any(WALLONIA.is_holiday(day) for day in days)


@given(DAYS, st.sampled_from([Holiday.SAME, Holiday.AFTER, Holiday.BEFORE, Holiday.WEEK]), st.integers(1, 4))
def test_a_year_in_pieces_is_the_year_in_one(first, holiday, weeks):
    rule = weekly(first.weekday(), weeks=weeks, first=first, holiday=holiday)
    middle, last = first + timedelta(days=100), first + timedelta(days=365)
    pieces = found(rule, first=first, last=middle) + found(rule, first=middle + timedelta(days=1), last=last)
    assert pieces == found(rule, first=first, last=last)


@given(st.integers(1, 200))
def test_the_order_of_a_week_never_changes(week):
    monday = date(2026, 1, 5) + timedelta(weeks=week)
    rules = [
        Rule("A", str(number), weekday=number, first=monday, last=monday + timedelta(days=6), holiday=Holiday.WEEK)
        for number in range(6)
    ]
    made = collections(rules, "A", monday, monday + timedelta(days=14), WALLONIA.is_holiday)
    assert [one.waste for one in made] == [str(number) for number in range(6)]


@given(HOUSES, HOUSES)
def test_two_ranges_overlap_when_a_house_stands_in_both(one, other):
    both = any(one.holds(number) and other.holds(number) for number in range(1, 100))
    assert one.overlaps(other) == other.overlaps(one) == both


# Streets


def streets(*rows):
    return Streets(Table(rows=rows))


def test_a_street_with_odd_houses_in_another_sector_has_two_parts():
    known = streets(
        Row("Rue du Pont", "Nord", houses=Houses(1, 99, Side.ODD)),
        Row("Rue du Pont", "Sud", houses=Houses(2, 98, Side.EVEN)),
        Row("Rue du Pont", "Sud", houses=Houses(100)),
    )
    pont = known.find("rue-du-pont")
    assert [part.sector for part in pont.parts] == ["Nord", "Sud"]
    assert pont.part(number=7).sector == "Nord"
    assert pont.part(number=8).sector == pont.part(number=101).sector == "Sud"
    assert pont.part("sud").sector == "Sud"
    assert pont.part() is None


def test_an_address_of_a_part_still_leads_somewhere_when_the_street_is_whole_again():
    assert streets(Row("Rue du Pont", "Nord")).find("rue-du-pont").part("sud").sector == "Nord"


def test_two_villages_have_a_rue_de_l_eglise_each():
    known = streets(Row("Rue de l'Église", "A", "Sart"), Row("Rue de l’Eglise", "B", "Huy"))
    assert [one.title for one in known.search("eglise")] == ["Rue de l’Eglise, Huy", "Rue de l'Église, Sart"]
    assert [one.key for one in known.search("rue eglise sart")] == ["rue-de-l-eglise-sart"]


def test_what_begins_with_the_text_comes_first():
    known = streets(Row("Allée du Pont", "A"), Row("Pont-Neuf", "A"), Row("Quai", "A"))
    assert [one.key for one in known.search("PONT")] == ["pont-neuf", "allee-du-pont"]
    assert known.search("p") == known.search("") == known.search("zzz") == []


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Rue Haute 12", ("Rue Haute", 12)),
        ("rue haute, 12B", ("rue haute", 12)),
        ("Rue Haute n° 12/3", ("Rue Haute", 12)),
        ("Rue Haute", ("Rue Haute", 0)),
        ("Rue du 11 Novembre", ("Rue du 11 Novembre", 0)),
        ("12", ("12", 0)),
    ],
)
def test_a_house_number_is_told_from_its_street(typed, said):
    assert split_number(typed) == said


@given(st.lists(st.builds(Row, st.text(min_size=1, max_size=12), st.sampled_from("AB")), max_size=20))
def test_every_street_is_found_by_its_own_name(rows):
    known = streets(*(row for row in rows if row.key))
    for street in known.known.values():
        long = [word for word in street.key.split("-") if len(word) > 1 or word.isdigit()]
        if long:
            assert street in known.search(street.title, most=50)


# What does not fit


def told(**tables):
    made = check(Table(**tables))
    return {name: [(one.line, str(one.phrase)) for one in wrong] for name, wrong in made.items() if wrong}


def test_a_street_in_a_sector_without_collections_is_told():
    rules = (weekly(1, line=2),)
    assert told(rows=(Row("Rue Haute", "C", line=5),), rules=rules) == {
        "streets": [(5, "No collection is planned in sector C.")]
    }


def test_a_house_in_two_sectors_is_told():
    rows = (
        Row("Rue Haute", "A", houses=Houses(1, 20), line=2),
        Row("rue haute", "A", houses=Houses(19, 0, Side.ODD), line=9),
    )
    assert told(rows=rows, rules=(weekly(1),)) == {"streets": [(9, "rue haute: the same houses stand in line 2.")]}


def test_two_lines_for_the_same_day_are_at_odds():
    rules = (weekly(1, line=2), Rule(EVERY_SECTOR, "paper", dates=(date(2026, 12, 22),), line=7))
    assert told(rules=rules) == {"rules": [(7, "Line 2 names 2026-12-22 for the same waste and sector already.")]}


def test_twice_a_week_is_not_at_odds():
    assert told(rules=(weekly(1), weekly(4))) == {}


def test_a_day_that_is_none_of_the_rule_cannot_be_changed():
    rule = weekly(1, line=3, cancelled=(date(2026, 12, 23),), moved=((date(2026, 12, 22), date(2026, 12, 29)),))
    assert told(rules=(rule,)) == {
        "rules": [
            (3, "2026-12-23 is no day of this line; it cannot be changed."),
            (3, "2026-12-29 is a day of collection already."),
        ]
    }
