"""Spans of days that a visitor of the agenda asks for."""

from datetime import date
from datetime import timedelta
import re


COMING = 92  # days of "everything to come"
MONTHS = 12  # offered
FARTHEST = 3  # years, back and ahead
_MONTH = re.compile(r"(?P<year>20[0-9]{2})-(?P<month>0[1-9]|1[0-2])")


def bounds(name: str, today: date) -> tuple[date, date]:
    """First and last day of `today`, `weekend`, `week` (seven days) or a month such as `2026-12`; else what is to come.

    A weekend is the one that is on or comes next, Friday evening left to Friday. A month too far away is none.
    """
    if name == "today":
        return today, today
    if name == "weekend":
        saturday = today + timedelta(days=max(0, 5 - today.weekday()))
        sunday = today + timedelta(days=6 - today.weekday())
        return saturday, max(saturday, sunday)
    if name == "week":
        return today, today + timedelta(days=6)
    found = _MONTH.fullmatch(name)
    if found and abs(int(found["year"]) - today.year) <= FARTHEST:
        return month_of(date(int(found["year"]), int(found["month"]), 1))
    return today, today + timedelta(days=COMING)


def month_of(day: date) -> tuple[date, date]:
    """First and last day of its month."""
    first = day.replace(day=1)
    return first, (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)


def months(today: date) -> list[date]:
    """First days of this month and of those that come, a year long."""
    found = [today.replace(day=1)]
    while len(found) < MONTHS:
        found.append((found[-1] + timedelta(days=32)).replace(day=1))
    return found
