"""The daily digest: how many entries there were at the end of a day, and the seal of the last one.

Kept outside of the database (log of errors, mail) it is what shows that a log was cut, or written anew with right
seals. One line: day, count, seal, and a mark made with the site's key (HMAC-SHA256, RFC 2104), so that a digest that
somebody wrote himself is told from one of this site.
"""

from collections.abc import Iterable
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
import hashlib
import hmac
import re


_LABEL = b"audit digest\0"
_LINE = re.compile(r"(\d{4}-\d\d-\d\d) (\d{1,12}) ([0-9a-f]{64}) ([0-9a-f]{64})")


@dataclass(frozen=True)
class Digest:
    """The log at the end of ``day``: number of entries, seal of the last (32 bytes), mark (64 hex digits)."""

    day: date
    count: int
    head: bytes
    mark: str

    def line(self) -> str:
        """As it is written to files and mails."""
        return f"{self.day.isoformat()} {self.count} {self.head.hex()} {self.mark}"


def make(key: bytes, day: date, count: int, head: bytes) -> Digest:
    """The digest of a day, marked with the site's key."""
    return Digest(day, count, head, _mark(key, day, count, head))


def is_genuine(keys: Sequence[bytes], digest: Digest) -> bool:
    """Whether one of the site's keys, the present one or one before it, made the mark."""
    marks = [_mark(key, digest.day, digest.count, digest.head) for key in keys]
    return any([hmac.compare_digest(one, digest.mark) for one in marks])  # noqa: C419 - the same time for each


def doubtful(keys: Sequence[bytes], digests: Iterable[Digest]) -> list[Digest]:
    """Those that none of the site's keys marked: not of this site, or of a key that is no longer kept."""
    return [one for one in digests if not is_genuine(keys, one)]


def read(text: str) -> list[Digest]:
    """All digests in a text: a file, mails saved one after the other, a log of errors. What is no digest is passed
    over. Never raises."""
    return [found for parts in _LINE.findall(text) if (found := _digest(*parts)) is not None]


def anchors(digests: Iterable[Digest]) -> dict[int, bytes]:
    """Seals by number of the entry, for `chain.Check`."""
    return {digest.count: digest.head for digest in digests if digest.count}


def _digest(day: str, count: str, head: str, mark: str) -> Digest | None:
    try:
        return Digest(date.fromisoformat(day), int(count), bytes.fromhex(head), mark)
    except ValueError:
        return None


def _mark(key: bytes, day: date, count: int, head: bytes) -> str:
    return hmac.new(key, _LABEL + f"{day.isoformat()} {count} ".encode() + head, hashlib.sha256).hexdigest()
