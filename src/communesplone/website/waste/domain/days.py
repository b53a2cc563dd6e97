"""The days on which waste is collected."""

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from communesplone.website.waste.domain.model import Holiday
from communesplone.website.waste.domain.model import Rule
from dataclasses import dataclass
from datetime import date
from datetime import timedelta


DAY = timedelta(days=1)
SLACK = timedelta(days=21)  # further than any holiday moves a collection
SUNDAY = 6
IsHoliday = Callable[[date], bool]


@dataclass(frozen=True, order=True)
class Collection:
    """One kind of waste on a day; `usual` is the day it would have been on, None when it is that one."""

    day: date
    waste: str
    usual: date | None = None


def collections(rules: Iterable[Rule], sector: str, first: date, last: date, is_holiday: IsHoliday) -> list[Collection]:
    """What is collected in a sector from `first` to `last`, both included, in order; each kind once a day."""
    found: dict[tuple[date, str], Collection] = {}
    for rule in rules:
        if rule.is_for(sector):
            for one in _of_rule(rule, first, last, is_holiday):
                found.setdefault((one.day, one.waste), one)
    return sorted(found.values(), key=lambda one: (one.day, one.waste))


def _of_rule(rule: Rule, first: date, last: date, is_holiday: IsHoliday) -> Iterator[Collection]:
    moved = dict(rule.moved)
    # A collection may have been moved by hand from far away.
    for day in (*_regular_days(rule, first - SLACK, last + SLACK), *(one for one in moved)):
        if day in rule.cancelled:
            continue
        actual = moved[day] if day in moved else _beside_holiday(day, rule.holiday, is_holiday)
        if actual is not None and first <= actual <= last:
            yield Collection(actual, rule.waste, day if actual != day else None)
    for day in rule.dates:
        if first <= day <= last and day not in rule.cancelled and day not in moved:
            yield Collection(day, rule.waste)


def _regular_days(rule: Rule, first: date, last: date) -> Iterator[date]:
    """The days of the week that the rule names, before holidays and changes."""
    if rule.weekday is None or rule.first is None:
        return
    start = rule.first + timedelta(days=(rule.weekday - rule.first.weekday()) % 7)
    step = timedelta(weeks=rule.weeks)
    if first > start:
        start += -(-(first - start) // step) * step
    end = min(last, rule.last) if rule.last else last
    while start <= end:
        yield start
        start += step


def usual_days(rule: Rule, first: date, last: date) -> list[date]:
    """The days that the rule itself names, without holidays and changes, in order."""
    listed = (day for day in rule.dates if first <= day <= last)
    return sorted({*_regular_days(rule, first, last), *listed})


def is_usual(rule: Rule, day: date) -> bool:
    """Whether the rule names that day."""
    return day in usual_days(rule, day, day)


def _beside_holiday(day: date, holiday: Holiday, is_holiday: IsHoliday) -> date | None:
    """The day on which a collection is really made; None when it is not."""
    if holiday is Holiday.WEEK and day.weekday() != SUNDAY:
        return _in_week(day, is_holiday)
    if holiday is Holiday.SAME or not is_holiday(day):
        return day
    if holiday is Holiday.NONE:
        return None
    step = -DAY if holiday is Holiday.BEFORE else DAY
    while not _works(day, is_holiday):
        day += step
    return day


def _in_week(day: date, is_holiday: IsHoliday) -> date:
    """The n-th day of the week is the n-th working day from its Monday on: the order of a week never changes."""
    found = day - timedelta(days=day.weekday())
    left = day.weekday()
    while left or not _works(found, is_holiday):
        left -= _works(found, is_holiday)
        found += DAY
    return found


def _works(day: date, is_holiday: IsHoliday) -> bool:
    return day.weekday() != SUNDAY and not is_holiday(day)
