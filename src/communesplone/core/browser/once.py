"""Answers that a view gives many times and finds once."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar


Answer = TypeVar("Answer")


def once(method: Callable[..., Answer]) -> Callable[..., Answer]:
    """Decorator for a method of a view: one answer for the same arguments, kept as long as the view, one request.

    For what is asked once a row: plone.memoize takes the path of the context into each key, which costs more than most
    answers. Arguments are hashable and positional.
    """
    place = f"_once_{method.__name__}"

    @wraps(method)
    def asked(self, *arguments):
        known = self.__dict__.setdefault(place, {})
        if arguments not in known:
            known[arguments] = method(self, *arguments)
        return known[arguments]

    return asked
