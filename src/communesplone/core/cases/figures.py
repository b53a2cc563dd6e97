"""Where the figures about cases are kept: counts by month and unit, brought in line with each row of the catalog.

A row carries the fact that was counted for it. Whoever renews the row exchanges the old fact for the new one in the
same transaction, so a repeat counts nothing twice, and work that a crash lost is counted when the row is mended. A
finished case that is gone stays in the figures as a count, without a person; an open one that is gone was never work.
"""

from BTrees.OOBTree import OOBTree
from collections import Counter
from collections.abc import Iterable
from collections.abc import Iterator
from communesplone.core.domain.figures import Cell
from communesplone.core.domain.figures import entries
from communesplone.core.domain.figures import Entry
from communesplone.core.domain.figures import Fact
from communesplone.core.domain.figures import month_of
from communesplone.core.domain.figures import nameless
from communesplone.core.domain.figures import NOBODY
from communesplone.core.domain.figures import NOW
from communesplone.core.domain.figures import UNKNOWN
from persistent import Persistent


def fact_of(case, kind: str, is_open: bool) -> tuple:
    """The fact of a case as a plain tuple, () for one that was never submitted. ``kind``: the token of its handler."""
    if case.submitted is None:
        return ()
    runs = is_open and case.stopped is None and case.due is not None
    fact = Fact(
        kind=f"{case.handler}.{kind}",
        unit=case.unit or NOBODY,
        person=case.assignee or NOBODY,
        received=month_of(case.submitted),
        due=case.due.toordinal() if runs else 0,
    )
    if not is_open and case.finished is not None:
        fact = fact._replace(
            finished=month_of(case.finished),
            outcome=case.outcome,
            days=UNKNOWN if case.taken is None else case.taken,
            in_time=UNKNOWN if case.in_time is None else int(case.in_time),
        )
    return tuple(fact)


class Tally(Persistent):
    """Numbers by entry; zeros are not kept. Two writers at once: what each added is added up, nobody waits."""

    def __init__(self) -> None:
        self.numbers: dict[Entry, int] = {}

    def add(self, entry: Entry, number: int) -> None:
        """Count ``number`` more (or fewer) of the entry."""
        self.numbers = _sum(self.numbers, {entry: number})

    def _p_resolveConflict(self, old: dict, saved: dict, mine: dict) -> dict:
        added = _sum(mine["numbers"], old["numbers"], -1)
        return {**saved, "numbers": _sum(saved["numbers"], added)}


def _sum(one: dict, other: dict, sign: int = 1) -> dict:
    found = dict(one)
    for entry, number in other.items():
        found[entry] = found.get(entry, 0) + sign * number
        if not found[entry]:
            del found[entry]
    return found


class FigureBook(Persistent):
    """``live``: counts of the cases that have a row; ``gone``: of finished cases that were deleted; titles of kinds."""

    def __init__(self) -> None:
        self.live = OOBTree()
        self.gone = OOBTree()
        self.titles = OOBTree()

    def exchange(self, before: tuple, after: tuple) -> None:
        """The fact of one case changed; () where there was none or is none any more."""
        if before == after:
            return
        self._count(self.live, before, -1)
        self._count(self.live, after, 1)

    def leave(self, before: tuple) -> None:
        """The case of that fact is gone: a finished one stays as a count without a person."""
        self._count(self.live, before, -1)
        if before and Fact(*before).finished:
            self._count(self.gone, tuple(nameless(Fact(*before))), 1)

    def name(self, kind: str, title: str) -> None:
        """Keep the title of a kind, for when no case of it has a row any more."""
        if title and self.titles.get(kind) != title:
            self.titles[kind] = title

    def recount(self, facts: Iterable[tuple]) -> None:
        """Count the live cases anew from the facts of all rows."""
        self.live.clear()
        for fact in facts:
            self._count(self.live, fact, 1)

    def counts(self, units: Iterable[str] | None, first: int, last: int) -> Iterator[tuple[int, str, Entry, int]]:
        """(month, unit, entry, number) of the months from first to last and of what is open now; all units for None."""
        wanted = None if units is None else frozenset(units)
        for tree in (self.live, self.gone):
            for lowest, highest in ((NOW, NOW), (max(first, NOW + 1), last)):
                for (month, unit), tally in tree.items((lowest, ""), (highest + 1, ""), excludemax=True):
                    if wanted is None or unit in wanted:
                        for entry, number in tally.numbers.items():
                            yield month, unit, entry, number

    def months(self) -> tuple[int, int] | None:
        """First and last month of which there is a figure, or None."""
        found = [edge for tree in (self.live, self.gone) for edge in _edges(tree)]
        return (min(found), max(found)) if found else None

    def everything(self) -> dict[str, dict[Cell, dict[Entry, int]]]:
        """All counts as plain values, for checks."""
        return {
            name: {cell: dict(tally.numbers) for cell, tally in tree.items() if tally.numbers}
            for name, tree in (("live", self.live), ("gone", self.gone))
        }

    def _count(self, tree: OOBTree, fact: tuple, number: int) -> None:
        if not fact:
            return
        for (cell, entry), times in Counter(entries(Fact(*fact))).items():
            if cell not in tree:
                tree[cell] = Tally()
            tree[cell].add(entry, number * times)


def _edges(tree: OOBTree) -> list[int]:
    try:
        return [tree.minKey((NOW + 1, ""))[0], tree.maxKey()[0]]
    except ValueError:
        return []
