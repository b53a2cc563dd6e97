"""When a question is asked: by example and by property."""

from communesplone.requests.domain.conditions import Clause
from communesplone.requests.domain.conditions import Condition
from communesplone.requests.domain.conditions import Flaw
from communesplone.requests.domain.conditions import holds
from communesplone.requests.domain.conditions import LONGEST
from communesplone.requests.domain.conditions import Malformed
from communesplone.requests.domain.conditions import only_shown
from communesplone.requests.domain.conditions import parse
from communesplone.requests.domain.conditions import Plan
from communesplone.requests.domain.conditions import Problem
from communesplone.requests.domain.conditions import problems
from communesplone.requests.domain.conditions import shown
from communesplone.requests.domain.conditions import shown_steps
from communesplone.requests.domain.conditions import Step
from communesplone.requests.domain.conditions import Test
from communesplone.requests.domain.conditions import write
from datetime import date
from hypothesis import given
from hypothesis import strategies as st
from itertools import pairwise
import pytest


NAMES = ("a", "b", "c", "d", "e", "f")
names = st.sampled_from(NAMES)
values = st.text(max_size=12)
clauses = st.one_of(
    st.builds(
        Clause,
        names,
        st.sampled_from([Test.IS, Test.IS_NOT]),
        st.lists(values, min_size=1, max_size=3).map(tuple),
    ),
    st.builds(Clause, names, st.sampled_from([Test.FILLED, Test.NOT_FILLED])),
    st.builds(
        Clause,
        names,
        st.sampled_from([Test.LESS, Test.AT_MOST, Test.MORE, Test.AT_LEAST]),
        st.integers(-99, 99).map(lambda number: (str(number),)),
    ),
)
conditions = st.builds(
    lambda many, either: Condition(tuple(many), either and len(many) > 1),
    st.lists(clauses, max_size=3),
    st.booleans(),
)
texts = st.one_of(st.just(""), conditions.map(write), st.text(max_size=30))
answers = st.dictionaries(
    names,
    st.one_of(st.none(), st.text(max_size=5), st.booleans(), st.integers(), st.sets(st.text(max_size=3), max_size=3)),
)


@st.composite
def plans(draw):
    """Any form: questions in any order over up to three steps, any condition, sound or not."""
    order = draw(st.permutations(NAMES))
    cuts = sorted(draw(st.lists(st.integers(0, len(NAMES)), max_size=2)))
    ends = [0, *cuts, len(NAMES)]
    steps = tuple(
        Step(f"s{number}", tuple(order[start:end]), draw(texts)) for number, (start, end) in enumerate(pairwise(ends))
    )
    return Plan(steps, {name: draw(texts) for name in draw(st.sets(names))})


def plan(*fields, **when):
    """A form of one step."""
    return Plan((Step("", fields),), when)


@pytest.mark.parametrize(
    ("text", "given", "expected"),
    [
        ("subject is other", {"subject": "other"}, True),
        ("subject is other", {"subject": "myself"}, False),
        ("subject is other", {}, False),
        ("subject is not other", {"subject": "myself"}, True),
        ("subject is not other", {}, False),
        ("wishes is not paper", {"wishes": set()}, False),
        ("driver is not yes", {"driver": False}, True),
        ("subject is other, minor", {"subject": "minor"}, True),
        ("wishes is paper", {"wishes": {"paper", "mail"}}, True),
        ("wishes is not paper", {"wishes": {"paper", "mail"}}, False),
        ("driver is yes", {"driver": True}, True),
        ("driver is no", {"driver": False}, True),
        ("driver filled", {"driver": False}, False),
        ("email filled", {"email": "  "}, False),
        ("email not filled", {"email": None}, True),
        ("wishes filled", {"wishes": set()}, False),
        ("age < 18", {"age": 17}, True),
        ("age >= 18", {"age": 17}, False),
        ("age > 1.5", {"age": "1,6"}, True),
        ("age < 18", {"age": "young"}, False),
        ("age < 18", {"age": True}, False),
        ("born is 1985-07-30", {"born": date(1985, 7, 30)}, True),
        ("a is x and b filled", {"a": "x"}, False),
        ("a is x or b filled", {"a": "x"}, True),
        ('plate is "and, or"', {"plate": "and, or"}, True),
        ("", {}, True),
    ],
)
def test_a_condition_reads_as_it_sounds(text, given, expected):
    assert holds(parse(text), given) is expected


@pytest.mark.parametrize(
    "text",
    [
        "subject",
        "subject is",
        "subject is and",
        "subject is x,",
        "is x",
        "and",
        "a is x and b is y or c is z",
        "a is x b is y",
        "a < many",
        "a not",
        "a not empty",
        'a is "open',
        "a , b",
        "a-b is c",
        "a is x" + " " * LONGEST,
    ],
)
def test_what_is_no_condition_is_told(text):
    with pytest.raises(Malformed):
        parse(text)


@given(conditions)
def test_a_condition_written_and_read_is_the_same(condition):
    assert parse(write(condition)) == condition


@given(st.text())
def test_any_text_is_a_condition_or_malformed(text):
    try:
        parse(text)
    except Malformed:
        return


@given(plans(), answers)
def test_the_answer_to_a_hidden_question_never_leaves_the_form(plan, given):
    kept = only_shown(plan, given)
    assert set(kept) <= set(shown(plan, given))
    assert all(kept[name] == given[name] for name in kept)


@given(plans(), answers, answers)
def test_what_stands_in_hidden_questions_changes_nothing(plan, given, other):
    asked = shown(plan, given)
    swapped = {name: value for name, value in other.items() if name not in asked}
    assert shown(plan, {**{name: given.get(name) for name in asked}, **swapped}) == asked


@given(plans(), answers)
def test_every_form_is_decided_in_its_own_order(plan, given):
    order = [name for step in plan.steps for name in step.fields]
    asked = shown(plan, given)
    assert sorted(asked, key=order.index) == list(asked)
    assert [name for step in shown_steps(plan, given) for name in step.fields if name in asked] == list(asked)


@given(plans(), answers)
def test_a_refused_condition_counts_as_fulfilled(plan, given):
    refused = problems(plan)
    steps = {problem.name for problem in refused if problem.is_step}
    fields = {problem.name for problem in refused if not problem.is_step}
    mended = Plan(
        tuple(Step(step.name, step.fields, "" if step.name in steps else step.when) for step in plan.steps),
        {name: text for name, text in plan.when.items() if name not in fields},
    )
    assert problems(mended) == []
    assert shown(mended, given) == shown(plan, given)


def test_a_condition_about_itself_is_refused_and_asked():
    form = plan("a", "b", b="b is x")
    assert problems(form) == [Problem("b", Flaw.ITSELF, "b")]
    assert shown(form, {}) == ("a", "b")


def test_a_condition_about_a_later_question_is_refused():
    assert problems(plan("a", "b", a="b is x")) == [Problem("a", Flaw.LATER, "b")]


def test_a_circle_is_called_a_circle():
    form = plan("a", "b", "c", a="c is x", b="a is x", c="b is x")
    assert problems(form) == [Problem("a", Flaw.CIRCLE, "c")]
    assert shown(form, {"a": "x"}) == ("a", "b")


def test_a_condition_about_an_unknown_question_is_refused():
    assert problems(plan("a", a="gone is x")) == [Problem("a", Flaw.UNKNOWN, "gone")]


def test_a_step_looks_at_earlier_steps_only():
    form = Plan((Step("one", ("a", "b")), Step("two", ("c",), "a is x"), Step("three", ("d",), "d is x")), {})
    assert problems(form) == [Problem("three", Flaw.LATER, "d", is_step=True)]
    assert shown(form, {"a": "y"}) == ("a", "b", "d")
    assert [step.name for step in shown_steps(form, {"a": "x"})] == ["one", "two", "three"]


def test_a_hidden_answer_counts_as_not_given_for_what_follows():
    form = plan("subject", "relation", "heir", relation="subject is other", heir="relation is heir")
    assert shown(form, {"subject": "myself", "relation": "heir"}) == ("subject",)
    assert shown(form, {"subject": "other", "relation": "heir"}) == ("subject", "relation", "heir")
