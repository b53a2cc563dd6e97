"""Which pages are least clear: few answers weigh little."""

from collections.abc import Iterable
from dataclasses import dataclass
import math


Z = 1.96  # 95 per cent


@dataclass(frozen=True)
class Answers:
    """How often a page was said to be clear, and not."""

    yes: int = 0
    no: int = 0

    @property
    def total(self) -> int:
        """All answers."""
        return self.yes + self.no

    @property
    def share(self) -> float:
        """The part of the answers that said no, from 0 to 1; 0 without answers."""
        return self.no / self.total if self.total else 0.0

    @property
    def weight(self) -> float:
        """The least share of no that so many answers speak for (lower bound of Wilson's interval)."""
        if not self.total:
            return 0.0
        spread = Z * math.sqrt(self.share * (1 - self.share) / self.total + Z * Z / (4 * self.total**2))
        return max(0.0, (self.share + Z * Z / (2 * self.total) - spread) / (1 + Z * Z / self.total))

    def __add__(self, other: "Answers") -> "Answers":
        return Answers(self.yes + other.yes, self.no + other.no)


def months(year: int, month: int, number: int) -> list[str]:
    """The last `number` months, this one first: ``2026-11``, ``2026-10``."""
    last = year * 12 + month - 1
    return [f"{one // 12:04}-{one % 12 + 1:02}" for one in range(last, last - number, -1)]


def worst_first(found: Iterable[tuple[str, Answers]]) -> list[tuple[str, Answers]]:
    """By the weight of what is not clear; of equal ones the one with more answers, then by key."""
    return sorted(found, key=lambda one: (-one[1].weight, -one[1].no, -one[1].total, one[0]))
