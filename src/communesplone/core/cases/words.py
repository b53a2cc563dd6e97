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
    "accepted": _("Accepted"),
    "closed": _("Closed"),
}
# How a case came. What the catalog knows of no channel came on line.
CHANNELS = {
    "web": _("On line"),
    "counter": _("At the counter"),
    "phone": _("On the telephone"),
    "letter": _("By letter"),
}


def state_title(state: str):
    """Title of a state as a message; the name itself when a feature brought a state of its own."""
    return STATES.get(state, state)


def channel_title(channel: str):
    """How a case came, as a message; the name itself when a feature brought a way of its own."""
    return CHANNELS.get(channel, channel)


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


def days_left(row, today: date, calendar) -> int | None:
    """Working days after today up to the row's due date: 0 on the last day, negative when late.

    Late is late from the first day on, also when that is a Saturday: at least one. None when the case is finished, its
    clock stands still, or there is no term.
    """
    due = day(row.due)
    if not row.open or row.stopped or due is None:
        return None
    return left_until(due, today, calendar)


def left_until(due: date, today: date, calendar) -> int:
    """Working days after today up to that day; negative, at least by one, when it is past."""
    left = calendar.between(today, due)
    return min(left, -1) if due < today else left


def days_left_text(left: int):
    """The same in words."""
    if left < 0:
        number = {"number": str(-left)}
        return _("1 working day late") if left == -1 else _("${number} working days late", mapping=number)
    if left == 0:
        return _("Due today")
    return _("1 working day left") if left == 1 else _("${number} working days left", mapping={"number": str(left)})
