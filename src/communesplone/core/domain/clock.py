"""The clock of a case: the day by which the town hall must have answered.

Counted in working days from the day after the submission. While the file is incomplete the clock stands still: each
working day from the day it stopped (included) to the day it went on (not included) moves the due date by one. The day
of submission never counts, neither as a day of the delay nor as a day stopped.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import replace
from datetime import date
from datetime import timedelta
from typing import Protocol
from typing import Self


_ONE_DAY = timedelta(days=1)


class Calendar(Protocol):
    """What the clock needs to know of working days (``law.working_days.WorkingDays`` does)."""

    def add(self, day: date, n: int) -> date:
        """Return the n-th working day after the day."""

    def between(self, a: date, b: date) -> int:
        """Count the working days after a, up to and including b."""


@dataclass(frozen=True)
class Stop:
    """The clock stood still from ``start`` to the day before ``end``; without ``end`` it still does."""

    start: date
    end: date | None = None


@dataclass(frozen=True)
class Clock:
    """Started on the day of submission, runs for a number of working days, may be stopped and resumed.

    ``days`` is the delay promised by the procedure. Raises ValueError when it is negative.
    """

    started: date
    days: int
    stops: tuple[Stop, ...] = ()

    def __post_init__(self) -> None:
        if self.days < 0:
            raise ValueError("a delay cannot be negative")

    @property
    def is_stopped(self) -> bool:
        """Whether the clock stands still now."""
        return bool(self.stops) and self.stops[-1].end is None

    def stop(self, day: date) -> Self:
        """Return the clock stopped on that day; unchanged when it already stands still.

        Raises ValueError when the day lies before the start or the last resumption.
        """
        if self.is_stopped:
            return self
        earliest = self.stops[-1].end if self.stops else self.started
        if day < earliest:
            raise ValueError("the clock cannot stop before it ran")
        return replace(self, stops=(*self.stops, Stop(day)))

    def resume(self, day: date) -> Self:
        """Return the clock running again from that day on; unchanged when it runs.

        Raises ValueError when the day lies before the stop.
        """
        if not self.is_stopped:
            return self
        last = self.stops[-1]
        if day < last.start:
            raise ValueError("the clock cannot resume before it stopped")
        return replace(self, stops=(*self.stops[:-1], Stop(last.start, day)))

    def due(self, calendar: Calendar, today: date) -> date:
        """Return the last day on which the answer is in time.

        While the clock stands still: the due date if it resumed today. A stop after the due date saves nothing.
        """
        due = calendar.add(self.started, self.days)
        for stop in self.stops:
            if stop.start > due:
                break
            due = calendar.add(due, self._stopped_days(stop, calendar, today))
        return due

    def is_late(self, calendar: Calendar, today: date) -> bool:
        """Tell whether the due date is past. A clock that stopped in time is not late while it stands still."""
        return today > self.due(calendar, today)

    def days_left(self, calendar: Calendar, today: date) -> int:
        """Return the working days after today up to the due date: 0 on the last day, negative when late."""
        return calendar.between(today, self.due(calendar, today))

    def used(self, calendar: Calendar, day: date) -> int:
        """Return the working days counted up to and including that day, without those that the clock stood still."""
        past = [stop for stop in self.stops if stop.start <= day]
        stood = sum(self._stopped_days(replace(stop, end=min(stop.end or day, day)), calendar, day) for stop in past)
        return max(0, calendar.between(self.started, day) - stood)

    def _stopped_days(self, stop: Stop, calendar: Calendar, today: date) -> int:
        start = max(stop.start, self.started + _ONE_DAY)
        end = max(stop.end or today, start)
        return calendar.between(start - _ONE_DAY, end - _ONE_DAY)

    def plain(self) -> tuple[str, int, list[list[str | None]]]:
        """Return the clock as plain values to store, since stored classes outlive their code."""
        stops = [[stop.start.isoformat(), stop.end.isoformat() if stop.end else None] for stop in self.stops]
        return self.started.isoformat(), self.days, stops

    @classmethod
    def from_plain(cls, plain: Sequence) -> Self:
        """Return the clock that ``plain`` described."""
        started, days, stops = plain
        return cls(date.fromisoformat(started), days, tuple(_stop_from_plain(*stop) for stop in stops))


def _stop_from_plain(start: str, end: str | None) -> Stop:
    return Stop(date.fromisoformat(start), date.fromisoformat(end) if end else None)
