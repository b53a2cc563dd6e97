"""Lists in batches: where one begins."""

FURTHEST = 10_000_000


def batch_start(request) -> int:
    """First row asked for (`b_start` of the address); 0 when it is no number, below, or beyond any list."""
    try:
        start = int(request.form.get("b_start", 0))
    except (TypeError, ValueError, OverflowError):
        return 0
    return start if 0 <= start < FURTHEST else 0
