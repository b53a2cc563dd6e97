"""Moving a case on: the one door for pages and services."""

from communesplone.core.domain.clock import Clock
from communesplone.core.moments import today
from communesplone.core.settings import working_days
from contextlib import contextmanager
from plone import api
from Products.CMFCore.WorkflowCore import WorkflowException


class NotPossible(Exception):
    """The step is not allowed in this state or to this person; the case is unchanged."""


def do(case, transition: str, comment: str = "") -> None:
    """Make the transition, with the comment in the case's history. Raises NotPossible; what is anonymous stays so."""
    if case.gone_on is not None:
        raise NotPossible(transition)
    tool = api.portal.get_tool("portal_workflow")
    try:
        tool.doActionFor(case, transition, comment=comment)
    except WorkflowException as problem:
        raise NotPossible(transition) from problem
    case.reindexObject()


def possible(case) -> list[str]:
    """Names of the transitions that the current user may make now."""
    if case.gone_on is not None:
        return []
    tool = api.portal.get_tool("portal_workflow")
    return [
        name
        for workflow in tool.getWorkflowsFor(case)
        for name in workflow.transitions.objectIds()
        if workflow.isActionSupported(case, name)
    ]


def state(case) -> str:
    """Name of the case's state."""
    return api.content.get_state(case)


def set_clock(case, days: int) -> None:
    """Give the case its term: working days from the day of submission."""
    _keep(case, Clock(case.submitted, days))


def stop_clock(case) -> None:
    """From today on no day counts; nothing happens when the clock stands already or there is no term."""
    if case.clock:
        clock = Clock.from_plain(case.clock)
        earliest = (clock.stops[-1].end or clock.stops[-1].start) if clock.stops else clock.started
        _keep(case, clock.stop(max(today(), earliest)))


def start_clock(case) -> None:
    """Let the clock run again: the due date moves by the working days that it stood."""
    if case.clock:
        _keep(case, Clock.from_plain(case.clock).resume(today()))


def _keep(case, clock: Clock) -> None:
    case.clock = clock.plain()
    case.due = clock.due(working_days(), today())
    case.stopped = clock.stops[-1].start if clock.is_stopped else None


@contextmanager
def as_applicant():
    """Act for the citizen who proved to be the applicant, by account or by secret; the caller has checked that."""
    with api.env.adopt_roles(["Applicant"]):
        yield
