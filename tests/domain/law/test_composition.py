"""How many sit in the council follows from the number of inhabitants."""

from communesplone.law.book import Law
from communesplone.law.book import NoValue
from communesplone.law.composition import college_size
from communesplone.law.composition import complete_size
from communesplone.law.composition import council_size
from communesplone.law.composition import members_who_may_call
from communesplone.law.composition import population_day
from communesplone.law.jurisdictions import Jurisdiction
from communesplone.law.loading import load
from datetime import date
from hypothesis import given
from hypothesis import strategies as st
import pytest


WALLONIA, BRUSSELS, FLANDERS, FRANCE, ALSACE = ALL = [Law(one) for one in Jurisdiction]
DAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("law", "inhabitants", "members"),
    [
        (WALLONIA, 0, 7),
        (WALLONIA, 999, 7),
        (WALLONIA, 1000, 9),
        (WALLONIA, 4999, 15),
        (WALLONIA, 5000, 17),
        (WALLONIA, 12000, 23),
        (WALLONIA, 50000, 37),
        (WALLONIA, 99999, 45),
        (WALLONIA, 300000, 55),
        (BRUSSELS, 19999, 25),
        (BRUSSELS, 20000, 27),
        (FLANDERS, 8999, 19),
        (FRANCE, 99, 7),
        (FRANCE, 100, 11),
        (FRANCE, 3499, 23),
        (FRANCE, 3500, 27),
        (FRANCE, 300000, 69),
        (ALSACE, 500, 15),
    ],
)
def test_members_of_the_council(law, inhabitants, members):
    assert council_size(law, DAY, inhabitants).value == members


@pytest.mark.parametrize(
    ("law", "inhabitants", "members"),
    [
        (WALLONIA, 999, 2),
        (WALLONIA, 10000, 5),
        (WALLONIA, 20000, 5),
        (WALLONIA, 29999, 5),
        (WALLONIA, 30000, 6),
        (BRUSSELS, 20000, 6),
        (BRUSSELS, 200000, 10),
        (FRANCE, 99, 2),
        (FRANCE, 5000, 8),
    ],
)
def test_aldermen_and_deputies(law, inhabitants, members):
    assert college_size(law, DAY, inhabitants).value == members


def test_the_walloon_college_became_smaller_in_2012():
    assert college_size(WALLONIA, date(2012, 10, 13), 20000).value == 6
    assert college_size(WALLONIA, date(2012, 10, 14), 20000).value == 5


def test_a_small_french_council_had_nine_members_before_2014():
    assert council_size(FRANCE, date(2014, 3, 22), 99).value == 9
    assert council_size(FRANCE, date(2014, 3, 23), 99).value == 7


@pytest.mark.parametrize(("inhabitants", "members"), [(99, 5), (499, 9), (999, 13), (1000, 15)])
def test_a_french_council_deemed_complete(inhabitants, members):
    assert complete_size(FRANCE, date(2026, 3, 15), inhabitants).value == members
    assert complete_size(FRANCE, date(2026, 3, 14), inhabitants).value == council_size(FRANCE, DAY, inhabitants).value


def test_what_is_not_known_is_not_made_up():
    with pytest.raises(NoValue):
        college_size(FLANDERS, DAY, 10000)
    with pytest.raises(NoValue):
        college_size(BRUSSELS, DAY, 10000)
    with pytest.raises(ValueError):
        council_size(FRANCE, DAY, -1)


def test_the_population_that_counts():
    assert population_day(WALLONIA, date(2024, 10, 13)).value == date(2024, 1, 1)
    assert population_day(FRANCE, date(2026, 3, 15)).value is None


@pytest.mark.parametrize(
    ("law", "members", "inhabitants", "rarely", "needed"),
    [
        (WALLONIA, 25, 9000, False, 9),
        (WALLONIA, 25, 9000, True, 7),
        (FLANDERS, 25, 9000, True, 5),
        (FRANCE, 15, 1000, False, 5),
        (FRANCE, 15, 999, False, 8),
        (ALSACE, 15, 999, False, 5),
    ],
)
def test_members_who_may_force_a_meeting(law, members, inhabitants, rarely, needed):
    assert members_who_may_call(law, DAY, members, inhabitants, rarely=rarely).value == needed


@given(st.sampled_from(ALL), st.integers(0, 400000), st.integers(0, 400000))
def test_a_larger_commune_never_has_a_smaller_council(law, one, other):
    small, large = sorted((one, other))
    assert council_size(law, DAY, small).value <= council_size(law, DAY, large).value


@pytest.mark.parametrize("jurisdiction", Jurisdiction)
def test_the_bands_grow_and_councils_are_odd(jurisdiction):
    for value in load(jurisdiction)["size.council"]:
        assert list(value.value.values()) == sorted(set(value.value.values()))
        assert all(members % 2 for members in value.value.values())
