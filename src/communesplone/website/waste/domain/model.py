"""What a waste calendar is made of: houses, streets, sectors, rules, kinds of waste."""

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from datetime import date
from enum import StrEnum
import re
import unicodedata


EVERY_SECTOR = "*"
_NOT_WORD = re.compile(r"[^a-z0-9]+")


class Side(StrEnum):
    """Which house numbers of a range."""

    ALL = ""
    ODD = "odd"
    EVEN = "even"


class Holiday(StrEnum):
    """What happens to a collection that falls on a public holiday."""

    SAME = "same"  # it is made all the same
    NONE = "none"  # it is not made
    AFTER = "after"  # on the next working day
    BEFORE = "before"  # on the working day before
    WEEK = "week"  # it and those of the rest of that week move on by a day


@dataclass(frozen=True)
class Houses:
    """House numbers of one side from `first` to `last`, both included; `last` of 0 is the end of the street."""

    first: int = 1
    last: int = 0
    side: Side = Side.ALL

    @property
    def whole(self) -> bool:
        """Whether these are all houses of the street."""
        return self.first <= 1 and not self.last and self.side is Side.ALL

    def holds(self, number: int) -> bool:
        """Whether the house stands in it."""
        inside = number >= self.first and (not self.last or number <= self.last)
        return inside and (self.side is Side.ALL or (number % 2 == 1) == (self.side is Side.ODD))

    def overlaps(self, other: "Houses") -> bool:
        """Whether a house may stand in both."""
        if {self.side, other.side} == {Side.ODD, Side.EVEN}:
            return False
        low = max(self.first, other.first)
        ends = [one for one in (self.last, other.last) if one]
        high = min(ends) if ends else low + 1
        # Two neighbours are an odd and an even number: one of them is on the side asked for.
        return any(self.holds(one) and other.holds(one) for one in (low, low + 1) if one <= high)


@dataclass(frozen=True)
class Row:
    """A street, or a part of it, and its sector; `line` of the table it was read from."""

    street: str
    sector: str
    place: str = ""
    houses: Houses = Houses()
    line: int = 0

    @property
    def key(self) -> str:
        """The street in an address: stable, without accents."""
        return key_of(self.street, self.place)

    @property
    def title(self) -> str:
        """The street, with its village where one is named."""
        return f"{self.street}, {self.place}" if self.place else self.street


@dataclass(frozen=True)
class Rule:
    """When one kind of waste is collected in a sector (`*`: in all of them).

    Regularly: on `weekday` (0 is Monday) every `weeks` weeks from `first` to `last`; and on `dates`. `cancelled` and
    `moved` are regular days that are not, or on another day; they and `dates` know nothing of public holidays.
    """

    sector: str
    waste: str
    weekday: int | None = None
    weeks: int = 1
    first: date | None = None
    last: date | None = None
    dates: tuple[date, ...] = ()
    cancelled: tuple[date, ...] = ()
    moved: tuple[tuple[date, date], ...] = ()
    holiday: Holiday = Holiday.SAME
    line: int = 0

    def is_for(self, sector: str) -> bool:
        """Whether it holds in that sector."""
        return self.sector in (sector, EVERY_SECTOR)


@dataclass(frozen=True)
class Kind:
    """A kind of waste: `names` by language in the place of the usual ones, what it is put into, where its rules are."""

    code: str
    bag: str = ""
    link: str = ""
    names: Mapping[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class Table:
    """Everything that the editor gave."""

    rows: tuple[Row, ...] = ()
    rules: tuple[Rule, ...] = ()
    kinds: tuple[Kind, ...] = ()

    def kind(self, code: str) -> Kind:
        """The kind of that code, a bare one where nobody described it."""
        return next((one for one in self.kinds if one.code == code), Kind(code))


def plain(text: str) -> str:
    """Lower case without accents."""
    split = unicodedata.normalize("NFKD", text.casefold().replace("œ", "oe").replace("æ", "ae"))
    return "".join(sign for sign in split if not unicodedata.combining(sign))


def key_of(*parts: str) -> str:
    """Words for an address, ``rue-de-l-eglise``: the same for texts that differ in accents, case or dashes only."""
    return _NOT_WORD.sub("-", plain(" ".join(part for part in parts if part))).strip("-")
