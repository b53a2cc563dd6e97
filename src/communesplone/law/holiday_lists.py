"""Holidays by their names, as the legal lists give them: ``1 May``, ``Easter Monday``, ``legal holidays``."""

from calendar import isleap
from calendar import month_name
from collections.abc import Iterable
from datetime import date
from datetime import timedelta
from functools import lru_cache
import holidays


LEGAL = "legal holidays"
AFTER_EASTER = {"Good Friday": -2, "Easter Monday": 1, "Ascension": 39, "Whit Monday": 50}
_MONTHS = {name: number for number, name in enumerate(month_name) if name}


def easter(year: int) -> date:
    """Return Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher)."""
    a, (b, c) = year % 19, divmod(year, 100)
    (d, e), g = divmod(b, 4), (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


@lru_cache(maxsize=1024)
def days(names: tuple[str, ...], country: str, year: int) -> frozenset[date]:
    """Return the days of a year that a list names; ``legal holidays`` are those of the country (BE, FR).

    Legal holidays are known from 1901 to 2100, the others in every year. Raises ValueError for a name that is no
    holiday: neither a day with its month in English nor one of those that follow Easter.
    """
    found: set[date] = set()
    for name in names:
        found |= _days(name, country, year)
    return frozenset(found)


def check(names: Iterable[str]) -> None:
    """Raise ValueError when one of the names is no holiday."""
    days(tuple(names), "BE", 2024)


def _days(name: str, country: str, year: int) -> set[date]:
    if name == LEGAL:
        # A fresh object for one year: those of the library fill themselves while being asked, which several threads
        # of one process would see half done.
        return set(holidays.country_holidays(country, years=year, expand=False))
    if name in AFTER_EASTER:
        return {easter(year) + timedelta(days=AFTER_EASTER[name])}
    number, _space, month = name.partition(" ")
    if month not in _MONTHS or not (number.isascii() and number.isdigit()):
        raise ValueError(f"“{name}” is no holiday")
    if name == "29 February" and not isleap(year):
        return set()
    return {date(year, _MONTHS[month], int(number))}
