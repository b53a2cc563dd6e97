"""Axes of charts: round marks that hold every value, and places on a line of a given length."""

from itertools import count


def ticks(largest: int | float, most: int = 5) -> list[int]:
    """Whole, round marks from 0 up to the first one not below ``largest``: 1, 2 or 5 times a power of ten apart.

    At most ``most`` steps, at least one, so that an axis is never without length. Raises ValueError for a negative or
    endless value, or no step.
    """
    if not 0 <= largest < float("inf") or most < 1:
        raise ValueError("an axis needs a length and a step")
    step = next(step for step in _steps() if step * most >= largest)
    number = max(1, int(-(-largest // step)))
    return [step * mark for mark in range(number + 1)]


def _steps():
    for power in count():
        for first in (1, 2, 5):
            yield first * 10**power


def place(value: int | float, largest: int | float, length: int | float) -> float:
    """How far along a line of that length the value lies, to one decimal; 0 and the length bound it."""
    if largest <= 0:
        return 0.0
    return round(min(max(value / largest, 0), 1) * length, 1)
