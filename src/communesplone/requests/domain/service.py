"""A card as programs read it: plain values, from which schema.org and CPSV-AP are written."""

from dataclasses import dataclass
from dataclasses import field
from decimal import Decimal
import re


Words = dict[str, str]  # language -> text
_LINE_END = re.compile(r"[\n\r]+|,(?=\s*(?:B-)?\d{4,5}\s)")
_PLACE = re.compile(r"(?:B-)?(\d{4,5})\s+(.+)")


@dataclass(frozen=True)
class Term:
    """An entry of a fixed list."""

    token: str
    names: Words


@dataclass(frozen=True)
class Place:
    """Where a service is."""

    name: str
    url: str = ""
    street: str = ""
    postcode: str = ""
    city: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True)
class Channel:
    """A way to ask: `desk`, `online`, `phone`…; `url` is the page of an order on line, `place` the desk."""

    kind: str
    names: Words
    url: str = ""
    place: Place | None = None


@dataclass(frozen=True)
class Cost:
    """What it costs, in words, and in euros where the words are nothing but a sum."""

    texts: Words
    amount: Decimal | None = None


@dataclass(frozen=True)
class Law:
    """A law or a regulation, with its address where there is one."""

    texts: Words
    url: str = ""


@dataclass(frozen=True)
class Authority:
    """The commune."""

    url: str
    names: Words


@dataclass(frozen=True)
class Service:
    """A procedure of the commune."""

    url: str
    identifier: str
    titles: Words
    descriptions: Words
    authority: Authority
    languages: tuple[str, ...] = ()
    processing_days: int | None = None
    status: str = "normal"
    keywords: dict[str, tuple[str, ...]] = field(default_factory=dict)
    themes: tuple[Term, ...] = ()
    audiences: tuple[Term, ...] = ()
    life_events: tuple[Term, ...] = ()
    channels: tuple[Channel, ...] = ()
    costs: tuple[Cost, ...] = ()
    needs: tuple[Words, ...] = ()
    outcomes: Words = field(default_factory=dict)
    conditions: Words = field(default_factory=dict)
    laws: tuple[Law, ...] = ()
    related: tuple[str, ...] = ()
    office: Place | None = None

    @property
    def duration(self) -> str:
        """How long it takes as ISO 8601 says it (P21D); '' when nobody said."""
        return "" if self.processing_days is None else f"P{self.processing_days}D"


def address_of(lines: str) -> dict[str, str]:
    """An address as on an envelope, in parts: the last line with a postcode tells the city, those before the street."""
    parts = [part for line in _LINE_END.split(lines or "") if (part := line.strip(" ,"))]
    for number, line in reversed(list(enumerate(parts))):
        if found := _PLACE.fullmatch(line):
            return {"street": ", ".join(parts[:number]), "postcode": found[1], "city": found[2]}
    return {"street": ", ".join(parts), "postcode": "", "city": ""}
