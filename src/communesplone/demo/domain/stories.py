"""When what happened to the invented orders: every step of every story, in the order of time.

Told by working days and office hours, backwards from the day of installation, the same each time.
"""

from collections.abc import Iterator
from communesplone.core.domain.clock import Calendar
from dataclasses import dataclass
from datetime import date
from datetime import datetime
from datetime import time
from datetime import timedelta
from datetime import timezone
from datetime import tzinfo
from random import Random


CITIZEN_STEPS = frozenset({"answer", "withdraw", "download"})
OPENS, CLOSES = time(8, 35), time(16, 15)


@dataclass(frozen=True, order=True)
class Event:
    """One step of one order. `moment`: aware; `order`: line of the list, from 0; `step`: the first one is submit."""

    moment: datetime
    order: int
    position: int
    step: str


def plan(stories: dict, orders: list[dict], now: datetime, zone: tzinfo, calendar: Calendar) -> list[Event]:
    """All events by time. `stories`: name to lines "step working-days"; `orders`: with story and working days ago."""
    events: list[Event] = []
    for number, order in enumerate(orders):
        events += _told(number, stories[order["story"]], order["days"], now.astimezone(zone), calendar)
    return sorted(events)


def _told(number: int, story: list[str], days: int, now: datetime, calendar: Calendar) -> Iterator[Event]:
    chance = Random(number)  # noqa: S311 - the same dates each time, no secret
    moment = _sent(days, now, calendar, chance)
    yield Event(_storable(moment), number, 0, "submit")
    for position, line in enumerate(story, 1):
        step, _space, wait = line.partition(" ")
        moment = _next(step, moment, int(wait), calendar, chance)
        yield Event(_storable(moment), number, position, step)


def _sent(days: int, now: datetime, calendar: Calendar, chance: Random) -> datetime:
    """When the citizen sent the order, so many working days ago; on the day itself one to two hours ago."""
    if not days:
        return now - timedelta(minutes=chance.randint(60, 120))
    return _at(calendar.add(now.date(), -days), time(7), chance.randint(0, 14 * 60), now.tzinfo)


def _next(step: str, before: datetime, wait: int, calendar: Calendar, chance: Random) -> datetime:
    if step in CITIZEN_STEPS:
        soon = before + timedelta(minutes=chance.randint(30, 180))
        return _at(calendar.add(before.date(), wait), time(8), chance.randint(0, 720), before.tzinfo) if wait else soon
    return _at_the_office(before, wait, calendar, chance)


def _at_the_office(before: datetime, wait: int, calendar: Calendar, chance: Random) -> datetime:
    if wait:
        return _at(calendar.add(before.date(), wait), OPENS, chance.randint(0, 420), before.tzinfo)
    soon = before + timedelta(minutes=chance.randint(12, 70))
    day, zone = soon.date(), before.tzinfo
    works = calendar.is_working(day)
    if works and datetime.combine(day, OPENS, zone) <= soon <= datetime.combine(day, CLOSES, zone):
        return soon
    early = works and soon < datetime.combine(day, OPENS, zone)
    return _at(day if early else calendar.add(day, 1), OPENS, chance.randint(0, 60), zone)


def _at(day: date, start: time, minutes: int, zone: tzinfo | None) -> datetime:
    return datetime.combine(day, start, zone) + timedelta(minutes=minutes)


def _storable(moment: datetime) -> datetime:
    """With a fixed offset, which the database can store."""
    return moment.replace(tzinfo=timezone(moment.utcoffset() or timedelta()))


def until(events: list[Event], now: datetime) -> list[Event]:
    """The same events, none of them in the future: what would be is squeezed in between the step before and `now`."""
    found: list[Event] = []
    last: dict[int, datetime] = {}
    for event in events:
        moment, before = event.moment, last.get(event.order)
        if moment >= now and before is not None:
            moment = before + (now.astimezone(before.tzinfo) - before) / 2
        last[event.order] = moment
        found.append(Event(moment, event.order, event.position, event.step))
    return sorted(found)
