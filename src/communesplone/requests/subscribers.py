"""What happens to a procedure is noted in the log: it decides what citizens are asked and who handles it."""

from communesplone.core.audit import api as audit
from communesplone.requests.keepers import give_unit
from plone import api


def procedure_added(procedure, event) -> None:
    """There is a new procedure; its maker's unit looks after it."""
    give_unit(procedure)
    note("procedure.added", procedure)


def procedure_changed(procedure, event) -> None:
    """The card, the unit, the term, a template or another setting was changed."""
    note("procedure.changed", procedure)


def procedure_deleted(procedure, event) -> None:
    """A procedure is gone."""
    note("procedure.deleted", procedure)


def procedure_moved(procedure, event) -> None:
    """A procedure was published, taken back or the like."""
    if event.transition is not None:
        states = {"from": event.old_state.getId(), "to": event.new_state.getId()}
        note("procedure.moved", procedure, step=event.transition.getId(), **states)


def note(action: str, procedure, **details) -> None:
    """One entry about a procedure."""
    audit.record(action, f"procedure:{api.content.get_uuid(procedure)}", details=details)
