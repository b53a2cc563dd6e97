"""Lists in batches: where one begins."""

from collections.abc import Mapping


FURTHEST = 10_000_000


def batch_start(request) -> int:
    """First row asked for (`b_start` of the address); 0 when it is no number, below, or beyond any list."""
    return start_in(request.form)


def start_in(form: Mapping) -> int:
    """The same, of the values of an address."""
    try:
        start = int(form.get("b_start", 0))
    except (TypeError, ValueError, OverflowError):
        return 0
    return start if 0 <= start < FURTHEST else 0
