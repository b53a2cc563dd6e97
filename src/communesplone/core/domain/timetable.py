"""When timed work is due: its slots, and what a clock that jumps does to them.

A slot is the moment at which work was to be done. Work that missed several slots (a server that was down) is done once,
for the last of them.
"""

from dataclasses import dataclass
from datetime import date
from datetime import datetime
from datetime import time
from datetime import timedelta
from datetime import tzinfo
from datetime import UTC
from typing import Protocol


_DAY = timedelta(days=1)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Schedule(Protocol):
    """Slots on the line of time."""

    def last(self, now: datetime, zone: tzinfo) -> datetime:
        """The latest slot that is not after now."""

    def next(self, now: datetime, zone: tzinfo) -> datetime:
        """The first slot after now."""


@dataclass(frozen=True)
class Every:
    """Each so many minutes, counted from midnight UTC of 1 January 1970, whatever the town's clocks do.

    Raises ValueError for less than a minute.
    """

    minutes: int

    def __post_init__(self) -> None:
        if self.minutes < 1:
            raise ValueError("at least a minute")

    def last(self, now: datetime, zone: tzinfo) -> datetime:
        step = timedelta(minutes=self.minutes)
        return now.astimezone(UTC) - (now - _EPOCH) % step

    def next(self, now: datetime, zone: tzinfo) -> datetime:
        return self.last(now, zone) + timedelta(minutes=self.minutes)


@dataclass(frozen=True)
class Daily:
    """Once a day by the town's clock, `Daily("03:10")`.

    In spring a time that the clock leaves out is as long after midnight as on other days; in autumn the first of two
    counts. Raises ValueError for what is no time of the day.
    """

    at: str

    def __post_init__(self) -> None:
        time.fromisoformat(self.at)

    def _slot(self, day: date, zone: tzinfo) -> datetime:
        return datetime.combine(day, time.fromisoformat(self.at), zone).astimezone(UTC)

    def last(self, now: datetime, zone: tzinfo) -> datetime:
        day = now.astimezone(zone).date()
        return max(slot for back in range(3) if (slot := self._slot(day - back * _DAY, zone)) <= now)

    def next(self, now: datetime, zone: tzinfo) -> datetime:
        day = now.astimezone(zone).date()
        return min(slot for on in range(-1, 3) if (slot := self._slot(day + on * _DAY, zone)) > now)


def due(schedule: Schedule, done: datetime, now: datetime, zone: tzinfo) -> datetime | None:
    """The slot to work for now, None when there is none; `done` is the slot worked for last. All moments are aware.

    A clock put back repeats no slot. One that was wrong by more than a slot is believed again: `done` lies beyond the
    next slot then, and waiting until then could take a year.
    """
    slot = schedule.last(now, zone)
    believed = done <= schedule.next(now, zone)
    return slot if slot > done or not believed else None
