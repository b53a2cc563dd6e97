"""Hours in OpenStreetMap's ``opening_hours``: ``Mo-Fr 09:00-12:00,13:30-17:00; PH off``."""

from communesplone.core.hours.domain.model import Bound
from communesplone.core.hours.domain.model import Nth
from communesplone.core.hours.domain.model import Period
from communesplone.core.hours.domain.model import Schedule
from communesplone.core.hours.domain.model import Spans
from communesplone.core.hours.domain.model import State
from communesplone.core.hours.domain.model import Week
from communesplone.core.hours.domain.plain import time_out
from communesplone.core.hours.domain.words import OSM_DAYS
from communesplone.core.hours.domain.words import OSM_MONTHS
from datetime import date


WORDS = {State.APPOINTMENT: "by appointment", State.SELF_SERVICE: "self-service"}


def opening_hours(schedule: Schedule) -> str:
    """The whole schedule as one value; rules that come later win, as there."""
    rules = _week(schedule.week, "")
    for season in schedule.seasons:
        rules += _week(season.week, f"{_period(season.period)} ", closing=True)
    if schedule.school is not None:
        rules += _week(schedule.school, "SH ", closing=True)
    if schedule.closed_on_holidays:
        rules.append("PH off")
    ordered = sorted(schedule.specials, key=lambda one: not one.period.annual)
    rules += [_rule(_period(one.period), one.spans, one.reason) for one in ordered]
    return "; ".join(rules) or "off"


def _week(week: Week, when: str, *, closing: bool = False) -> list[str]:
    found: dict[Spans, list[int]] = {}
    for number, spans in enumerate(week.days):
        if spans or closing:
            found.setdefault(tuple(sorted(spans)), []).append(number)
    rules = [_rule(f"{when}{_days(days)}", spans) for spans, days in found.items()]
    return rules + [_rule(f"{when}{_nth(one)}", one.spans) for one in sorted(week.nth)]


def _nth(one: Nth) -> str:
    return f"{OSM_DAYS[one.weekday]}[{one.ordinal}]"


def _days(days: list[int]) -> str:
    parts, start = [], 0
    while start < len(days):
        end = start
        while end + 1 < len(days) and days[end + 1] == days[end] + 1:
            end += 1
        first, last = OSM_DAYS[days[start]], OSM_DAYS[days[end]]
        parts.append(first if start == end else f"{first}-{last}")
        start = end + 1
    return ",".join(parts)


def _rule(when: str, spans: Spans, reason: str = "") -> str:
    """One rule; a second state of the same day is added with a comma, so that it does not replace the first."""
    if not spans:
        return f"{when} off{_comment(reason)}"
    parts = []
    for state in State:
        times = ",".join(f"{time_out(one.start)}-{time_out(one.end)}" for one in sorted(spans) if one.state is state)
        if times:
            parts.append(f"{when} {times}{_comment(', '.join(filter(None, (WORDS.get(state, ''), reason))))}")
    return ", ".join(parts)


def _comment(text: str) -> str:
    return f' "{text.replace(chr(34), chr(39))}"' if text else ""


def _bound(bound: Bound) -> str:
    year = f"{bound.year} " if isinstance(bound, date) else ""
    return f"{year}{OSM_MONTHS[bound.month - 1]} {bound.day:02d}"


def _period(period: Period) -> str:
    if period.first == period.last:
        return _bound(period.first)
    return f"{_bound(period.first)}-{_bound(period.last)}"
