"""Counting delays, backwards from an event and forwards from one. The unit of a delay says how it is counted.

* ``clear days``: neither the day it starts from nor the day of the event counts.
* ``days``: one of the two counts, so that a delay of one day before a meeting ends on its eve.
* ``days of article 291`` (Decreet lokaal bestuur): forwards from the day after, all days count, the last day is
  included and moves to the next working day; backwards neither end counts.
* ``working days``, ``weeks``, ``months``: the day it starts from does not count, the last day does.
"""

from calendar import monthrange
from communesplone.law.answers import Reason
from communesplone.law.book import Law
from communesplone.law.phrases import _
from communesplone.law.units import CLEAR_DAYS
from communesplone.law.units import DAYS
from communesplone.law.units import DAYS_291
from communesplone.law.units import WORKING_DAYS
from communesplone.law.working_days import WorkingDays
from datetime import date
from datetime import timedelta


def latest_before(event: date, count: int, unit: str, working: WorkingDays | None = None) -> date:
    """Return the last day on which something may be done so that the delay lies between it and the event.

    Raises ValueError for a negative count, a unit that is not counted backwards, or working days without a calendar.
    """
    _natural(count)
    if unit in (CLEAR_DAYS, DAYS_291):
        return event - timedelta(days=count + 1)
    if unit == DAYS:
        return event - timedelta(days=count)
    if unit == WORKING_DAYS and working is not None:
        return working.add(event, -count)
    raise ValueError(f"{unit} are not counted backwards here")


def last_after(start: date, count: int, unit: str, working: WorkingDays | None = None) -> date:
    """Return the last day of a delay that starts on a day.

    Raises ValueError as ``latest_before``. A delay of article 291 moves past days off only with a calendar.
    """
    _natural(count)
    if unit == WORKING_DAYS and working is not None:
        return working.add(start, count)
    if unit == DAYS_291 and working is not None:
        return working.on_or_after(start + timedelta(days=count))
    if unit in (DAYS, DAYS_291):
        return start + timedelta(days=count)
    if unit == CLEAR_DAYS:
        return start + timedelta(days=count + 1)
    if unit == "weeks":
        return start + timedelta(weeks=count)
    if unit == "months":
        return months_after(start, count)
    raise ValueError(f"{unit} are not counted forwards here")


def months_after(start: date, count: int) -> date:
    """Return the same day so many months later, or the last day of that month when it is shorter."""
    years, month = divmod(start.month - 1 + count, 12)
    year = start.year + years
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def counting(unit: str) -> Reason:
    """Return the sentence that says how a unit is counted."""
    return Reason(_COUNTING[unit])


def calendar(law: Law, purpose: str, extra_closed: frozenset[date] = frozenset()) -> WorkingDays:
    """Return the calendar of working days for a purpose under this law."""
    return WorkingDays(law.jurisdiction, extra_closed, purpose=purpose, law=law)


_COUNTING = {
    CLEAR_DAYS: _("Neither the first nor the last day counts."),
    DAYS: _("One of the two days at the ends counts."),
    DAYS_291: _(
        "Counted from the day after; a last day on a Saturday, Sunday or holiday moves to the next working day. "
        "Counting backwards, neither end counts."
    ),
    WORKING_DAYS: _("Only working days count; the first day does not."),
    "weeks": _("The first day does not count, the last day does."),
    "months": _("The first day does not count, the last day does."),
    "hours": _("Counted from hour to hour."),
}


def _natural(count: object) -> None:
    if not isinstance(count, int) or isinstance(count, bool) or count < 0:
        raise ValueError("a delay is a number of days, never negative")
