"""An order goes its way: by the right people, never out of a dead end, never back from closed."""

from communesplone.requests.domain import states
from communesplone.requests.domain.states import Actor
from communesplone.requests.domain.states import NotAllowed
from communesplone.requests.domain.states import State
from communesplone.requests.domain.states import TRANSITIONS
from hypothesis import given
from hypothesis import strategies as st
import pytest


def walk(*transitions):
    state = states.INITIAL
    for transition in transitions:
        state = states.target(state, transition)
    return state


def reachable(start):
    found, waiting = {start}, [start]
    while waiting:
        state = waiting.pop()
        for step in TRANSITIONS.values():
            if state in step.sources and step.target not in found:
                found.add(step.target)
                waiting.append(step.target)
    return found


def test_a_certificate_is_ordered_made_signed_and_fetched():
    assert walk("take", "send_to_sign", "issue", "deliver", "close") is State.CLOSED


def test_an_incomplete_file_comes_back():
    assert walk("ask_citizen", "answer", "send_to_sign", "send_back", "send_to_sign", "issue") is State.ISSUED


def test_a_refused_order_may_be_reopened_by_the_head_only():
    assert walk("refuse", "reopen") is State.IN_PROGRESS
    assert "reopen" in states.allowed("refused", "head")
    assert not any("reopen" in states.allowed("refused", actor) for actor in Actor if actor is not Actor.HEAD)


@pytest.mark.parametrize(
    ("state", "actor", "transitions"),
    [
        ("submitted", "handler", ("take", "ask_citizen", "refuse")),
        ("submitted", "citizen", ("withdraw",)),
        ("submitted", "signer", ()),
        ("in_progress", "handler", ("ask_citizen", "send_to_sign", "refuse")),
        ("in_progress", "citizen", ("withdraw",)),
        ("incomplete", "citizen", ("answer", "withdraw")),
        ("incomplete", "handler", ("refuse",)),
        ("to_sign", "signer", ("send_back", "issue")),
        ("to_sign", "handler", ("send_back", "refuse")),
        ("to_sign", "citizen", ()),
        ("issued", "citizen", ("deliver",)),
        ("issued", "handler", ("deliver", "close")),
        ("delivered", "handler", ("close",)),
        ("refused", "head", ("close", "reopen")),
        ("withdrawn", "citizen", ()),
        ("closed", "handler", ()),
    ],
)
def test_who_may_do_what(state, actor, transitions):
    assert states.allowed(state, actor) == transitions


def test_a_head_may_do_all_that_a_handler_may():
    assert all(set(states.allowed(state, "handler")) <= set(states.allowed(state, "head")) for state in State)


def test_only_the_signing_officer_issues():
    assert TRANSITIONS["issue"].actors == {Actor.SIGNER}


def test_every_state_is_reached_and_every_state_ends_closed():
    assert reachable(states.INITIAL) == set(State)
    assert all(State.CLOSED in reachable(state) for state in State)


def test_nothing_leads_out_of_closed_or_back_to_submitted():
    assert reachable(State.CLOSED) == {State.CLOSED}
    assert not any(step.target is State.SUBMITTED for step in TRANSITIONS.values())


def test_no_document_leaves_without_signature():
    without = {name: step for name, step in TRANSITIONS.items() if name != "issue"}
    assert not any(step.target is State.ISSUED for step in without.values())
    assert all(step.sources == {State.ISSUED} for step in TRANSITIONS.values() if step.target is State.DELIVERED)
    assert TRANSITIONS["send_to_sign"].needs_document


def test_the_citizen_always_learns_why_or_what_to_do():
    needing = {name for name, step in TRANSITIONS.items() if step.needs_reason or step.needs_message}
    assert needing == {"ask_citizen", "refuse", "send_back"}
    assert all(Actor.CITIZEN in TRANSITIONS[name].notifies for name in ("ask_citizen", "refuse", "issue"))


def test_nobody_is_told_what_only_he_could_have_done():
    assert all(len(step.actors - step.notifies) > 0 for step in TRANSITIONS.values())


def test_the_phases_share_out_the_states():
    assert {state for state in State if states.is_open(state)} == {"submitted", "in_progress", "to_sign"}
    assert {state for state in State if states.is_waiting(state)} == {"incomplete", "issued"}
    assert {state for state in State if states.is_final(state)} == {"delivered", "refused", "withdrawn", "closed"}


@given(st.lists(st.sampled_from(sorted(TRANSITIONS)), max_size=20))
def test_the_clock_runs_whenever_the_town_hall_has_to_act(wishes):
    state, running = states.INITIAL, True
    for wish in wishes:
        step = TRANSITIONS[wish]
        if state not in step.sources:
            with pytest.raises(NotAllowed):
                states.target(state, wish)
            continue
        state = states.target(state, wish)
        running = (running or step.starts_clock) and not step.stops_clock
        assert running or not states.is_open(state)
        assert not running or state not in ("incomplete", "refused", "withdrawn")


def test_unknown_names_are_errors():
    with pytest.raises(NotAllowed):
        states.target("submitted", "burn")
    for wrong in (lambda: states.target("lost", "take"), lambda: states.allowed("submitted", "mayor")):
        with pytest.raises(ValueError):
            wrong()
