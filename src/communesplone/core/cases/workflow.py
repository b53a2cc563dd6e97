"""Moving a case on: the one door for pages and services."""

from communesplone.core.moments import today
from communesplone.core.settings import working_days
from contextlib import contextmanager
from plone import api
from Products.CMFCore.WorkflowCore import WorkflowException


class NotPossible(Exception):
    """The step is not allowed in this state or to this person; the case is unchanged."""


def do(case, transition: str, comment: str = "") -> None:
    """Make the transition, with the comment in the case's history. Raises NotPossible."""
    tool = api.portal.get_tool("portal_workflow")
    try:
        tool.doActionFor(case, transition, comment=comment)
    except WorkflowException as problem:
        raise NotPossible(transition) from problem
    case.reindexObject()


def possible(case) -> list[str]:
    """Names of the transitions that the current user may make now."""
    tool = api.portal.get_tool("portal_workflow")
    return [action["id"] for action in tool.listActionInfos(object=case) if action["category"] == "workflow"]


def state(case) -> str:
    """Name of the case's state."""
    return api.content.get_state(case)


def stop_clock(case) -> None:
    """From today on no day counts; nothing happens when the clock stands already."""
    case.stopped = case.stopped or today()


def start_clock(case) -> None:
    """Let the clock run again: the due date moves by the working days that it stood."""
    if case.stopped is None:
        return
    calendar = working_days()
    if case.due is not None:
        case.due = calendar.add(case.due, calendar.between(case.stopped, today()))
    case.stopped = None


@contextmanager
def as_applicant():
    """Act for the citizen who proved to be the applicant, by account or by secret; the caller has checked that."""
    with api.env.adopt_roles(["Applicant"]):
        yield
