"""Lists in batches: where one begins."""


def batch_start(request) -> int:
    """First row asked for (`b_start` of the address); 0 when it is no number or below."""
    try:
        return max(0, int(request.form.get("b_start", 0)))
    except (TypeError, ValueError):
        return 0
