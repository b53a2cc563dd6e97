"""What an event costs: a line for each tariff, as a clerk types it."""

from decimal import Decimal
from decimal import InvalidOperation
from typing import NamedTuple
import re


NO_BREAK = "\u00a0"
_AMOUNT = re.compile(r"(?P<euros>[0-9]{1,5})(?:[.,](?P<cents>[0-9]{1,2}))?")


class Price(NamedTuple):
    """``amount`` in euros."""

    label: str
    amount: Decimal


def read(line: str) -> Price | None:
    """A line such as `Adults | 8.50`, `8,50 €` or `Children under 6 | 0`; None when it has no amount."""
    label, stroke, amount = line.rpartition("|")
    found = _AMOUNT.fullmatch(amount.replace("€", "").replace("EUR", "").strip())
    if found is None or (stroke and not label.strip()):
        return None
    try:
        value = Decimal(f"{found['euros']}.{(found['cents'] or '0'):0<2}")
    except InvalidOperation:
        return None
    return Price(" ".join(label.split()), value)


def words(amount: Decimal, language: str) -> str:
    """Such as `8,50 €` in French, `€ 8,50` in Dutch, `€8.50` in English; whole euros without cents."""
    plain = f"{amount:.2f}".removesuffix(".00")
    if language == "en":
        return f"€{plain}"
    plain = plain.replace(".", ",")
    return f"€{NO_BREAK}{plain}" if language == "nl" else f"{plain}{NO_BREAK}€"
