"""One address fills no disk; another is not concerned; the next day counts anew."""

from communesplone.core.security.domain.quota import Quota
from datetime import date
from hypothesis import given
from hypothesis import strategies as st


DAY = date(2026, 11, 24)


def test_a_limit_of_files_and_one_of_size():
    quota = Quota()
    assert all(quota.take("203.0.113.7", 1, DAY, 3, 1) for _number in range(3))
    assert not quota.take("203.0.113.7", 1, DAY, 3, 1)
    assert quota.take("203.0.113.8", 1_000_000, DAY, 3, 1)
    assert not quota.take("203.0.113.8", 1, DAY, 3, 1)
    assert quota.take("203.0.113.7", 1, date(2026, 11, 25), 3, 1)


@given(st.lists(st.integers(0, 10**6), max_size=60), st.integers(1, 20), st.integers(1, 5))
def test_never_more_than_the_limits(sizes, files, megabytes):
    quota = Quota()
    taken = [size for size in sizes if quota.take("2001:db8::1", size, DAY, files, megabytes)]
    assert len(taken) <= files and sum(taken) <= megabytes * 1_000_000
