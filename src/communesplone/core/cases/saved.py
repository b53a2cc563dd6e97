"""Filters of the queue under a name: a clerk's own, and those that a head shares with a unit.

They lie apart from cases and catalog. What is stored went through `Filters`, and is read through it again.
"""

from BTrees.OOBTree import OOBTree
from collections.abc import Container
from collections.abc import Iterable
from communesplone.core.cases.queue import directed_units
from communesplone.core.cases.queue import Filters
from communesplone.core.cases.queue import my_units
from communesplone.core.cases.store import get_store
from dataclasses import dataclass
from dataclasses import replace
from plone import api
from zope.annotation.interfaces import IAnnotations


KEY = "communesplone.core.cases.saved"
MOST = 20  # of one person, or of one unit
LONGEST = 60  # characters of a name


class NotSaved(Exception):
    """The name is missing or too long, there are too many, or the user may not; nothing was changed."""


@dataclass(frozen=True)
class Saved:
    """`unit`: UID of the unit it is shared with, '' for the clerk's own; `mine`: whether the user may change it."""

    name: str
    unit: str
    filters: Filters
    mine: bool


def listed(mine: Iterable[str] | None = None, directed: Container[str] | None = None) -> list[Saved]:
    """What the current user finds above the queue: the own ones by name, then those of the user's units.

    `mine`, `directed`: UIDs of the user's units and of those that the user directs, where the caller has them.
    """
    mine = my_units() if mine is None else mine
    directed = directed_units() if directed is None else directed
    found = [Saved(name, "", filters, True) for name, filters in _read(_me())]
    for uid in mine:
        found += [Saved(name, uid, filters, uid in directed) for name, filters in _read(uid)]
    return found


def save(name: str, filters: Filters, unit: str = "") -> None:
    """Keep filters under a name, for oneself or for a unit that one directs; the same name is replaced.

    Raises NotSaved.
    """
    owner, name = _owner(unit), _clean(name)
    known = dict(_read_plain(owner))
    known[name] = replace(filters, start=0).form()
    _write(owner, known)


def rename(name: str, new_name: str, unit: str = "") -> None:
    """Give another name; raises NotSaved also where there is none of the former name, or one of the new name."""
    owner, new_name = _owner(unit), _clean(new_name)
    known = dict(_read_plain(owner))
    if name not in known or (new_name != name and new_name in known):
        raise NotSaved("name")
    known[new_name] = known.pop(name)
    _write(owner, known)


def drop(name: str, unit: str = "") -> None:
    """Forget one; nothing happens where there is none. Raises NotSaved where the user may not."""
    owner = _owner(unit)
    known = dict(_read_plain(owner))
    if known.pop(name, None) is not None:
        _write(owner, known)


def _me() -> str:
    return f"user:{api.user.get_current().getId() or ''}"


def _owner(unit: str) -> str:
    """Where it is kept; raises NotSaved for a unit that the user does not direct."""
    if unit and unit not in directed_units():
        raise NotSaved("unit")
    return unit or _me()


def _clean(name: str) -> str:
    name = " ".join(name.split()) if isinstance(name, str) else ""
    if not name or len(name) > LONGEST:
        raise NotSaved("name")
    return name


def _read(owner: str) -> list[tuple[str, Filters]]:
    return [(name, Filters.from_form(form)) for name, form in _read_plain(owner)]


def _read_plain(owner: str) -> tuple:
    """Pairs of a name and the fields of its filters, by name."""
    book = IAnnotations(get_store()).get(KEY)
    return book.get(owner, ()) if book is not None else ()


def _write(owner: str, known: dict[str, dict]) -> None:
    if len(known) > MOST:
        raise NotSaved("number")
    notes = IAnnotations(get_store())
    if KEY not in notes:
        notes[KEY] = OOBTree()
    if known:
        notes[KEY][owner] = tuple(sorted(known.items()))
    elif owner in notes[KEY]:
        del notes[KEY][owner]
