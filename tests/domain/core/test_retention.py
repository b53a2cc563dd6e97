"""A case goes when its time is over: never an open one, never one on hold, never before."""

from communesplone.core.domain import retention
from communesplone.core.domain.retention import Action
from communesplone.core.domain.retention import BadRule
from communesplone.core.domain.retention import FINAL
from communesplone.core.domain.retention import Kept
from communesplone.core.domain.retention import Rule
from communesplone.core.domain.retention import Stays
from datetime import date
from datetime import timedelta
from hypothesis import given
from hypothesis import strategies as st
import pytest


CLOSED = date(2026, 1, 10)
days = st.dates(date(2000, 1, 1), date(2080, 1, 1))
states = st.sampled_from(sorted(FINAL | {"submitted", "in_progress", "incomplete", "to_sign", ""}))
cases = st.builds(Kept, states, st.none() | days, st.booleans(), st.booleans(), st.booleans())


@st.composite
def rules(draw):
    shorter = draw(st.integers(1, 4000))
    longer = draw(st.none() | st.integers(shorter, 9000))
    return Rule(
        shorter, draw(st.sampled_from(list(Action))), longer, draw(st.sets(st.sampled_from(sorted(FINAL)), min_size=1))
    )


def test_a_case_is_kept_all_its_days():
    rule = Rule(30, Action.ANONYMISE)
    case = Kept("closed", CLOSED)
    assert retention.stays(rule, case, CLOSED + timedelta(days=30)) is Stays.NOT_YET
    assert retention.stays(rule, case, CLOSED + timedelta(days=31)) is None


def test_a_case_with_a_document_is_kept_longer_where_the_rule_says_so():
    rule = Rule(30, Action.DELETE, 365)
    late = CLOSED + timedelta(days=100)
    assert retention.stays(rule, Kept("refused", CLOSED), late) is None
    assert retention.stays(rule, Kept("issued", CLOSED, issued=True), late) is Stays.NOT_YET
    assert retention.stays(rule, Kept("issued", CLOSED, issued=True), late + timedelta(days=300)) is None


def test_without_a_rule_nothing_goes():
    assert retention.stays(None, Kept("closed", date(1900, 1, 1)), CLOSED) is Stays.NO_RULE


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ((0, "delete"), "days"),
        ((-5, "delete"), "days"),
        ((True, "delete"), "days"),
        ((None, "delete"), "days"),
        ((100_000, "delete"), "longest"),
        ((30, "delete", 200_000), "longest"),
        ((30, "delete", 29), "issued"),
        ((30, "burn"), "action"),
        ((30, "delete", None, {"closed", "in_progress"}), "states"),
        ((30, "delete", None, {"submitted"}), "states"),
        ((30, "delete", None, ()), "states"),
    ],
)
def test_a_rule_that_would_reach_open_cases_is_refused(wrong, reason):
    with pytest.raises(BadRule) as refused:
        Rule(*wrong)
    assert refused.value.reason == reason


@given(st.none() | rules(), cases, days)
def test_no_open_case_and_none_on_hold_is_ever_ripe(rule, case, today):
    if retention.stays(rule, case, today) is None:
        assert rule is not None
        assert case.closed_on is not None
        assert case.state in FINAL
        assert case.state in rule.states
        assert not case.held
        assert not case.gone
        assert today > case.closed_on + timedelta(days=rule.days)


@given(rules(), cases, days, st.integers(0, 5000))
def test_what_is_ripe_stays_ripe_until_something_happens(rule, case, today, later):
    if retention.stays(rule, case, today) is None:
        assert retention.stays(rule, case, today + timedelta(days=later)) is None


@given(rules(), cases, days)
def test_a_case_becomes_ripe_on_its_day_exactly(rule, case, today):
    day = retention.day_of(rule, case)
    ripe = retention.stays(rule, case, today) is None
    assert ripe == (day is not None and day <= today)


@given(rules(), st.booleans(), days, days)
def test_a_search_by_day_finds_the_same(rule, issued, closed_on, today):
    case = Kept(sorted(rule.states)[0], closed_on, issued)
    found = closed_on <= retention.last_ripe_end(rule, issued, today)
    assert found == (retention.stays(rule, case, today) is None)
