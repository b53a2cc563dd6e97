"""What is kept of a subscriber, and for how long without an answer."""

from dataclasses import dataclass
from datetime import datetime
from datetime import timedelta


# Days in which the link of the first mail is good; then the address is forgotten.
DAYS = 3


@dataclass(frozen=True)
class Subscriber:
    """An address and what it wants. `asked`, `confirmed`: aware moments, which prove the consent; None until then."""

    address: str
    language: str
    themes: tuple[str, ...]
    asked: datetime
    confirmed: datetime | None = None

    @property
    def is_confirmed(self) -> bool:
        return self.confirmed is not None

    def wants(self, themes: tuple[str, ...], before: datetime) -> bool:
        """Whether a letter with these themes, begun at that moment, goes to this address."""
        return self.confirmed is not None and self.confirmed <= before and bool(set(self.themes) & set(themes))


def is_stale(subscriber: Subscriber, now: datetime, days: int = DAYS) -> bool:
    """Whether nobody confirmed the address in time (GDPR, article 5(1)(e): no longer than needed)."""
    return subscriber.confirmed is None and now - subscriber.asked > timedelta(days=days)
