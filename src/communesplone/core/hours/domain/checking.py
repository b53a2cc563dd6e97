"""What is wrong with a schedule, in sentences for the person who typed it."""

from collections.abc import Iterable
from collections.abc import Iterator
from communesplone.core.hours.domain.model import DAY
from communesplone.core.hours.domain.model import Period
from communesplone.core.hours.domain.model import Schedule
from communesplone.core.hours.domain.model import Span
from communesplone.core.hours.domain.model import Spans
from communesplone.core.hours.domain.model import Week
from communesplone.core.hours.domain.words import clock
from communesplone.core.hours.domain.words import shown_bound
from communesplone.core.hours.domain.words import WEEKDAYS
from communesplone.law.phrases import _
from communesplone.law.phrases import Phrase
from datetime import date
from datetime import timedelta
from itertools import combinations
from itertools import pairwise


_LEAP_YEAR = date(2024, 1, 1)
MOST_SPECIALS = 400
MOST_SEASONS = 24


def overlap(spans: Iterable[Span]) -> tuple[Span, Span] | None:
    """The first two spans of a day that share a minute."""
    ordered = sorted(spans)
    return next(((a, b) for a, b in pairwise(ordered) if b.start < a.end), None)


def check(schedule: Schedule) -> list[Phrase]:
    """All that is wrong; empty when it may be stored."""
    found = [*_too_many(schedule)]
    for week in schedule.weeks():
        found += _week(week)
    for special in schedule.specials:
        found += _day(special.spans, shown_bound(special.period.first))
    found += _crossing([(one.name, one.period) for one in schedule.seasons])
    found += _crossing([(shown_bound(one.period.first), one.period) for one in schedule.specials])
    found += _gaps(schedule)
    return found


def _too_many(schedule: Schedule) -> Iterator[Phrase]:
    if len(schedule.specials) > MOST_SPECIALS:
        yield _("More than ${most} special days: leave out those that are past.", most=MOST_SPECIALS)
    if len(schedule.seasons) > MOST_SEASONS:
        yield _("More than ${most} seasons.", most=MOST_SEASONS)


def _day(spans: Spans, name: object) -> Iterator[Phrase]:
    if (two := overlap(spans)) is not None:
        first, second = (f"{clock(one.start)}–{clock(one.end)}" for one in two)
        yield _("${day}: ${first} and ${second} overlap.", day=name, first=first, second=second)


def _week(week: Week) -> Iterator[Phrase]:
    for number, spans in enumerate(week.days):
        yield from _day(spans, WEEKDAYS[number])
        late = max((span.end for span in spans), default=0)
        following = week.days[(number + 1) % 7]
        if late > DAY and following and min(following).start < late - DAY:
            yield _(
                "${day} ends at ${time}, after the next day has opened.",
                day=WEEKDAYS[number],
                time=clock(late),
            )
    for one in week.nth:
        yield from _day(one.spans, WEEKDAYS[one.weekday])


def _crossing(named: list[tuple[object, Period]]) -> Iterator[Phrase]:
    # A day of one year comes before that of every year: only two of a kind contradict each other.
    for kind in (True, False):
        same = [(name, period) for name, period in named if period.annual is kind]
        for (name, period), (other, second) in combinations(same, 2):
            if period.first in second or second.first in period if not kind else _annual_crossing(period, second):
                yield _("${first} and ${second} share days.", first=name, second=other)


def _year() -> Iterator[date]:
    return (_LEAP_YEAR + timedelta(days=number) for number in range(366))


def _annual_crossing(one: Period, other: Period) -> bool:
    return any(day in one and day in other for day in _year())


def _gaps(schedule: Schedule) -> Iterator[Phrase]:
    """Without a regular week the seasons of every year have to fill it."""
    annual = [season.period for season in schedule.seasons if season.period.annual]
    if schedule.week or not annual:
        return
    missing = [day for day in _year() if not any(day in period for period in annual)]
    if missing:
        start = missing[0]
        end = start
        while end + timedelta(days=1) in missing:
            end += timedelta(days=1)
        yield _(
            "Between the seasons no hours are given, from ${start} to ${end}: write the regular week, or fill the gap.",
            start=shown_bound(Period(start, start).first, year=False),
            end=shown_bound(end, year=False),
        )
