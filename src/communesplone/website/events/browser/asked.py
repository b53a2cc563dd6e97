"""What a visitor asks the agenda for, read from the address."""

from communesplone.core.forms.sent import text_of
from communesplone.website.events import facts
from communesplone.website.events.vocabularies import AUDIENCES
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode


LONGEST = 200


@dataclass(frozen=True)
class Asked:
    """'' for whatever was not asked."""

    period: str = ""
    audience: str = ""
    place: str = ""

    def takes(self, row: Any) -> bool:
        """Whether the row is for that audience and at that place; what is for everybody is for each audience."""
        audiences = facts.known(row).get("audience", ())
        fits = not self.audience or self.audience in audiences or "all" in audiences
        return fits and (not self.place or row.location == self.place)

    def query(self, **other: str | int) -> str:
        """The same as the end of an address, with some values exchanged."""
        values = {"period": self.period, "audience": self.audience, "place": self.place, **other}
        return urlencode({name: value for name, value in values.items() if value})


def of(request: Any) -> Asked:
    """What the address says; nonsense is nothing."""
    audience = text_of(request, "audience")
    return Asked(
        period=text_of(request, "period")[:LONGEST],
        audience=audience if audience in AUDIENCES else "",
        place=text_of(request, "place")[:LONGEST],
    )
