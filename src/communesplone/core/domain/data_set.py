"""A table that the commune gives to everybody: its columns and what they hold."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    """What the cells of a column are. Moments are aware and written in ISO 8601; lists are joined in CSV."""

    TEXT = "string"
    NUMBER = "double"
    WHOLE = "integer"
    TRUTH = "boolean"
    DAY = "date"
    MOMENT = "dateTime"
    ADDRESS = "anyURI"
    MANY = "list"


@dataclass(frozen=True)
class Column:
    """``name``: stable, small letters; ``title``: a message; ``means``: IRI of a known property, '' for none."""

    name: str
    title: Any
    kind: Kind = Kind.TEXT
    means: str = ""


class Often(StrEnum):
    """How often a table changes: codes of the authority table of the European Union."""

    CONTINUOUS = "CONT"
    DAILY = "DAILY"
    IRREGULAR = "IRREG"


def named(columns: tuple[Column, ...], row: tuple) -> dict[str, Any]:
    """A row as values by name of their column; what is empty is left out."""
    pairs = zip(columns, row, strict=True)
    return {column.name: value for column, value in pairs if value not in (None, "", ())}
