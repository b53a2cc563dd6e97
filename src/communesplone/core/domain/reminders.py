"""Who is reminded of a case on a day: before it is due, once it is late, and who above when it stays late.

Plain rules: no clock, no database. A step is told once for a due date; when the clock stood still and the due date
moved, the steps may be told again for the new one.
"""

from communesplone.core.domain.clock import Calendar
from dataclasses import dataclass
from datetime import date
from datetime import timedelta
from enum import StrEnum
from typing import Protocol


class WorkCalendar(Calendar, Protocol):
    """A calendar that also knows single days (``law.working_days.WorkingDays`` does)."""

    def is_working(self, day: date) -> bool:
        """Tell whether the town hall works on that day."""


class Step(StrEnum):
    """What is told: the person in charge (SOON, LATE), the heads of the unit (HEADS), the general director (TOP)."""

    SOON = "soon"
    LATE = "late"
    HEADS = "heads"
    TOP = "top"


@dataclass(frozen=True)
class Rules:
    """All numbers are working days; None says that this step is never told.

    ``before``: days before the due date from which on it is told that it comes near (0: on the day). ``heads_after``
    and ``top_after``: days after the due date. Raises ValueError for negative numbers.
    """

    before: int | None = 2
    late: bool = True
    heads_after: int | None = 3
    top_after: int | None = 10

    def __post_init__(self) -> None:
        if any(number is not None and number < 0 for number in (self.before, self.heads_after, self.top_after)):
            raise ValueError("a number of days cannot be negative")

    def horizon(self, day: date, calendar: Calendar) -> date:
        """The last due date that may give a reminder on that day: closed days after it count as it does."""
        return day if self.before is None else calendar.add(day, self.before + 1) - timedelta(days=1)


@dataclass(frozen=True)
class Told:
    """The steps that were told for a due date."""

    due: date
    steps: frozenset[Step] = frozenset()


def steps_on(
    day: date, due: date | None, running: bool, told: Told | None, rules: Rules, calendar: WorkCalendar
) -> tuple[Step, ...]:
    """What is to be told of a case on that day, in the order of Step.

    Nothing on a day on which the town hall is closed, nothing while the clock stands still or the case is finished
    (``running`` false), nothing without due date, and no step twice for the same due date. What was missed (a server
    that was down) is told on the next working day.
    """
    if due is None or not running or not calendar.is_working(day):
        return ()
    known = told.steps if told is not None and told.due == due else frozenset()
    return tuple(step for step in Step if step not in known and _is_reached(step, day, due, rules, calendar))


def _is_reached(step: Step, day: date, due: date, rules: Rules, calendar: Calendar) -> bool:
    if step is Step.SOON:
        return rules.before is not None and day <= due and calendar.between(day, due) <= rules.before
    if day <= due:
        return False
    if step is Step.LATE:
        return rules.late
    after = rules.heads_after if step is Step.HEADS else rules.top_after
    return after is not None and calendar.between(due, day) > after


def remember(told: Told | None, due: date, steps: tuple[Step, ...]) -> Told:
    """What has been told after these steps."""
    known = told.steps if told is not None and told.due == due else frozenset()
    return Told(due, known | frozenset(steps))
