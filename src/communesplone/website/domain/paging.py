"""Which pages of a long list have a link."""


def near(now: int, last: int, around: int = 2) -> list[int]:
    """The first page, the last one, and those at most `around` away from `now`; none where one page is enough."""
    if last < 2:
        return []
    return [number for number in range(1, last + 1) if number in (1, last) or abs(number - now) <= around]
