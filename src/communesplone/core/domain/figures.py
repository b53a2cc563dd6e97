"""Figures about cases: how many, how fast, how often in time; exact, from counts that can be added and taken away.

A case is told by a *fact*, a tuple of plain values. A fact is counted under *entries*, each in the *cell* of a month
and a unit. Counting one more case adds its entries, a changed case takes the old ones away and adds the new: the sums
depend neither on the order of events nor on repeats. Delays are kept as histograms (working days -> number of cases),
from which median and percentiles are exact.
"""

from collections import Counter
from collections.abc import Collection
from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from datetime import date
from typing import NamedTuple


NOBODY = "-"
NOW = 0  # the cell of what is open, whatever its month
RECEIVED, FINISHED, OPEN, BY, CHARGE = "received", "finished", "open", "by", "charge"
UNKNOWN = -1
# Below, a delay or a share says more about single cases than about the work.
FEWEST = 5

Cell = tuple[int, str]
Entry = tuple


class Fact(NamedTuple):
    """What is counted of a case. Stored as the plain tuple that it is, so fields are only ever added at the end.

    ``kind`` is HANDLER.kind; ``received`` and ``finished`` are months (``month_of``), ``finished`` 0 while the case is
    open; ``outcome`` the state it left the open ones for; ``days`` the working days it took and ``in_time`` 1 or 0,
    both -1 when unknown; ``due`` the ordinal of the due date, 0 when there is none or the clock stands still.
    """

    kind: str
    unit: str
    person: str
    received: int
    finished: int = 0
    outcome: str = ""
    days: int = UNKNOWN
    in_time: int = UNKNOWN
    due: int = 0


def month_of(day: date) -> int:
    """Number of the day's month, so that the next month is one more."""
    return day.year * 12 + day.month - 1


def first_day(month: int) -> date:
    """The first day of a month by its number."""
    return date(month // 12, month % 12 + 1, 1)


def entries(fact: Fact) -> list[tuple[Cell, Entry]]:
    """Where a fact counts, and as what: (kind, what); each counts one."""
    found: list[tuple[Cell, tuple]] = [((fact.received, fact.unit), (RECEIVED,))]
    if fact.finished:
        cell = (fact.finished, fact.unit)
        found.append((cell, (FINISHED, fact.outcome, fact.days, fact.in_time)))
        if fact.person != NOBODY:
            found.append((cell, (BY, fact.person)))
    else:
        found.append(((NOW, fact.unit), (OPEN, fact.due)))
        found.append(((NOW, fact.unit), (CHARGE, fact.person)))
    return [(cell, (fact.kind, what)) for cell, what in found]


def nameless(fact: Fact) -> Fact:
    """The fact without the person in charge: what stays of a case that is gone."""
    return fact._replace(person=NOBODY)


@dataclass
class Figures:
    """Sums over some cells. ``delays``: working days -> number of answered cases; ``timed``: answered with a term.

    A withdrawn case is finished, but nobody answered it: it counts in no delay and no share.
    """

    received: int = 0
    finished: int = 0
    refused: int = 0
    withdrawn: int = 0
    open: int = 0
    late: int = 0
    timed: int = 0
    in_time: int = 0
    delays: Counter = field(default_factory=Counter)

    def count(self, what: tuple, number: int, today: date) -> None:
        """Add ``number`` cases that count as this; what tells of persons is passed over."""
        if what[0] == RECEIVED:
            self.received += number
        elif what[0] == OPEN:
            self.open += number
            self.late += number if 0 < what[1] < today.toordinal() else 0
        elif what[0] == FINISHED:
            self._count_finished(number, *what[1:])

    def _count_finished(self, number: int, outcome: str, days: int, in_time: int) -> None:
        self.finished += number
        if outcome == "withdrawn":
            self.withdrawn += number
            return
        if outcome == "refused":
            self.refused += number
        if days != UNKNOWN:
            self.delays[days] += number
        if in_time != UNKNOWN:
            self.timed += number
            self.in_time += number * in_time

    @property
    def median(self) -> float | None:
        """Median delay in working days; None below ``FEWEST`` answered cases."""
        return median(self.delays) if self.delays.total() >= FEWEST else None

    @property
    def ninetieth(self) -> int | None:
        """Working days within which nine of ten cases were answered; None below ``FEWEST`` answered cases."""
        return percentile(self.delays, 90) if self.delays.total() >= FEWEST else None

    @property
    def share(self) -> int | None:
        """Per cent of the answered cases with a term that were in time, rounded down; None below ``FEWEST`` of them.

        Rounded down, so that 100 means all of them.
        """
        return self.in_time * 100 // self.timed if self.timed >= FEWEST else None


@dataclass
class Report:
    """The figures of a choice of cells: in all, by month, by unit, by kind; and by person: (finished, open)."""

    total: Figures
    months: dict[int, Figures]
    units: dict[str, Figures]
    kinds: dict[str, Figures]
    people: dict[str, list[int]]


def report(
    counts: Iterable[tuple[int, str, Entry, int]], today: date, kind: str = "", named: Collection[str] = ()
) -> Report:
    """Sum (month, unit, entry, number).

    ``kind``, where given, is the only one that counts; ``named``: units of which persons are told.
    """
    months, units, kinds, people = Counter(), Counter(), Counter(), {}
    for month, unit, (its_kind, what), number in counts:
        if kind and its_kind != kind:
            continue
        if what[0] in (BY, CHARGE):
            if unit in named:
                people.setdefault(what[1], [0, 0])[what[0] == CHARGE] += number
            continue
        # Put together first: what is counted alike becomes few numbers, and only those are read one by one.
        units[unit, what] += number
        kinds[its_kind, what] += number
        if month != NOW:
            months[month, what] += number
    total = Counter()
    for (_unit, what), number in units.items():
        total["", what] += number
    parts = (_figures(sums, today) for sums in (months, units, kinds))
    return Report(_figures(total, today).get("", Figures()), *parts, people)


def _figures(sums: Mapping[tuple, int], today: date) -> dict:
    found: dict = {}
    for (name, what), number in sums.items():
        if name not in found:
            found[name] = Figures()
        found[name].count(what, number, today)
    return found


def percentile(histogram: Mapping[int, int], share: int) -> int:
    """The smallest value that at least ``share`` per cent of all values do not exceed (nearest rank).

    Raises ValueError for an empty histogram or a share outside of 1 to 100.
    """
    total = sum(histogram.values())
    if total <= 0 or not 1 <= share <= 100:
        raise ValueError("no values, or no percentage")
    return _ranked(histogram, -(-total * share // 100))


def median(histogram: Mapping[int, int]) -> float:
    """The middle value, or the mean of the two in the middle. Raises ValueError for an empty histogram."""
    total = sum(histogram.values())
    if total <= 0:
        raise ValueError("no values")
    return (_ranked(histogram, (total + 1) // 2) + _ranked(histogram, total // 2 + 1)) / 2


def _ranked(histogram: Mapping[int, int], rank: int) -> int:
    """The value at that place, counted from 1, when all are put in order."""
    seen = 0
    for value in sorted(histogram):
        seen += histogram[value]
        if seen >= rank:
            return value
    raise ValueError("rank beyond the values")
