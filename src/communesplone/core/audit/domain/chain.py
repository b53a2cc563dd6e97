"""The chain: each entry is sealed with SHA-256 over the seal before it and its own line.

Whoever changes, takes out, adds or exchanges an entry breaks the seals from there on. Whoever can write the whole
database can also make all seals anew; only a seal kept elsewhere (the daily digest) tells that.
"""

from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from communesplone.core.audit.domain.entry import number_of
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from itertools import zip_longest


Sealed = tuple[bytes, bytes]  # a line and its seal
SEAL = 32  # bytes of a seal
START = bytes(SEAL)  # the seal before the first entry
MOST_FINDINGS = 20


def seal(previous: bytes, line: bytes) -> bytes:
    """The seal (32 bytes) of a line that follows the entry with the seal ``previous``."""
    return sha256(previous + line).digest()


class Fault(StrEnum):
    """What is wrong."""

    ALTERED = "altered"
    MISSING = "missing"
    OUT_OF_PLACE = "out of place"
    CUT = "cut off"
    NOT_AS_ANCHORED = "not as in the digest"


@dataclass(frozen=True)
class Finding:
    """What is wrong with the entries ``first`` to ``last`` (numbers, both included)."""

    fault: Fault
    first: int
    last: int


@dataclass(frozen=True)
class Verdict:
    """Result of a check: entries read, seal of the last, findings in order (the first 20)."""

    count: int
    head: bytes
    findings: tuple[Finding, ...]

    @property
    def is_whole(self) -> bool:
        """Whether nothing is wrong."""
        return not self.findings


class Check:
    """Reads a chain from its first entry on, batch by batch, in constant memory.

    ``anchors``: seals kept elsewhere, by the number of the entry that was the last when they were noted.
    """

    def __init__(self, anchors: Mapping[int, bytes] | None = None):
        self._anchors = dict(anchors or {})
        self._ahead = sorted(self._anchors, reverse=True)  # the next one last
        self._previous = START
        self._expected = 1
        self._findings: list[Finding] = []

    def feed_block(self, texts: Sequence[bytes], seals: bytes) -> None:
        """Check the next entries, given as lines and as their seals in one string.

        All seals are compared at once; only where they differ is each entry looked at.
        """
        previous, made = self._previous, []
        new, keep = sha256, made.append  # looked up once: this loop is what a check takes
        for text in texts:
            previous = new(previous + text).digest()
            keep(previous)
        if b"".join(made) != seals:
            stored = (seals[at : at + SEAL] for at in range(0, len(seals), SEAL))
            self.feed(zip_longest(texts, stored, fillvalue=b""))
            return
        first, self._expected = self._expected, self._expected + len(made)
        self._previous = previous
        while self._ahead and self._ahead[-1] < self._expected:
            number = self._ahead.pop()
            if number >= first and number in self._anchors:
                self._compare(number, made[number - first])

    def feed(self, batch: Iterable[Sealed]) -> None:
        """Check the next entries."""
        previous, expected = self._previous, self._expected
        anchored = self._anchors
        for text, stored in batch:
            if sha256(previous + text).digest() == stored:
                previous = stored
            else:
                previous, expected = self._diagnose(text, stored, previous, expected)
            if expected in anchored:
                self._compare(expected, stored)
            expected += 1
        self._previous, self._expected = previous, expected

    def _diagnose(self, text: bytes, stored: bytes, previous: bytes, expected: int) -> tuple[bytes, int]:
        """Name what is wrong; returns the seal to go on from, and the number that counts as read."""
        number = number_of(text)
        if number is None or number == expected:
            self._note(Fault.ALTERED, expected, expected)
            return stored, expected
        if number > expected:
            self._note(Fault.MISSING, expected, number - 1)
            return stored, number
        self._note(Fault.OUT_OF_PLACE, number, number)
        return previous, expected - 1

    def _compare(self, number: int, stored: bytes) -> None:
        if self._anchors.pop(number) != stored:
            self._note(Fault.NOT_AS_ANCHORED, number, number)

    def _note(self, fault: Fault, first: int, last: int) -> None:
        if len(self._findings) < MOST_FINDINGS:
            self._findings.append(Finding(fault, first, last))

    def verdict(self, count: int | None = None) -> Verdict:
        """The result; ``count`` is how many entries the log says it has."""
        last = self._expected - 1
        should = max([count or 0, *self._anchors])
        if should > last:
            self._note(Fault.CUT, last + 1, should)
        return Verdict(last, self._previous, tuple(self._findings))


def verify(chain: Iterable[Sealed], count: int | None = None, anchors: Mapping[int, bytes] | None = None) -> Verdict:
    """Check a whole chain: each altered, missing, added or exchanged entry is named.

    ``count`` and ``anchors`` tell where it should end: without them a cut end is not seen.
    """
    check = Check(anchors)
    check.feed(chain)
    return check.verdict(count)
