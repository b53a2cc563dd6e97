"""Whether one may register now, and what is asked: the organiser's settings for one event."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


MOST_PERSONS = 20
MOST_SEATS = 100_000
MOST_KEPT = 3650  # days


class Door(StrEnum):
    """Where registration for one time of an event stands."""

    NONE = "none"  # nobody has to register
    SOON = "soon"  # opens later
    OPEN = "open"
    WAITING = "waiting"  # full, the waiting list is open
    FULL = "full"
    CLOSED = "closed"  # too late
    OFF = "off"  # cancelled or postponed


@dataclass(frozen=True)
class Rules:
    """Settings. ``seats``: for each time, None for as many as come; ``opens``, ``closes``: aware, None for "at once"
    and "when it begins"; ``most``: persons in one registration; ``per_date``: each date of a repeated event by itself;
    ``keep_days``: days after the end until the list is deleted.
    """

    active: bool = False
    seats: int | None = None
    opens: datetime | None = None
    closes: datetime | None = None
    most: int = 4
    waiting_list: bool = True
    asks_phone: bool = False
    asks_note: bool = False
    per_date: bool = True
    keep_days: int = 30


@dataclass(frozen=True)
class Count:
    """Persons with a seat, and persons who wait."""

    taken: int = 0
    waiting: int = 0


class Fault(StrEnum):
    """What is wrong with settings."""

    SEATS = "seats"
    MOST = "most"
    TIMES = "times"
    KEEP = "keep"


def fault_of(rules: Rules) -> Fault | None:
    """The first thing wrong with the settings, None when they are right."""
    if rules.seats is not None and not 1 <= rules.seats <= MOST_SEATS:
        return Fault.SEATS
    if not 1 <= rules.most <= MOST_PERSONS:
        return Fault.MOST
    if rules.opens and rules.closes and rules.opens >= rules.closes:
        return Fault.TIMES
    if not 0 <= rules.keep_days <= MOST_KEPT:
        return Fault.KEEP
    return None


def door(rules: Rules, count: Count, begin: datetime, now: datetime, off: bool = False) -> Door:
    """Where registration stands for a time that begins then; ``off``: the event does not take place as planned."""
    if not rules.active:
        return Door.NONE
    if off:
        return Door.OFF
    if now >= begin or (rules.closes is not None and now >= rules.closes):
        return Door.CLOSED
    if rules.opens is not None and now < rules.opens:
        return Door.SOON
    if rules.seats is None or count.taken < rules.seats:
        return Door.OPEN
    return Door.WAITING if rules.waiting_list else Door.FULL


def next_change(rules: Rules, begin: datetime, now: datetime) -> datetime | None:
    """The next moment at which the clock alone changes the answer of ``door``."""
    coming = [one for one in (rules.opens, rules.closes, begin) if one is not None and one > now]
    return min(coming, default=None)
