"""Finding entries: newest first, by the indexes, so that the time does not depend on how long the log is."""

from collections.abc import Iterator
from communesplone.core.audit.domain.entry import Entry
from communesplone.core.audit.log import Chain
from communesplone.core.audit.log import INDEXED
from dataclasses import dataclass
from dataclasses import fields
from datetime import date
from datetime import timedelta
import re


LONGEST = 200


@dataclass(frozen=True)
class Wanted:
    """What is asked for; '' and None mean any. `before`: entries with a smaller number only, 0 for all."""

    about: str = ""
    person: str = ""
    actor: str = ""
    action: str = ""
    first: date | None = None
    last: date | None = None
    before: int = 0

    @classmethod
    def from_form(cls, form: dict) -> "Wanted":
        """Read the fields of a form or a query string; what makes no sense counts as not given. Never raises."""
        before = _text(form, "before")
        return cls(
            **{name: _text(form, name) for name in INDEXED},
            first=_day(_text(form, "first")),
            last=_day(_text(form, "last")),
            before=int(before) if re.fullmatch("[0-9]{1,12}", before) else 0,
        )

    def form(self) -> dict[str, str]:
        """The fields that say the same, without those that say nothing."""
        pairs = ((field.name, getattr(self, field.name)) for field in fields(self))
        return {name: str(value) for name, value in pairs if value}


def _text(form: dict, name: str) -> str:
    value = form.get(name, "")
    return value.strip()[:LONGEST] if isinstance(value, str) else ""


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def entries(chain: Chain, wanted: Wanted) -> Iterator[Entry]:
    """The entries asked for, newest first; take as many as you need."""
    for number in _numbers(chain, wanted):
        entry = chain.get(number)
        if entry is not None and _is_within(entry.day, wanted):
            yield entry


def _is_within(day: date, wanted: Wanted) -> bool:
    return (wanted.first is None or wanted.first <= day) and (wanted.last is None or day <= wanted.last)


def _numbers(chain: Chain, wanted: Wanted) -> Iterator[int]:
    sets = [chain.numbers(name, getattr(wanted, name)) for name in INDEXED if getattr(wanted, name)]
    newest = min(chain.count, wanted.before - 1) if wanted.before else chain.count
    bottom = chain.first_of(wanted.first) if wanted.first else 1
    top = chain.first_of(wanted.last + timedelta(days=1)) - 1 if _ends(wanted) else chain.count
    for number in _late(chain, wanted, top, newest):
        if all(number in one for one in sets):
            yield number
    yield from _in_all(sets, min(top, newest), bottom)


def _ends(wanted: Wanted) -> bool:
    return wanted.last is not None and wanted.last < date.max


def _late(chain: Chain, wanted: Wanted, top: int, newest: int) -> list[int]:
    """Entries of the days asked for that joined the chain after them, newest first."""
    if not _ends(wanted):
        return []
    found = chain.late(wanted.first or date.min, wanted.last)
    return [number for number in reversed(found) if top < number <= newest]


def _in_all(sets: list, top: int, bottom: int) -> Iterator[int]:
    """Numbers from top down to bottom that are in all sets: leaps over what one of them has not."""
    number = top
    while number >= bottom:
        reached = number
        for one in sets:
            try:
                reached = one.maxKey(reached)
            except ValueError:
                return
        if reached == number:
            yield number
            number -= 1
        else:
            number = reached
