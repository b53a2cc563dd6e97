"""What opening hours are made of: spans, weeks, seasons, special days. Values only; questions are in ``engine``."""

from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field
from datetime import date
from datetime import timedelta
from enum import StrEnum


DAY = 24 * 60
MONDAY, SUNDAY = 0, 6
LAST = -1  # the last one in the month
_LONGEST_MONTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class State(StrEnum):
    """How one is received during a span."""

    OPEN = "open"
    APPOINTMENT = "appointment"
    SELF_SERVICE = "self_service"

    @property
    def walk_in(self) -> bool:
        """Whether one may come without an appointment."""
        return self is not State.APPOINTMENT


@dataclass(frozen=True, order=True)
class Span:
    """A time of a day, in minutes since its midnight; an end above 1440 lies on the next day.

    Raises ValueError when it does not start on the day, does not end after its start, or lasts longer than a day.
    """

    start: int
    end: int
    state: State = State.OPEN

    def __post_init__(self) -> None:
        if not (0 <= self.start < DAY and self.start < self.end <= self.start + DAY):
            raise ValueError(f"no span of a day: {self.start} to {self.end}")
        object.__setattr__(self, "state", State(self.state))

    @property
    def whole_day(self) -> bool:
        return (self.start, self.end) == (0, DAY)


Spans = tuple[Span, ...]


@dataclass(frozen=True, order=True)
class Annual:
    """A day of every year. 29 February is the end of February in other years. Raises ValueError for 31 June."""

    month: int
    day: int

    def __post_init__(self) -> None:
        if not (1 <= self.month <= 12 and 1 <= self.day <= _LONGEST_MONTHS[self.month - 1]):
            raise ValueError(f"no day of a year: {self.day}/{self.month}")


Bound = date | Annual


@dataclass(frozen=True)
class Period:
    """From the first to the last day, both included; of one year, or of every year, then also across the new year.

    Raises ValueError when a bound has a year and the other none, or the last day comes before the first.
    """

    first: Bound
    last: Bound

    def __post_init__(self) -> None:
        if isinstance(self.first, date) is not isinstance(self.last, date):
            raise ValueError("one bound has a year, the other none")
        if isinstance(self.first, date) and self.last < self.first:
            raise ValueError("the last day comes before the first")

    @property
    def annual(self) -> bool:
        return isinstance(self.first, Annual)

    def __contains__(self, day: date) -> bool:
        if not self.annual:
            return self.first <= day <= self.last
        here = Annual(day.month, day.day)
        if self.first <= self.last:
            inside = self.first <= here <= self.last
            # A holiday of 29 February alone is kept on the 28th of other years.
            return inside or (self.first == self.last == Annual(2, 29) and _eve_of_march(day))
        return here >= self.first or here <= self.last


def _eve_of_march(day: date) -> bool:
    return (day.month, day.day) == (2, 28) and (day + timedelta(days=1)).month == 3


@dataclass(frozen=True, order=True)
class Nth:
    """The spans of one weekday of the month only: ordinal 1 to 5, or LAST."""

    weekday: int
    ordinal: int
    spans: Spans

    def __contains__(self, day: date) -> bool:
        if day.weekday() != self.weekday:
            return False
        if self.ordinal == LAST:
            return (day + timedelta(days=7)).month != day.month
        return (day.day - 1) // 7 + 1 == self.ordinal


@dataclass(frozen=True)
class Week:
    """Seven days from Monday, with what is special about single weekdays of a month (they replace the day)."""

    days: tuple[Spans, ...] = ((),) * 7
    nth: tuple[Nth, ...] = ()

    def __post_init__(self) -> None:
        if len(self.days) != 7:
            raise ValueError("a week has seven days")

    def on(self, day: date) -> Spans:
        """The spans that start on that day."""
        for one in self.nth:
            if day in one:
                return one.spans
        return self.days[day.weekday()]

    def __bool__(self) -> bool:
        return any(self.days) or any(one.spans for one in self.nth)


@dataclass(frozen=True)
class Season:
    """A week that holds in a period."""

    name: str
    period: Period
    week: Week


@dataclass(frozen=True)
class Special:
    """What holds on single days, whatever the week says: spans, or closed when there are none; with the reason."""

    period: Period
    spans: Spans
    reason: str = ""


@dataclass(frozen=True)
class Schedule:
    """The opening hours of one place in one way (at the desk, by telephone).

    ``week`` holds outside of the seasons, ``school`` in school holidays (None: they make no difference), also within
    a season. ``closed_on_holidays``: public holidays and the commune's own closing days, unless a special day opens.
    """

    week: Week = field(default_factory=Week)
    seasons: tuple[Season, ...] = ()
    school: Week | None = None
    specials: tuple[Special, ...] = ()
    closed_on_holidays: bool = True

    def weeks(self) -> Iterator[Week]:
        """Every week there is, the regular one first."""
        yield self.week
        for season in self.seasons:
            yield season.week
        if self.school is not None:
            yield self.school
