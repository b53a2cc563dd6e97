"""The workflow that Plone runs is the table of states, no more and no less."""

from communesplone.requests.domain.states import INITIAL
from communesplone.requests.domain.states import State
from communesplone.requests.domain.states import TRANSITIONS
from pathlib import Path
from xml.etree import ElementTree
import pytest


ROOT = Path(__file__).parents[3]
WORKFLOW = ElementTree.parse(ROOT / "profiles/requests/workflows/order_workflow/definition.xml").getroot()
PERMISSIONS = {
    "citizen": "CommunesPlone: Act as applicant",
    "handler": "CommunesPlone: Handle case",
    "head": "CommunesPlone: Direct case",
    "signer": "CommunesPlone: Sign case",
}


def test_the_states_are_the_same():
    assert {state.get("state_id") for state in WORKFLOW.findall("state")} == set(State)
    assert WORKFLOW.get("initial_state") == INITIAL


@pytest.mark.parametrize("state", list(State))
def test_the_exits_of_each_state_are_the_same(state):
    (element,) = WORKFLOW.findall(f"state[@state_id='{state}']")
    exits = {exit_.get("transition_id") for exit_ in element.findall("exit-transition")}
    assert exits == {name for name, step in TRANSITIONS.items() if state in step.sources}


def test_the_transitions_are_the_same():
    targets = {step.get("transition_id"): step.get("new_state") for step in WORKFLOW.findall("transition")}
    assert targets == {name: step.target for name, step in TRANSITIONS.items()}


@pytest.mark.parametrize("name", list(TRANSITIONS))
def test_each_transition_is_guarded_by_the_permission_of_its_actors(name):
    (element,) = WORKFLOW.findall(f"transition[@transition_id='{name}']")
    guards = {guard.text for guard in element.findall("guard/guard-permission")}
    actors = set(TRANSITIONS[name].actors)
    if "handler" in actors:
        actors.discard("head")  # a head holds the handler's permission too
    assert guards == {PERMISSIONS[actor] for actor in actors}
    assert not element.findall("guard/guard-role")
