"""Where the log lies: an inbox that every writer fills without conflicts, and the chain that one writer makes longer.

Entries are kept as sealed lines: the last few in the chain object itself, all others in blocks of 128, so that a
million entries are 8,000 objects. Indexes hold the numbers of the entries of an object, a person, an actor, an action.
"""

from BTrees.IIBTree import IITreeSet
from BTrees.IOBTree import IOBTree
from BTrees.OOBTree import OOBTree
from collections.abc import Iterator
from communesplone.core.audit.domain import entry as lines
from communesplone.core.audit.domain.chain import SEAL
from communesplone.core.audit.domain.chain import seal
from communesplone.core.audit.domain.chain import Sealed
from communesplone.core.audit.domain.chain import START
from communesplone.core.spread import Spread
from datetime import date
from datetime import datetime
from persistent import Persistent
from ZODB.POSException import POSKeyError
from zope.annotation.interfaces import IAnnotations


ANNOTATION = "communesplone.core.audit"
TAIL = 16
BLOCK = 8 * TAIL
END = b"\n"  # of a line; JSON has none inside
INDEXED = ("actor", "action", "about", "person")


class Block(Persistent):
    """Entries that follow each other: lines, each with its end, and seals of 32 bytes, in two strings.

    Two strings are read and written in one go; a tuple for each entry would double the time of a check.
    """

    def __init__(self) -> None:
        self.lines = b""
        self.seals = b""


class Chain(Persistent):
    """All entries, numbered from 1. Only `append` writes, and only the single writer calls it."""

    def __init__(self) -> None:
        self.count = 0
        self.head = START
        self._lines = b""
        self._seals = b""
        self._blocks = IOBTree()
        self._terms = OOBTree()
        self._days = IOBTree()
        self._late = OOBTree()

    def append(self, body: bytes, today: date) -> int:
        """Give the entry its number and its seal; returns the number. `today`: the day it joins the chain."""
        self.count += 1
        text = lines.line(self.count, body)
        self.head = seal(self.head, text)
        self._lines += text + END
        self._seals += self.head
        if len(self._seals) == TAIL * SEAL:
            self._put_away()
        self._index(self.count, body, today)
        return self.count

    def _put_away(self) -> None:
        place = (self.count - 1) // BLOCK
        if place not in self._blocks:
            self._blocks[place] = Block()
        self._blocks[place].lines += self._lines
        self._blocks[place].seals += self._seals
        self._lines = self._seals = b""

    def _index(self, number: int, body: bytes, today: date) -> None:
        moment, *values, _details = lines.fields(body)
        for name, value in zip(INDEXED, values, strict=True):
            if value:
                self._numbers(self._terms, f"{name} {value}").insert(number)
        if today.toordinal() not in self._days:
            self._days[today.toordinal()] = number
        day = datetime.fromisoformat(moment).date()
        if day != today:
            self._numbers(self._late, day.toordinal()).insert(number)

    @staticmethod
    def _numbers(tree: OOBTree, key) -> IITreeSet:
        found = tree.get(key)
        if found is None:
            found = tree[key] = IITreeSet()
        return found

    def sealed(self, number: int) -> Sealed | None:
        """The line and seal of an entry, or None when the log has no such number, or lost it."""
        start = self.count - len(self._seals) // SEAL
        found, place = (self._lines, self._seals), number - start - 1
        if number <= start:
            found, place = _strings(self._blocks.get((number - 1) // BLOCK)), (number - 1) % BLOCK
        texts, seals = found[0].split(END)[:-1], found[1][place * SEAL : (place + 1) * SEAL]
        return (texts[place], seals) if 0 <= place < len(texts) and number > 0 else None

    def get(self, number: int) -> lines.Entry | None:
        """The entry of that number, read; None when there is none or it cannot be read."""
        found = self.sealed(number)
        try:
            return None if found is None else lines.read(found[0])
        except ValueError:
            return None

    def batches(self) -> Iterator[tuple[list[bytes], bytes]]:
        """All lines and their seals, first to last, block by block; what cannot be loaded is left out."""
        for block in self._blocks.values():
            texts, seals = _strings(block)
            yield texts.split(END)[:-1], seals
            block._p_deactivate()
        yield self._lines.split(END)[:-1], self._seals

    def numbers(self, name: str, value: str) -> IITreeSet:
        """Numbers of the entries with that actor, action, about or person."""
        return self._terms.get(f"{name} {value}") or IITreeSet()

    def values(self, name: str) -> list[str]:
        """All values of an indexed part that occur: for actions, of which there are few."""
        return [key.partition(" ")[2] for key in self._terms.keys(f"{name} ", f"{name} \uffff")]

    def first_of(self, day: date) -> int:
        """Number of the first entry that joined the chain on that day or later; one after the last if none did."""
        later = next(iter(self._days.values(day.toordinal())), None)
        return self.count + 1 if later is None else later

    def late(self, first: date, last: date) -> list[int]:
        """Entries of those days that joined the chain on another day, after a killed process; numbers, ascending."""
        return sorted(number for found in self._late.values(first.toordinal(), last.toordinal()) for number in found)


def _strings(block: Block | None) -> tuple[bytes, bytes]:
    try:
        return (b"", b"") if block is None else (block.lines, block.seals)
    except POSKeyError:
        return b"", b""


class Log(Persistent):
    """Inbox and chain of a site, what the last check found, and the digests of the days."""

    def __init__(self) -> None:
        self.inbox = Spread()
        self.chain = Chain()
        self.digests = OOBTree()
        self.last_check: dict | None = None


def install(site) -> None:
    """Make room for the log in a site; an existing one is kept."""
    annotations = IAnnotations(site)
    if ANNOTATION not in annotations:
        annotations[ANNOTATION] = Log()


def get_log(site) -> Log | None:
    """The log of a site, or None where the suite is not installed."""
    annotations = IAnnotations(site, None)
    return None if annotations is None else annotations.get(ANNOTATION)
