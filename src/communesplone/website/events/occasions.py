"""The times of an event as registration sees them: one for each date, or one for the whole."""

from communesplone.core.moments import zone
from communesplone.website.events import when as words
from communesplone.website.events.domain import recurrence
from communesplone.website.events.domain.door import Rules
from dataclasses import dataclass
from datetime import datetime
from datetime import time
from datetime import timedelta
from typing import Any


MOST_OFFERED = 30  # dates to choose among
LAST_MINUTE = time(23, 59, 59)


@dataclass(frozen=True)
class Occasion:
    """``when``: `2026-12-05` for one date of several, '' for the whole event; begin and end in the commune's zone."""

    when: str
    begin: datetime
    end: datetime
    whole_day: bool = False
    open_end: bool = False

    def words(self, language: str) -> str:
        """Day and hours."""
        return words.words(self.begin, self.end, self.whole_day, self.open_end, language)


def bounds(event: Any) -> tuple[datetime, datetime]:
    """Begin and end of the first time, in the commune's zone; whole days from midnight, an open end until midnight."""
    own = zone()
    begin, end = event.start.astimezone(own), event.end.astimezone(own)
    if getattr(event, "whole_day", False):
        begin = recurrence.on_the_wall(datetime.combine(begin.date(), time()), own)
        end = recurrence.on_the_wall(datetime.combine(end.date(), LAST_MINUTE), own)
    elif getattr(event, "open_end", False):
        end = recurrence.on_the_wall(datetime.combine(begin.date(), LAST_MINUTE), own)
    return begin, max(begin, end)


def is_repeated(event: Any) -> bool:
    """Whether it has a rule of repetition."""
    return bool((getattr(event, "recurrence", None) or "").strip())


def every(event: Any) -> list[Occasion]:
    """Each time of the event, in order. The hours on the wall stay the same when clocks change."""
    begin, end = bounds(event)
    length = end.replace(tzinfo=None) - begin.replace(tzinfo=None)
    whole, is_open = bool(getattr(event, "whole_day", False)), bool(getattr(event, "open_end", False))
    found = recurrence.times(begin, getattr(event, "recurrence", None), zone())
    return [Occasion(one.date().isoformat(), one, _end(one, length), whole, is_open) for one in found]


def _end(begin: datetime, length: timedelta) -> datetime:
    return recurrence.on_the_wall(begin.replace(tzinfo=None) + length, begin.tzinfo)


def to_register_for(event: Any, rules: Rules) -> list[Occasion]:
    """What one registers for: every date, or the whole event."""
    all_times = every(event)
    if rules.per_date and is_repeated(event):
        return all_times
    first, last = all_times[0], all_times[-1]
    return [Occasion("", first.begin, last.end, first.whole_day, first.open_end)]


def offered(event: Any, rules: Rules, now: datetime) -> list[Occasion]:
    """Those that have not begun, the next one first, at most thirty."""
    return [one for one in to_register_for(event, rules) if one.begin > now][:MOST_OFFERED]


def is_over(event: Any, now: datetime) -> bool:
    """Whether its last time has ended."""
    return every(event)[-1].end < now
