"""Who is elected: rounds, the names of the second round, and age."""

from communesplone.law.book import Law
from communesplone.law.book import NoValue
from communesplone.law.jurisdictions import Jurisdiction
from communesplone.law.persons import list_outcome
from communesplone.law.persons import needs_ballot
from communesplone.law.persons import NeedsBirthDates
from communesplone.law.persons import round_outcome
from communesplone.law.persons import StillTied
from datetime import date
from hypothesis import given
from hypothesis import strategies as st
import pytest


WALLONIA, BRUSSELS, FLANDERS, FRANCE, ALSACE = ALL = [Law(one) for one in Jurisdiction]
DAY = date(2026, 1, 5)
BIRTHS = {"Ada": date(1950, 1, 1), "Bo": date(1960, 1, 1), "Cid": date(1970, 1, 1), "Dan": date(1980, 1, 1)}


@pytest.mark.parametrize("law", ALL)
def test_an_absolute_majority_elects_at_once(law):
    answer = round_outcome(law, DAY, 1, {"Ada": 13, "Bo": 12})
    assert answer.value.elected == ("Ada",)
    assert answer.value.finished
    assert "Absolute majority of 25: 13." in str(answer)


def test_without_majority_the_two_first_stand_again():
    answer = round_outcome(WALLONIA, DAY, 1, {"Ada": 9, "Bo": 8, "Cid": 7, "Dan": 1})
    assert answer.value.elected == ()
    assert answer.value.next_names == ("Ada", "Bo")


def test_twice_as_many_names_as_posts():
    tally = {"Ada": 20, "Bo": 9, "Cid": 8, "Dan": 7, "Eve": 6, "Flo": 1}
    answer = round_outcome(BRUSSELS, DAY, 1, tally, posts=3, papers=25)
    assert answer.value.elected == ("Ada",)
    assert answer.value.next_names == ("Bo", "Cid", "Dan", "Eve")


def test_all_may_stand_again_in_france():
    answer = round_outcome(FRANCE, DAY, 2, {"Ada": 9, "Bo": 8, "Cid": 7})
    assert answer.value.next_names == ("Ada", "Bo", "Cid")
    assert round_outcome(FRANCE, DAY, 3, {"Ada": 9, "Bo": 8, "Cid": 7}).value.elected == ("Ada",)


@pytest.mark.parametrize(
    ("law", "last", "winner"),
    [(WALLONIA, 2, "Ada"), (BRUSSELS, 2, "Ada"), (FLANDERS, 2, "Bo"), (FRANCE, 3, "Ada"), (ALSACE, 3, "Ada")],
)
def test_age_decides_a_tie_of_the_last_round(law, last, winner):
    answer = round_outcome(law, DAY, last, {"Ada": 12, "Bo": 12}, births=BIRTHS)
    assert answer.value.elected == (winner,)
    with pytest.raises(ValueError):
        round_outcome(law, DAY, last + 1, {"Ada": 12, "Bo": 12}, births=BIRTHS)


@pytest.mark.parametrize(("law", "names"), [(WALLONIA, ("Ada", "Bo")), (FLANDERS, ("Ada", "Dan"))])
def test_age_decides_who_enters_the_second_round(law, names):
    tally = {"Ada": 9, "Bo": 5, "Cid": 5, "Dan": 5}
    assert round_outcome(law, DAY, 1, tally, births=BIRTHS).value.next_names == names


def test_a_tie_asks_for_the_days_of_birth():
    with pytest.raises(NeedsBirthDates):
        round_outcome(WALLONIA, DAY, 2, {"Ada": 12, "Bo": 12})
    with pytest.raises(StillTied):
        round_outcome(WALLONIA, DAY, 2, {"Ada": 1, "Bo": 1}, births={"Ada": DAY, "Bo": DAY})


def test_a_single_candidate_takes_effect_at_once_in_france_only():
    assert not needs_ballot(FRANCE, DAY, 1).value
    assert needs_ballot(FRANCE, DAY, 2).value
    assert needs_ballot(WALLONIA, DAY, 1).value
    with pytest.raises(ValueError):
        needs_ballot(FRANCE, DAY, 0)


def test_lists_of_deputies():
    ages = {"A": 50.5, "B": 51.0, "C": 30.0}
    assert list_outcome(FRANCE, DAY, 1, {"A": 15, "B": 14}).value.elected == ("A",)
    assert list_outcome(FRANCE, DAY, 2, {"A": 10, "B": 10, "C": 9}).value.next_names == ("A", "B", "C")
    assert list_outcome(FRANCE, DAY, 3, {"A": 10, "B": 9, "C": 9}).value.elected == ("A",)
    assert list_outcome(FRANCE, DAY, 3, {"A": 10, "B": 10, "C": 9}, ages).value.elected == ("B",)
    with pytest.raises(NeedsBirthDates):
        list_outcome(FRANCE, DAY, 3, {"A": 10, "B": 10})
    with pytest.raises(StillTied):
        list_outcome(FRANCE, DAY, 3, {"A": 10, "B": 10}, {"A": 40, "B": 40})
    with pytest.raises(NoValue):
        list_outcome(WALLONIA, DAY, 1, {"A": 10, "B": 9})


@pytest.mark.parametrize(
    ("tally", "options"),
    [
        ({}, {}),
        ({"Ada": -1}, {}),
        ({"Ada": 1}, {"posts": 0}),
        ({"Ada": 5, "Bo": 5}, {"posts": 2}),
        ({"Ada": 5}, {"papers": 4}),
        ({"Ada": 5, "Bo": 5}, {"papers": 5}),
    ],
)
def test_impossible_figures_are_refused(tally, options):
    with pytest.raises(ValueError):
        round_outcome(WALLONIA, DAY, 1, tally, **options)


@given(
    st.sampled_from(ALL),
    st.integers(1, 3),
    st.dictionaries(st.sampled_from(list("abcdefgh")), st.integers(0, 9), min_size=1).flatmap(
        lambda tally: st.tuples(st.just(tally), st.permutations(list(tally)))
    ),
    st.integers(1, 4),
)
def test_the_order_of_names_does_not_matter_and_never_too_many_are_elected(law, number, tallies, posts):
    tally, order = tallies
    births = {name: date(1950 + i, 1, 1) for i, name in enumerate("abcdefgh")}
    if number > law.get("persons.rounds", DAY):
        return
    options = {"posts": posts, "papers": max(*tally.values(), sum(tally.values()), 1), "births": births}
    one = round_outcome(law, DAY, number, tally, **options)
    other = round_outcome(law, DAY, number, {name: tally[name] for name in order}, **options)
    assert one == other
    assert len(one.value.elected) <= posts
    assert not set(one.value.elected) & set(one.value.next_names)
    if number == law.get("persons.rounds", DAY):
        assert len(one.value.elected) == min(posts, len(tally))
