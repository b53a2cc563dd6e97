"""Which blocks stand on the home page, in which order, with which options.

Stored as JSON; broken parts are left out.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
import json
import re


MOST_BLOCKS = 40
_KEY = re.compile(r"[a-z][a-z0-9_]*(-\d{1,4})?")


class Unknown(LookupError):
    """No block of that key stands on the page."""


class Full(ValueError):
    """The page has as many blocks as it may have."""


@dataclass(frozen=True)
class Placed:
    """A block on the page. `key` is unique: the block's name, for a second one of a kind with a number."""

    key: str
    block: str
    shown: bool = True
    options: dict = field(default_factory=dict)


Arrangement = tuple[Placed, ...]


def read(text: str | None) -> Arrangement:
    """What `write` wrote; entries that are no blocks, and second ones of the same key, are left out."""
    try:
        entries = json.loads(text or "[]")
    except ValueError:
        return ()
    found: dict[str, Placed] = {}
    for entry in entries if isinstance(entries, list) else ():
        placed = _placed(entry)
        if placed is not None:
            found.setdefault(placed.key, placed)
    return tuple(found.values())[:MOST_BLOCKS]


def _placed(entry) -> Placed | None:
    if not isinstance(entry, dict):
        return None
    key, block, options = entry.get("key"), entry.get("block"), entry.get("options")
    if not (isinstance(key, str) and isinstance(block, str) and _KEY.fullmatch(key)):
        return None
    return Placed(key, block, bool(entry.get("shown", True)), options if isinstance(options, dict) else {})


def write(arrangement: Arrangement) -> str:
    """The arrangement as JSON."""
    entries = [{"key": one.key, "block": one.block, "shown": one.shown, "options": one.options} for one in arrangement]
    return json.dumps(entries, ensure_ascii=False, sort_keys=True)


def first(ranks: dict[str, int | None]) -> Arrangement:
    """What stands on a page that nobody has arranged: the blocks that have a rank, in its order."""
    named = sorted((rank, name) for name, rank in ranks.items() if rank is not None)
    return tuple(Placed(name, name) for _rank, name in named)


def find(arrangement: Arrangement, key: str) -> Placed:
    """The block of that key; raises Unknown."""
    for one in arrangement:
        if one.key == key:
            return one
    raise Unknown(key)


def move(arrangement: Arrangement, key: str, by: int) -> Arrangement:
    """The block `by` places further down (negative: up), at most to the end; raises Unknown."""
    moved = find(arrangement, key)
    rest = [one for one in arrangement if one.key != key]
    place = max(0, min(len(rest), arrangement.index(moved) + by))
    return (*rest[:place], moved, *rest[place:])


def show(arrangement: Arrangement, key: str, shown: bool) -> Arrangement:
    """The same blocks, this one shown or hidden; raises Unknown."""
    return _replaced(arrangement, replace(find(arrangement, key), shown=shown))


def set_options(arrangement: Arrangement, key: str, options: dict) -> Arrangement:
    """The same blocks, this one with other options; raises Unknown."""
    return _replaced(arrangement, replace(find(arrangement, key), options=dict(options)))


def remove(arrangement: Arrangement, key: str) -> Arrangement:
    """Without that block; raises Unknown."""
    gone = find(arrangement, key)
    return tuple(one for one in arrangement if one is not gone)


def add(arrangement: Arrangement, block: str) -> tuple[Arrangement, str]:
    """One more block at the end, and its key; raises Full."""
    if len(arrangement) >= MOST_BLOCKS:
        raise Full(MOST_BLOCKS)
    taken = {one.key for one in arrangement}
    keys: Iterable[str] = (block, *(f"{block}-{number}" for number in range(2, MOST_BLOCKS + 2)))
    key = next(key for key in keys if key not in taken)
    return (*arrangement, Placed(key, block)), key


def _replaced(arrangement: Arrangement, new: Placed) -> Arrangement:
    return tuple(new if one.key == new.key else one for one in arrangement)
