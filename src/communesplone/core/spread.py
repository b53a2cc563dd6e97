"""A persistent place that many writers fill at once without waiting for each other.

Values lie under random keys in 64 parts. A part is never empty: two first entries of an empty part could not be merged
by the database, two further ones can. Whoever takes values out (a worker, the writer of a chain) is one at a time.
"""

from BTrees.OOBTree import OOBTree
from collections.abc import Iterator
from persistent import Persistent
from secrets import token_hex


PARTS = 64
NOBODY = ""


class Spread(Persistent):
    """Keys are 24 hexadecimal digits; their first two say the part. The order of entries means nothing."""

    def __init__(self) -> None:
        self._parts = tuple(OOBTree({NOBODY: None}) for _number in range(PARTS))

    def _part(self, key: str) -> OOBTree:
        return self._parts[int(key[:2], 16) % PARTS]

    def add(self, value: object) -> str:
        """Put the value under a new key; returns the key."""
        key = token_hex(12)
        self.put(key, value)
        return key

    def put(self, key: str, value: object) -> None:
        """Put the value under a key that the caller chose; two writers of one key conflict, and one is repeated.

        Raises ValueError for what is no key.
        """
        if not _is_key(key):
            raise ValueError("24 hexadecimal digits")
        self._part(key)[key] = value

    def get(self, key: str) -> object | None:
        """The value of a key, or None when it was taken out."""
        return self._part(key).get(key) if _is_key(key) else None

    def drop(self, key: str) -> None:
        """Take a value out; nothing happens when it is not there."""
        if self.get(key) is not None:
            del self._part(key)[key]

    def items(self) -> Iterator[tuple[str, object]]:
        """Every key and its value, part by part; safe against what is dropped meanwhile."""
        for part in self._parts:
            for key, value in list(part.items()):
                if key != NOBODY:
                    yield key, value

    def __len__(self) -> int:
        return sum(len(part) - 1 for part in self._parts)

    def __bool__(self) -> bool:
        """An empty place is a place."""
        return True


def _is_key(key: object) -> bool:
    return isinstance(key, str) and len(key) == 24 and all(sign in "0123456789abcdef" for sign in key)
