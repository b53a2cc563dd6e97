"""The words for what the catalog keeps as tokens."""

from communesplone import _
from communesplone.core.cases.catalog import NO_TERM
from communesplone.core.documents.context import LANGUAGES
from communesplone.core.documents.context import long_date
from datetime import date
from datetime import datetime
from plone import api


# The titles of the workflows' states, said once more where no workflow is at hand: in lists.
STATES = {
    "submitted": _("Submitted"),
    "in_progress": _("In progress"),
    "incomplete": _("Waiting for the citizen"),
    "to_sign": _("To sign"),
    "issued": _("Issued"),
    "delivered": _("Delivered"),
    "refused": _("Refused"),
    "withdrawn": _("Withdrawn"),
    "closed": _("Closed"),
}


def state_title(state: str):
    """Title of a state as a message; the name itself when a feature brought a state of its own."""
    return STATES.get(state, state)


def day(ordinal: int | None) -> date | None:
    """The day that a row keeps as a number; None for no day."""
    return date.fromordinal(ordinal) if ordinal and ordinal != NO_TERM else None


def is_late(row, today: date) -> bool:
    """Whether the row's case should have been answered before today: open, and the clock runs."""
    return bool(row.open and not row.stopped and row.due < today.toordinal())


def day_text(value: date | None) -> str:
    """A day in full words of the page's language; '' for none."""
    language = api.portal.get_current_language()
    return long_date(value, language if language in LANGUAGES else "en")


def moment_text(moment: datetime) -> str:
    """A moment as people read it: the day in full words and the time."""
    return f"{day_text(moment.date())}, {moment:%H:%M}"
