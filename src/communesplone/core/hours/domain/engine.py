"""The questions that people and pages ask: open on that day, open now, when again, what is unlike other weeks.

A span belongs to the day on which it starts: who is open on Friday until 2 in the morning is so although Saturday is
a holiday, and not on the night that follows a closed Friday.
"""

from collections.abc import Iterator
from communesplone.core.hours.domain.calendar import Calendar
from communesplone.core.hours.domain.calendar import SCHOOL
from communesplone.core.hours.domain.model import Schedule
from communesplone.core.hours.domain.model import Season
from communesplone.core.hours.domain.model import Spans
from communesplone.core.hours.domain.model import Special
from communesplone.core.hours.domain.model import State
from communesplone.core.hours.domain.zones import instant
from dataclasses import dataclass
from datetime import date
from datetime import datetime
from datetime import timedelta
from datetime import tzinfo
from datetime import UTC
from enum import StrEnum


HORIZON = 400  # days that a question looks ahead: a year and what a clerk may still enter
_ONE_DAY = timedelta(days=1)
_ORDER = {State.OPEN: 0, State.SELF_SERVICE: 1, State.APPOINTMENT: 2}


class Kind(StrEnum):
    """Where the hours of a day come from."""

    WEEK = "week"
    SEASON = "season"
    SCHOOL = "school"
    CLOSING = "closing"
    SPECIAL = "special"


@dataclass(frozen=True)
class DayHours:
    """The hours of one day, and why they are so: a text of the clerk or a phrase, '' in the regular week."""

    day: date
    spans: Spans
    kind: Kind = Kind.WEEK
    reason: object = ""

    @property
    def closed(self) -> bool:
        return not self.spans


@dataclass(frozen=True)
class Opening:
    """A span on a day as two moments (UTC), so that they compare right in the nights when clocks change."""

    start: datetime
    end: datetime
    state: State


@dataclass(frozen=True)
class Change:
    """Days on which the hours are not those of the week: a closing, special hours, a season."""

    first: date
    last: date
    kind: Kind
    spans: Spans
    reason: object = ""


class Hours:
    """The opening hours of one place in its calendar and time zone."""

    def __init__(self, schedule: Schedule, calendar: Calendar, zone: tzinfo) -> None:
        self.schedule = schedule
        self.calendar = calendar
        self.zone = zone

    # Days

    def on(self, day: date) -> DayHours:
        """What holds on that day, special days first, then closing days, school holidays, seasons, the week."""
        special = self._special(day)
        if special is not None:
            return DayHours(day, special.spans, Kind.SPECIAL, special.reason)
        closed = self.calendar.closed_because(day) if self.schedule.closed_on_holidays else None
        if closed is not None:
            return DayHours(day, (), Kind.CLOSING, closed)
        return self.usually(day)

    def usually(self, day: date) -> DayHours:
        """What would hold without special and closing days."""
        if self.schedule.school is not None and self.calendar.school(day):
            return DayHours(day, self.schedule.school.on(day), Kind.SCHOOL, SCHOOL)
        season = self._season(day)
        if season is not None:
            return DayHours(day, season.week.on(day), Kind.SEASON, season.name)
        return DayHours(day, self.schedule.week.on(day))

    def spans_on(self, day: date) -> Spans:
        """The spans that start on that day; empty when closed."""
        return tuple(sorted(self.on(day).spans))

    def week(self, day: date) -> list[DayHours]:
        """The seven days of the week of that day, from Monday."""
        monday = day - timedelta(days=day.weekday())
        return [self.on(monday + timedelta(days=number)) for number in range(7)]

    def _special(self, day: date) -> Special | None:
        found = [one for one in self.schedule.specials if day in one.period]
        return min(found, key=lambda one: one.period.annual, default=None)

    def _season(self, day: date) -> Season | None:
        found = [one for one in self.schedule.seasons if day in one.period]
        return min(found, key=lambda one: one.period.annual, default=None)

    # Moments

    def day_of(self, moment: datetime) -> date:
        """The day at the place."""
        return moment.astimezone(self.zone).date()

    def openings(self, day: date) -> list[Opening]:
        """The spans that start on a day as moments; what falls into the hour that clocks skip is cut."""
        found = []
        for span in self.spans_on(day):
            start = instant(day, span.start, self.zone, last=False)
            end = instant(day, span.end, self.zone, last=True)
            if start < end:
                found.append(Opening(start, end, span.state))
        return found

    def state_at(self, moment: datetime) -> State | None:
        """How one is received at a moment (aware); None when closed."""
        moment = moment.astimezone(UTC)
        day = self.day_of(moment)
        here = [one.state for one in self._around(day) if one.start <= moment < one.end]
        return min(here, key=_ORDER.__getitem__, default=None)

    def is_open(self, moment: datetime) -> bool:
        """Whether one may walk in at a moment (aware), without an appointment."""
        state = self.state_at(moment)
        return state is not None and state.walk_in

    def next_change(self, moment: datetime) -> datetime | None:
        """The first later moment at which one is received otherwise than now; None within the horizon."""
        now = self.state_at(moment)
        return next((edge for edge, state in self._edges(moment) if state is not now), None)

    def next_opening(self, moment: datetime) -> datetime | None:
        """The first later moment at which one may walk in and could not just before; None within the horizon."""
        open_before = self.is_open(moment)
        for edge, state in self._edges(moment):
            open_now = state is not None and state.walk_in
            if open_now and not open_before:
                return edge
            open_before = open_now
        return None

    def _around(self, day: date) -> list[Opening]:
        return [*self.openings(day - _ONE_DAY), *self.openings(day)]

    def _edges(self, moment: datetime) -> Iterator[tuple[datetime, State | None]]:
        """Later moments at which a span starts or ends, with the state from then on."""
        first, after = self.day_of(moment), moment.astimezone(UTC)
        for number in range(HORIZON):
            day = first + timedelta(days=number)
            edges = {edge for one in self._around(day) for edge in (one.start, one.end)}
            for edge in sorted(edges):
                if edge > after and self.day_of(edge) == day:
                    yield edge.astimezone(self.zone), self.state_at(edge)

    # What is unlike other weeks

    def changes_between(self, first: date, last: date) -> list[Change]:
        """What differs from the regular week from one day to another, both included, in the order of its days.

        Seasons with their whole period, closings only where the place would be open, special days always.
        """
        found: list[Change] = []
        running: DayHours | None = None
        for number in range((last - first).days + 1):
            here = self.on(first + timedelta(days=number))
            if self._notable(here):
                self._add(found, here)
            usual = self.usually(here.day)
            if usual.kind is not Kind.WEEK and not self._same_run(running, usual):
                found.append(self._run(usual))
            running = usual
        return sorted(found, key=lambda one: (max(one.first, first), one.kind is not Kind.SEASON))

    def _notable(self, here: DayHours) -> bool:
        if here.kind is Kind.CLOSING:
            return bool(self.usually(here.day).spans)
        return here.kind is Kind.SPECIAL

    @staticmethod
    def _add(found: list[Change], here: DayHours) -> None:
        """Put a day behind the same change of the day before, or as a new change."""
        for number, one in enumerate(found):
            same = (one.kind, one.spans, one.reason) == (here.kind, here.spans, here.reason)
            if same and one.last + _ONE_DAY == here.day:
                found[number] = Change(one.first, here.day, one.kind, one.spans, one.reason)
                return
        found.append(Change(here.day, here.day, here.kind, here.spans, here.reason))

    @staticmethod
    def _same_run(running: DayHours | None, here: DayHours) -> bool:
        return running is not None and (running.kind, running.reason) == (here.kind, here.reason)

    def _run(self, here: DayHours) -> Change:
        """The whole season or holiday around a day, at most a year to each side."""
        first = last = here.day
        for _day in range(366):
            if not self._same_run(here, self.usually(first - _ONE_DAY)):
                break
            first -= _ONE_DAY
        for _day in range(366):
            if not self._same_run(here, self.usually(last + _ONE_DAY)):
                break
            last += _ONE_DAY
        return Change(first, last, here.kind, (), here.reason)
