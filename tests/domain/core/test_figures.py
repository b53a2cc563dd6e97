"""Figures are exact, and the same in whatever order things happened."""

from collections import Counter
from communesplone.core.domain import figures
from communesplone.core.domain.figures import Fact
from datetime import date
from hypothesis import given
from hypothesis import strategies as st
import pytest
import statistics


TODAY = date(2026, 11, 24)
values = st.lists(st.integers(0, 60), min_size=1, max_size=80)
facts = st.builds(
    Fact,
    kind=st.sampled_from(["ORD.birth", "ORD.menage"]),
    unit=st.sampled_from(["population", "works"]),
    person=st.sampled_from(["-", "anna"]),
    received=st.just(figures.month_of(TODAY) - 1),
    finished=st.sampled_from([0, figures.month_of(TODAY)]),
    outcome=st.sampled_from(["issued", "refused", "withdrawn"]),
    days=st.integers(-1, 20),
    in_time=st.sampled_from([-1, 0, 1]),
    due=st.sampled_from([0, TODAY.toordinal() - 1, TODAY.toordinal()]),
)


def counted(cases):
    found = Counter((*cell, entry) for case in cases for cell, entry in figures.entries(case))
    return [(month, unit, entry, number) for (month, unit, entry), number in found.items()]


@given(values)
def test_the_median_is_that_of_all_values(numbers):
    assert figures.median(Counter(numbers)) == statistics.median(numbers)


@given(values, st.integers(1, 100))
def test_a_percentile_is_the_smallest_value_that_so_many_do_not_exceed(numbers, share):
    found = figures.percentile(Counter(numbers), share)
    naive = [n for n in sorted(numbers) if sum(m <= n for m in numbers) * 100 >= share * len(numbers)]
    assert found == naive[0]


def test_without_values_there_is_no_middle():
    with pytest.raises(ValueError):
        figures.median(Counter())
    with pytest.raises(ValueError):
        figures.percentile(Counter(), 90)
    with pytest.raises(ValueError):
        figures.percentile(Counter({1: 1}), 0)


@given(st.lists(facts, max_size=40))
def test_sums_are_those_of_the_cases_one_by_one(cases):
    total = figures.report(counted(cases), TODAY).total
    answered = [case for case in cases if case.finished and case.outcome != "withdrawn"]
    assert total.received == len(cases)
    assert total.finished == sum(1 for case in cases if case.finished)
    assert total.open == sum(1 for case in cases if not case.finished)
    assert total.refused == sum(1 for case in answered if case.outcome == "refused")
    assert total.withdrawn == total.finished - len(answered)
    assert total.late == sum(1 for case in cases if not case.finished and case.due == TODAY.toordinal() - 1)
    assert sorted(total.delays.elements()) == sorted(case.days for case in answered if case.days >= 0)
    assert total.timed == sum(1 for case in answered if case.in_time >= 0)
    assert total.in_time == sum(1 for case in answered if case.in_time == 1)


@given(st.lists(facts, max_size=40))
def test_months_units_and_kinds_add_up_to_the_whole(cases):
    found = figures.report(counted(cases), TODAY, named=("population", "works"))
    for parts in (found.units, found.kinds):
        assert sum(part.finished for part in parts.values()) == found.total.finished
        assert sum((part.delays for part in parts.values()), Counter()) == found.total.delays
    assert sum(part.received for part in found.months.values()) == found.total.received
    assert sum(counts[1] for counts in found.people.values()) == found.total.open


@given(st.lists(facts, max_size=40))
def test_a_kind_is_counted_alone(cases):
    only = [case for case in cases if case.kind == "ORD.birth"]
    assert figures.report(counted(cases), TODAY, "ORD.birth") == figures.report(counted(only), TODAY)


@given(st.lists(facts, max_size=40))
def test_persons_are_told_of_named_units_only(cases):
    assert figures.report(counted(cases), TODAY).people == {}
    people = figures.report(counted(cases), TODAY, named=["works"]).people
    assert sum(sum(counts) for counts in people.values()) == sum(
        1 for case in cases if case.unit == "works" and (not case.finished or case.person != "-")
    )


def test_a_few_cases_have_no_median_and_no_share():
    few = figures.Figures(timed=4, in_time=4, delays=Counter({3: 4}))
    assert (few.median, few.ninetieth, few.share) == (None, None, None)
    enough = figures.Figures(timed=5, in_time=4, delays=Counter({3: 4, 9: 1}))
    assert (enough.median, enough.ninetieth, enough.share) == (3, 9, 80)


def test_hundred_per_cent_are_all():
    assert figures.Figures(timed=1000, in_time=999).share == 99


@given(st.dates(date(1950, 1, 1), date(2100, 1, 1)))
def test_months_have_numbers_in_a_row(day):
    month = figures.month_of(day)
    assert figures.first_day(month) == day.replace(day=1)
    assert figures.first_day(month + 1) > day
