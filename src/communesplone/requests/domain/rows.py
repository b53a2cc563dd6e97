"""Rows of a card: one a line, its parts divided by upright strokes.

``Adults | 25 € | paid at the desk`` is a row of three parts. A clerk types it without any tool, a program reads it, and
a text of before that has no stroke is a row with one part.
"""

from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple
from urllib.parse import urlsplit
import re


STROKE = "|"
LONGEST = 1000  # signs in a line
_AMOUNT = re.compile(r"(?:€\s*)?(\d{1,6})(?:[.,](\d{2}))?\s*(?:€|EUR|euros?)?", re.IGNORECASE)


class Fault(StrEnum):
    """Why a line is no row."""

    EMPTY = "empty"
    TOO_LONG = "too_long"
    TOO_MANY = "too_many"
    NO_LINK = "no_link"


class Row(NamedTuple):
    """The parts of a line; a part that is missing is ''."""

    first: str
    second: str = ""
    third: str = ""


def split(line: str) -> list[str]:
    """The parts of a line, without blanks around them."""
    return [part.strip() for part in line.split(STROKE)]


def row(line: str) -> Row:
    """A line as a row; what stands after the third stroke is left out."""
    return Row(*split(line)[:3])


def rows(lines: Iterable[str]) -> list[Row]:
    """All rows that say something."""
    return [found for found in map(row, lines or ()) if any(found)]


def fault(line: str, parts: int, is_link: bool = False) -> Fault | None:
    """What is wrong with a line of at most `parts` parts; with `is_link` the last of them is an address of the web."""
    found = split(line)
    if not found[0]:
        return Fault.EMPTY
    if len(line) > LONGEST:
        return Fault.TOO_LONG
    if len(found) > parts:
        return Fault.TOO_MANY
    if is_link and len(found) == parts and found[-1] and not is_web_address(found[-1]):
        return Fault.NO_LINK
    return None


def is_web_address(text: str) -> bool:
    """Whether a browser may be sent there: http or https, with a host, without blanks."""
    if any(sign.isspace() or ord(sign) < 32 for sign in text):
        return False
    try:
        parts = urlsplit(text)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.username is None
    except ValueError:
        return False


def amount(text: str) -> Decimal | None:
    """Euros that a text says, and nothing beside: `25 €`, `7,50 EUR`; None for other texts."""
    found = _AMOUNT.fullmatch(text.strip())
    return Decimal(f"{found[1]}.{found[2] or '00'}") if found else None
