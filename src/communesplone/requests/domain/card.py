"""What holds for a card: how the service stands today, what the card lacks, whether it is due to be read again."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import NamedTuple


class Status(StrEnum):
    """How the service works at the moment."""

    NORMAL = "normal"
    REVISED = "revised"  # it goes another way than usual
    LIMITED = "limited"  # there is less of it than usual, or nothing


class Upkeep(StrEnum):
    """Whether somebody has to read the card."""

    GOOD = "good"
    STALE = "stale"
    NEVER = "never"  # no day was set


# In the order of the card. Without one of the first a citizen has to call; the second make a good card.
NEEDED = ("title", "description", "who", "steps", "outcome", "needs", "cost", "delay", "channels", "unit")
ADVISED = ("legal_rows", "themes", "audiences", "languages", "review_date", "card_owner")
EVERY = (*NEEDED, *ADVISED)
# What another part says as well.
INSTEAD = {
    "who": ("applicant",),
    "cost": ("cost_rows",),
    "delay": ("timeline",),
    "legal_rows": ("legal_basis",),
    "unit": ("places", "where"),
}


class Lack(NamedTuple):
    """Parts that a card has not."""

    needed: tuple[str, ...]
    advised: tuple[str, ...]

    @property
    def share(self) -> int:
        """How complete the card is, in per cent."""
        return round(100 * (1 - (len(self.needed) + len(self.advised)) / len(EVERY)))


def lack(values: Mapping[str, object]) -> Lack:
    """What is empty in a card of these values."""
    absent = [name for name in EVERY if not any(values.get(one) for one in (name, *INSTEAD.get(name, ())))]
    return Lack(tuple(n for n in absent if n in NEEDED), tuple(n for n in absent if n in ADVISED))


def status_on(today: date, status: str | None, until: date | None) -> Status:
    """How the service stands that day; `until` is the last day on which it is not as usual."""
    if not status or (until is not None and until < today):
        return Status.NORMAL
    return Status(status)


def needs_reason(status: str | None, reason: str | None) -> bool:
    """Whether a status was set that nobody explains."""
    return bool(status) and status != Status.NORMAL and not (reason or "").strip()


def upkeep(review: date | None, today: date) -> Upkeep:
    """A card is stale from the day on which it was to be read again."""
    if review is None:
        return Upkeep.NEVER
    return Upkeep.STALE if review <= today else Upkeep.GOOD
