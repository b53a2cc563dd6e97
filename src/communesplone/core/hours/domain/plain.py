"""Hours as plain values (JSON): how they are stored, exchanged, and kept beside a catalog row."""

from communesplone.core.hours.domain.checking import check
from communesplone.core.hours.domain.model import Annual
from communesplone.core.hours.domain.model import Bound
from communesplone.core.hours.domain.model import LAST
from communesplone.core.hours.domain.model import Nth
from communesplone.core.hours.domain.model import Period
from communesplone.core.hours.domain.model import Schedule
from communesplone.core.hours.domain.model import Season
from communesplone.core.hours.domain.model import Span
from communesplone.core.hours.domain.model import Spans
from communesplone.core.hours.domain.model import Special
from communesplone.core.hours.domain.model import State
from communesplone.core.hours.domain.model import Week
from communesplone.core.hours.domain.reading_days import LONGEST_REASON
from datetime import date
import re


DAYS = ("mo", "tu", "we", "th", "fr", "sa", "su")
CHANNELS = ("desk", "phone")
_TIME = re.compile(r"([0-9]{2}):([0-5][0-9])")
_ANNUAL = re.compile(r"([0-9]{2})-([0-9]{2})")


class NotHours(ValueError):
    """Values that are no opening hours; the text says what is wrong."""


def time_out(minutes: int) -> str:
    """HH:MM; 26:00 is two in the morning of the next day."""
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def _time_in(value: object) -> int:
    found = _TIME.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        raise NotHours(f"{value!r:.40} is no time such as 09:00")
    return int(found[1]) * 60 + int(found[2])


def spans_out(spans: Spans) -> list[list[str]]:
    """Start, end, and the state where it is not plainly open."""
    return [
        [time_out(one.start), time_out(one.end), *([] if one.state is State.OPEN else [one.state.value])]
        for one in sorted(spans)
    ]


def _spans_in(value: object) -> Spans:
    return tuple(sorted(_span_in(one) for one in _list(value, "spans")))


def _span_in(value: object) -> Span:
    parts = _list(value, "a span")
    if len(parts) not in (2, 3):
        raise NotHours("a span has a start, an end, and perhaps a state")
    try:
        return Span(_time_in(parts[0]), _time_in(parts[1]), State(parts[2]) if len(parts) > 2 else State.OPEN)
    except ValueError as error:
        raise NotHours(str(error)) from error


def week_out(week: Week) -> dict:
    """Open days by their two letters, and single weekdays of a month."""
    found: dict = {DAYS[number]: spans_out(spans) for number, spans in enumerate(week.days) if spans}
    if week.nth:
        found["nth"] = [[DAYS[one.weekday], one.ordinal, spans_out(one.spans)] for one in sorted(week.nth)]
    return found


def _week_in(value: object) -> Week:
    known = _dict(value, "a week", {*DAYS, "nth"})
    days = tuple(_spans_in(known.get(name, [])) for name in DAYS)
    return Week(days, tuple(sorted(_nth_in(one) for one in _list(known.get("nth", []), "nth"))))


def _nth_in(value: object) -> Nth:
    parts = _list(value, "a weekday of the month")
    if len(parts) != 3 or parts[0] not in DAYS or parts[1] not in (1, 2, 3, 4, 5, LAST):
        raise NotHours("a weekday of the month is a day, a number from 1 to 5 or -1, and its spans")
    return Nth(DAYS.index(parts[0]), parts[1], _spans_in(parts[2]))


def bound_out(bound: Bound) -> str:
    """2026-09-27, or 09-27 for every year."""
    return f"{bound.month:02d}-{bound.day:02d}" if isinstance(bound, Annual) else bound.isoformat()


def _bound_in(value: object) -> Bound:
    try:
        annual = _ANNUAL.fullmatch(value)
        return Annual(int(annual[1]), int(annual[2])) if annual else date.fromisoformat(value)
    except (TypeError, ValueError) as error:
        raise NotHours(f"{value!r:.40} is no day such as 2026-09-27 or 12-24") from error


def _period_in(known: dict) -> Period:
    first = _bound_in(known.get("first"))
    try:
        return Period(first, _bound_in(known["last"]) if "last" in known else first)
    except ValueError as error:
        raise NotHours(str(error)) from error


def _period_out(period: Period) -> dict:
    found = {"first": bound_out(period.first)}
    return found if period.first == period.last else {**found, "last": bound_out(period.last)}


def schedule_out(schedule: Schedule) -> dict:
    """Nothing is said of what is as usual."""
    found: dict = {"week": week_out(schedule.week)}
    if schedule.seasons:
        found["seasons"] = [
            {"name": one.name, **_period_out(one.period), "week": week_out(one.week)} for one in schedule.seasons
        ]
    if schedule.school is not None:
        found["school"] = week_out(schedule.school)
    if schedule.specials:
        found["specials"] = [
            {**_period_out(one.period), "spans": spans_out(one.spans), **({"reason": one.reason} if one.reason else {})}
            for one in schedule.specials
        ]
    if not schedule.closed_on_holidays:
        found["open_on_holidays"] = True
    return found


def schedule_in(value: object) -> Schedule:
    """The schedule of plain values. Raises NotHours for anything else, and for what contradicts itself."""
    made = schedule_of(value)
    wrong = check(made)
    if wrong:
        raise NotHours("; ".join(str(one) for one in wrong))
    return made


def schedule_of(value: object) -> Schedule:
    """The schedule of plain values that were checked when they were stored. Raises NotHours for what is none."""
    known = _dict(value, "a schedule", {"week", "seasons", "school", "specials", "open_on_holidays"})
    return Schedule(
        week=_week_in(known.get("week", {})),
        seasons=tuple(_season_in(one) for one in _list(known.get("seasons", []), "seasons")),
        school=_week_in(known["school"]) if "school" in known else None,
        specials=tuple(_special_in(one) for one in _list(known.get("specials", []), "specials")),
        closed_on_holidays=known.get("open_on_holidays", False) is not True,
    )


def _season_in(value: object) -> Season:
    known = _dict(value, "a season", {"name", "first", "last", "week"})
    return Season(_text(known.get("name", "")), _period_in(known), _week_in(known.get("week", {})))


def _special_in(value: object) -> Special:
    known = _dict(value, "a special day", {"first", "last", "spans", "reason"})
    return Special(_period_in(known), _spans_in(known.get("spans", [])), _text(known.get("reason", "")))


def check_stored(value: object) -> dict:
    """The hours of a place in all its channels, each a schedule or ``{"like": UID}``. Raises NotHours."""
    known = _dict(value, "opening hours", set(CHANNELS))
    for name, one in known.items():
        if isinstance(one, dict) and set(one) == {"like"}:
            if not (isinstance(one["like"], str) and one["like"].isalnum() and len(one["like"]) <= 64):
                raise NotHours(f"{name}: “like” is the UID of another place")
        else:
            schedule_in(one)
    return known


def _text(value: object) -> str:
    if not isinstance(value, str) or len(value) > LONGEST_REASON or not value.isprintable():
        raise NotHours("names and reasons are texts of one line")
    return value


def _list(value: object, what: str) -> list | tuple:
    if not isinstance(value, list | tuple):
        raise NotHours(f"{what}: a list is expected")
    return value


def _dict(value: object, what: str, keys: set[str]) -> dict:
    if not isinstance(value, dict):
        raise NotHours(f"{what}: an object is expected")
    if unknown := sorted(str(key) for key in set(value) - keys):
        raise NotHours(f"{what}: unknown {', '.join(unknown)[:80]}")
    return value
