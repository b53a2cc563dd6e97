"""Seats: who gets one, who waits, who moves up.

One rule holds after every step: nobody waits who would fit. Who waits is served in the order of coming, but a family of
four does not keep one free seat empty: the first one that fits moves up.
"""

from collections.abc import Iterable
from enum import StrEnum


class Standing(StrEnum):
    """What a registration is worth."""

    CONFIRMED = "confirmed"
    WAITING = "waiting"
    CANCELLED = "cancelled"


def free(seats: int | None, taken: int) -> int | None:
    """Seats left; None for as many as come. Never negative, also when seats were taken away afterwards."""
    return None if seats is None else max(0, seats - taken)


def fits(seats: int | None, taken: int, persons: int) -> bool:
    """Whether so many persons find a seat."""
    left = free(seats, taken)
    return left is None or persons <= left


def standing(seats: int | None, taken: int, persons: int, waiting_list: bool) -> Standing | None:
    """What a new registration gets; None when it is refused: full, and no waiting list.

    Raises ValueError for a number of persons below one.
    """
    if persons < 1:
        raise ValueError("at least one person")
    if fits(seats, taken, persons):
        return Standing.CONFIRMED
    return Standing.WAITING if waiting_list else None


def moving_up(seats: int | None, taken: int, waiting: Iterable[tuple[str, int]]) -> list[str]:
    """Keys of those that get a seat now; ``waiting``: key and persons, first come first."""
    found = []
    for key, persons in waiting:
        if fits(seats, taken, persons):
            found.append(key)
            taken += persons
    return found
