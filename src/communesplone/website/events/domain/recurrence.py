"""Repeated events: rules that end, and the times they give by the clock on the wall.

An event at 19:00 is at 19:00 in winter too. A time that the clock jumps over (2:30 on the last Sunday of March) is
moved on by the hour that is missing; of a time that comes twice (2:30 in October) the first one is meant. The
29th of February comes again in leap years only (RFC 5545, 3.3.10).
"""

from collections.abc import Iterator
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from dateutil import rrule
from enum import StrEnum
from itertools import islice
from zoneinfo import ZoneInfo
import re


MOST_TIMES = 1000  # of one event; Plone stops there too
LONGEST = timedelta(days=5 * 366)
TOO_OFTEN = ("HOURLY", "MINUTELY", "SECONDLY")
_PART = re.compile(r"(?P<name>[A-Z]+)=(?P<value>[^;\s]+)")
_UNTIL = re.compile(r"(UNTIL=[0-9]{8})(?:T[0-9]{6}Z?)?")
_DATES = re.compile(r"^(EXDATE|RDATE)(?:;[^:\s]*)?:(\S+)$", re.MULTILINE)
_DTSTART = re.compile(r"DTSTART[^\n]*(?:\n|$)")


class Fault(StrEnum):
    """What is wrong with a rule."""

    ENDLESS = "endless"  # neither a last day nor a number
    TOO_LONG = "too long"
    TOO_MANY = "too many"
    UNREADABLE = "unreadable"


def fault_of(rule: str | None, begin: datetime) -> Fault | None:
    """The first thing wrong with the rule of an event that begins then; None for a good one, or for none."""
    if not rule or not rule.strip():
        return None
    try:
        parts = dict(_PART.findall(_rrule(rule)))
        if parts.get("FREQ") in TOO_OFTEN:
            return Fault.TOO_MANY
        if "FREQ" in parts and not {"COUNT", "UNTIL"} & set(parts):
            return Fault.ENDLESS
        last = None
        for number, one in enumerate(_naive_times(rule, begin.replace(tzinfo=None))):
            if number >= MOST_TIMES:
                return Fault.TOO_MANY
            last = one
    except (ValueError, TypeError, AttributeError, OverflowError):
        return Fault.UNREADABLE
    too_long = last is not None and last - begin.replace(tzinfo=None) > LONGEST
    return Fault.TOO_LONG if too_long else None


def times(begin: datetime, rule: str | None, zone: ZoneInfo, most: int = MOST_TIMES) -> list[datetime]:
    """The beginnings of an event in that zone, in order, the first one included; at most so many.

    A rule that cannot be read gives the first one only; one without an end stops at ``most``.
    """
    first = begin.astimezone(zone)
    if not rule or not rule.strip():
        return [first]
    if frequency(rule).get("FREQ") in TOO_OFTEN:  # some of them are counted through for thousands of years
        return [first]
    try:
        found = list(islice(_naive_times(rule, first.replace(tzinfo=None)), most))
    except (ValueError, TypeError, AttributeError, OverflowError):
        return [first]
    return [on_the_wall(one, zone) for one in found]


def on_the_wall(wall: datetime, zone: ZoneInfo) -> datetime:
    """The moment at which clocks of the zone show that; what they jump over is moved on by the gap."""
    moment = wall.replace(tzinfo=zone)
    return moment.astimezone(UTC).astimezone(zone)


def frequency(rule: str | None) -> dict[str, str]:
    """Parts of the rule by name (`FREQ`, `INTERVAL`, `BYDAY`…); empty for no rule."""
    return dict(_PART.findall(_rrule(rule))) if rule else {}


def dates(rule: str | None, name: str) -> list[str]:
    """The days (`20261224`) that an EXDATE or RDATE of the rule names."""
    found = [value for kind, value in _DATES.findall((rule or "").replace("\r", "")) if kind == name]
    return sorted({one[:8] for value in found for one in value.split(",")})


def _rrule(rule: str) -> str:
    lines = rule.replace("\r", "").split("\n")
    found = [line for line in lines if line.startswith("RRULE:") or line.startswith("FREQ=")]
    return found[0].removeprefix("RRULE:") if found else ""


def _naive_times(rule: str, first: datetime) -> Iterator[datetime]:
    """As clocks show them; extra and left-out days have the hour of the event."""
    clean = _DTSTART.sub("", rule.replace("\r", "")).strip()
    clean = _UNTIL.sub(r"\1T235959", clean)
    hour = f"T{first:%H%M%S}"
    clean = _DATES.sub(
        lambda found: f"{found[1]}:" + ",".join(f"{day[:8]}{hour}" for day in found[2].split(",")), clean
    )
    known = rrule.rrulestr(clean, dtstart=first, forceset=True, ignoretz=True)
    known.rdate(first)
    seen = None
    for one in known:
        if one != seen:
            yield one
        seen = one
