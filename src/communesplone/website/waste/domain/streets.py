"""Finding a street, and the part of it in which a house stands. What a search costs does not grow with the streets."""

from bisect import bisect_left
from communesplone.website.waste.domain.model import Houses
from communesplone.website.waste.domain.model import key_of
from communesplone.website.waste.domain.model import Row
from communesplone.website.waste.domain.model import Table
from dataclasses import dataclass
import re


SHORTEST = 2  # signs of a word that is searched for
NUMBER = re.compile(
    r"(.*?[^\W\d].*?)[\s,]+(?:n[°o.]*\s*)?(\d{1,4})\s*(?:[a-z]|bis|ter)?(?:\s*[/-]\s*\w+)?", re.IGNORECASE
)


@dataclass(frozen=True)
class Part:
    """The houses of a street that are in one sector; `key` names it in an address."""

    sector: str
    houses: tuple[Houses, ...]

    @property
    def key(self) -> str:
        return key_of(self.sector)


@dataclass(frozen=True)
class Street:
    """A street with its parts: a single one where all of it is in one sector."""

    key: str
    title: str
    parts: tuple[Part, ...]

    def part(self, key: str = "", number: int = 0) -> Part | None:
        """The part of that key, or in which that house stands, or the only one; None where nobody can tell."""
        if len(self.parts) == 1:
            return self.parts[0]
        for one in self.parts:
            if (key and one.key == key) or (number and any(houses.holds(number) for houses in one.houses)):
                return one
        return None


class Streets:
    """The streets of a table, sorted once."""

    def __init__(self, table: Table) -> None:
        rows: dict[str, list[Row]] = {}
        for row in table.rows:
            rows.setdefault(row.key, []).append(row)
        self.known = {key: _street(key, group) for key, group in sorted(rows.items())}
        words = {(word, key) for key in self.known for word in key.split("-")}
        self._words = sorted(words)

    def find(self, key: str) -> Street | None:
        """The street of that key."""
        return self.known.get(key)

    def search(self, text: str, most: int = 20) -> list[Street]:
        """Streets in which each typed word begins a word; those that begin with the text come first."""
        typed = key_of(text)
        words = [word for word in typed.split("-") if len(word) >= SHORTEST or word.isdigit()]
        if not words:
            return []
        found = set.intersection(*(self._beginning_with(word) for word in words))
        ranked = sorted(found, key=lambda key: (not key.startswith(typed), key))
        return [self.known[key] for key in ranked[:most]]

    def _beginning_with(self, word: str) -> set[str]:
        begin = bisect_left(self._words, (word,))
        end = bisect_left(self._words, (word + "\uffff",))
        return {key for _word, key in self._words[begin:end]}


def split_number(text: str) -> tuple[str, int]:
    """Street and house number of what was typed; 0 for none: ``rue Haute 12/3`` is ``rue Haute`` and 12."""
    match = NUMBER.fullmatch(text.strip())
    return (match[1].strip(" ,"), int(match[2])) if match else (text.strip(), 0)


def _street(key: str, rows: list[Row]) -> Street:
    houses: dict[str, list[Houses]] = {}
    for row in rows:
        houses.setdefault(row.sector, []).append(row.houses)
    parts = (
        Part(sector, tuple(sorted(some, key=lambda one: (one.first, one.side)))) for sector, some in houses.items()
    )
    return Street(
        key, rows[0].title, tuple(sorted(parts, key=lambda part: (part.houses[0].first, part.houses[0].side)))
    )
