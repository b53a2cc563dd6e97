"""What a case keeps of its end: when it was answered and how long that took, and since when nothing happened any more.

Kept on the case at the moment of the step, because the calendar may change later and a figure of last year must not.
"""

from communesplone.core.cases.catalog import CLOSED_STATES
from communesplone.core.domain.clock import Clock
from communesplone.core.moments import today
from communesplone.core.settings import working_days
from datetime import date


def after_transition(case, event) -> None:
    """Note the end of a case when it leaves the open states, forget it when it is taken up again."""
    if event.old_state is not None and event.transition is not None:
        note_step(case, event.old_state.id, event.new_state.id, today())


def note_step(case, before: str, after: str, day: date) -> None:
    """A case went from one state to another on that day."""
    if after not in CLOSED_STATES:
        case.finished, case.outcome, case.taken, case.in_time, case.closed_on = None, "", None, None, None
        return
    case.closed_on = day
    if before not in CLOSED_STATES or case.finished is None:
        case.finished, case.outcome = day, after
        case.taken, case.in_time = _measured(case, day)


def _measured(case, day: date) -> tuple[int | None, bool | None]:
    """Working days that the town hall took, and whether that was in time; None for what nobody can say."""
    if case.submitted is None or case.submitted > day:
        return None, None
    calendar = working_days()
    if case.clock:
        clock = Clock.from_plain(case.clock)
        return clock.used(calendar, day), not clock.is_late(calendar, day)
    return calendar.between(case.submitted, day), None if case.due is None else day <= case.due
