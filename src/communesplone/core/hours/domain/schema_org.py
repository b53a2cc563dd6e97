"""Hours for search engines: schema.org ``openingHoursSpecification`` and ``specialOpeningHoursSpecification``."""

from communesplone.core.hours.domain.engine import Hours
from communesplone.core.hours.domain.engine import Kind
from communesplone.core.hours.domain.model import DAY
from communesplone.core.hours.domain.model import Spans
from communesplone.core.hours.domain.model import Week
from datetime import date
from datetime import timedelta


DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
AHEAD = 366  # days of special hours that are told


def specifications(hours: Hours, today: date) -> dict[str, list[dict]]:
    """Both properties for the year from a day on; times by appointment are left out: the door is closed then.

    A season has its dates of this year; single weekdays of a month, closings and special days are special.
    """
    last = today + timedelta(days=AHEAD)
    seasons = [one for one in hours.changes_between(today, last) if one.kind in (Kind.SEASON, Kind.SCHOOL)]
    usual = _week(hours.schedule.week)
    for one in seasons:
        week = _week_of(hours, one.first)
        usual += [{**said, **_valid(one.first, one.last)} for said in _week(week) or [_closed()]]
    special = []
    for number in range(AHEAD):
        day = today + timedelta(days=number)
        here = hours.on(day)
        if here.kind in (Kind.SPECIAL, Kind.CLOSING) or _is_nth(hours, day):
            special += [{**said, **_valid(day, day)} for said in _times(here.spans) or [_closed()]]
    found = {"openingHoursSpecification": usual, "specialOpeningHoursSpecification": special}
    return {name: said for name, said in found.items() if said}


def _week_of(hours: Hours, day: date) -> Week:
    usual = hours.usually(day)
    if usual.kind is Kind.SCHOOL and hours.schedule.school is not None:
        return hours.schedule.school
    return next((one.week for one in hours.schedule.seasons if day in one.period), hours.schedule.week)


def _is_nth(hours: Hours, day: date) -> bool:
    return any(day in one for one in _week_of(hours, day).nth)


def _week(week: Week) -> list[dict]:
    found: dict[tuple[int, int], list[str]] = {}
    for number, spans in enumerate(week.days):
        for one in sorted(spans):
            if one.state.walk_in:
                found.setdefault((one.start, one.end), []).append(DAYS[number])
    return [
        {"@type": "OpeningHoursSpecification", "dayOfWeek": days, "opens": _time(start), "closes": _time(end)}
        for (start, end), days in found.items()
    ]


def _times(spans: Spans) -> list[dict]:
    return [
        {"@type": "OpeningHoursSpecification", "opens": _time(one.start), "closes": _time(one.end)}
        for one in sorted(spans)
        if one.state.walk_in
    ]


def _closed() -> dict:
    return {"@type": "OpeningHoursSpecification", "opens": "00:00", "closes": "00:00"}


def _valid(first: date, last: date) -> dict:
    return {"validFrom": first.isoformat(), "validThrough": last.isoformat()}


def _time(minutes: int) -> str:
    """A closing at midnight is 23:59 there: 00:00 to 00:00 says closed."""
    return "23:59" if minutes == DAY else f"{minutes % DAY // 60:02d}:{minutes % 60:02d}"
