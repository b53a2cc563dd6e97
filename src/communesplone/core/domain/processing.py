"""The register of what is kept about people (GDPR, art. 30): one activity, and what each of its parts must say."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Basis(StrEnum):
    """Why the commune may keep it: letters of art. 6, 1."""

    CONSENT = "6.1.a"
    CONTRACT = "6.1.b"
    LEGAL_DUTY = "6.1.c"
    PUBLIC_TASK = "6.1.e"


@dataclass(frozen=True)
class Activity:
    """Something the suite keeps about people, and for what. Texts are messages.

    ``delays``: how long, taken from the settings when the page is shown, several lines where kinds differ.
    ``stores``: names of the places in the database that it fills. ``kinds``: codes of the cases it is about.
    ``rank``: place on the page, small numbers first. ``page``: where people see their own data, below the site.
    """

    key: str
    title: Any
    purpose: Any
    basis: Basis
    people: tuple[Any, ...]
    data: tuple[Any, ...]
    recipients: tuple[Any, ...]
    delays: tuple[Any, ...]
    stores: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    page: str = ""
    rank: int = 50


@dataclass(frozen=True)
class NothingKept:
    """Something the suite does that keeps nothing about anybody; said, so that nobody has to wonder."""

    key: str
    title: Any
    stores: tuple[str, ...] = ()


def missing(activity: Activity) -> list[str]:
    """The parts that art. 30, 1 wants and that this activity leaves empty."""
    needed = ("title", "purpose", "people", "data", "recipients", "delays")
    return [name for name in needed if not getattr(activity, name)]


def in_order(activities: Iterable[Activity]) -> list[Activity]:
    """As the page shows them."""
    return sorted(activities, key=lambda one: (one.rank, one.key))
