"""The life of an order: nine states, and who takes it from one to the next.

The workflow in ``profiles/requests/workflows/order_workflow`` says the same in Plone terms; a test compares the two.
"""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """Where an order stands; the value is the workflow's state id."""

    SUBMITTED = "submitted"
    IN_PROGRESS = "in_progress"
    INCOMPLETE = "incomplete"
    TO_SIGN = "to_sign"
    ISSUED = "issued"
    DELIVERED = "delivered"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    CLOSED = "closed"


class Actor(StrEnum):
    """In which capacity somebody acts on one order. A head acts as handler too; SYSTEM is timed work."""

    CITIZEN = "citizen"
    HANDLER = "handler"
    HEAD = "head"
    SIGNER = "signer"
    SYSTEM = "system"


class Phase(StrEnum):
    """Whose turn it is: the town hall's (the clock runs, it can be late), the citizen's, nobody's."""

    OPEN = "open"
    WAITING = "waiting"
    FINAL = "final"


class NotAllowed(ValueError):
    """The transition does not lead out of this state."""


@dataclass(frozen=True)
class Transition:
    """One step: who may take it from where to where, what it needs and what follows from it.

    ``needs_reason``: the citizen is told why; ``needs_message``: the citizen is told what to do; ``needs_document``: a
    document must have been prepared. ``notifies``: who gets a mail. The clock is stopped and started by working days.
    """

    name: str
    sources: frozenset[State]
    target: State
    actors: frozenset[Actor]
    notifies: frozenset[Actor] = frozenset()
    needs_reason: bool = False
    needs_message: bool = False
    needs_document: bool = False
    stops_clock: bool = False
    starts_clock: bool = False


def _states(*names: str) -> frozenset[State]:
    return frozenset(map(State, names))


def _actors(*names: str) -> frozenset[Actor]:
    return frozenset(map(Actor, names))


# Refusing and withdrawing stop the clock too: an order reopened after a month has the rest of its delay before it.
_TABLE = (
    Transition("take", _states("submitted"), State.IN_PROGRESS, _actors("handler")),
    Transition(
        "ask_citizen",
        _states("submitted", "in_progress"),
        State.INCOMPLETE,
        _actors("handler"),
        notifies=_actors("citizen"),
        needs_message=True,
        stops_clock=True,
    ),
    Transition(
        "answer",
        _states("incomplete"),
        State.IN_PROGRESS,
        _actors("citizen"),
        notifies=_actors("handler"),
        starts_clock=True,
    ),
    Transition(
        "send_to_sign",
        _states("in_progress"),
        State.TO_SIGN,
        _actors("handler"),
        notifies=_actors("signer"),
        needs_document=True,
    ),
    Transition(
        "send_back",
        _states("to_sign"),
        State.IN_PROGRESS,
        _actors("signer", "handler"),
        notifies=_actors("handler"),
        needs_reason=True,
    ),
    Transition("issue", _states("to_sign"), State.ISSUED, _actors("signer"), notifies=_actors("citizen")),
    Transition("deliver", _states("issued"), State.DELIVERED, _actors("citizen", "handler")),
    Transition(
        "refuse",
        _states("submitted", "in_progress", "incomplete", "to_sign"),
        State.REFUSED,
        _actors("handler", "head"),
        notifies=_actors("citizen"),
        needs_reason=True,
        stops_clock=True,
    ),
    Transition(
        "withdraw",
        _states("submitted", "in_progress", "incomplete"),
        State.WITHDRAWN,
        _actors("citizen"),
        notifies=_actors("handler"),
        stops_clock=True,
    ),
    Transition("close", _states("issued", "delivered", "refused", "withdrawn"), State.CLOSED, _actors("handler")),
    Transition(
        "reopen",
        _states("refused", "withdrawn"),
        State.IN_PROGRESS,
        _actors("head"),
        notifies=_actors("citizen"),
        starts_clock=True,
    ),
)

TRANSITIONS: dict[str, Transition] = {transition.name: transition for transition in _TABLE}
INITIAL = State.SUBMITTED

_PHASES = {
    Phase.OPEN: _states("submitted", "in_progress", "to_sign"),
    Phase.WAITING: _states("incomplete", "issued"),
    Phase.FINAL: _states("delivered", "refused", "withdrawn", "closed"),
}


def allowed(state: State | str, actor: Actor | str) -> tuple[str, ...]:
    """Return the names of the transitions this actor may take out of the state, in the order of the table.

    A head may also do what a handler may. Raises ValueError for an unknown state or actor.
    """
    state, actor = State(state), Actor(actor)
    acting_as = {actor, Actor.HANDLER} if actor is Actor.HEAD else {actor}
    return tuple(step.name for step in _TABLE if state in step.sources and acting_as & step.actors)


def target(state: State | str, transition: str) -> State:
    """Return the state the transition leads to. Raises NotAllowed when it does not lead out of ``state``."""
    step = TRANSITIONS.get(transition)
    if step is None or State(state) not in step.sources:
        raise NotAllowed(f"{transition} does not lead out of {state}")
    return step.target


def phase(state: State | str) -> Phase:
    """Return whose turn it is in this state."""
    state = State(state)
    return next(name for name, states in _PHASES.items() if state in states)


def is_open(state: State | str) -> bool:
    """Tell whether the town hall has to act: only then can an order be late."""
    return phase(state) is Phase.OPEN


def is_waiting(state: State | str) -> bool:
    """Tell whether the citizen has to act: answer a question, or fetch the document."""
    return phase(state) is Phase.WAITING


def is_final(state: State | str) -> bool:
    """Tell whether nothing more is expected of anybody."""
    return phase(state) is Phase.FINAL
