"""So much in so long."""

from communesplone.core.domain.rate import Rate
from hypothesis import given
from hypothesis import strategies as st


def test_the_eleventh_time_waits_until_the_first_is_long_enough_ago():
    rate = Rate(10, 600)
    for second in range(10):
        assert rate.wait("a", second) == 0
        rate.count("a", second)
    assert rate.wait("a", 10) == 590
    assert rate.wait("a", 600) == 0
    assert rate.wait("b", 10) == 0


def test_nought_is_no_limit():
    rate = Rate(0, 600)
    for _time in range(100):
        rate.count("a", 1)
    assert rate.wait("a", 1) == 0


def test_keys_are_forgotten_when_there_are_too_many():
    rate = Rate(1, 600, size=5)
    for key in range(50):
        rate.count(key, key)
    assert len(rate) == 5


@given(st.integers(1, 5), st.lists(st.floats(0, 100), max_size=30))
def test_never_more_than_allowed_within_the_time(most, gaps):
    rate, now, done = Rate(most, 60), 0.0, []
    for gap in gaps:
        now += gap
        if rate.wait("a", now) == 0:
            rate.count("a", now)
            done.append(now)
    for moment in done:
        assert sum(1 for other in done if moment - 60 < other <= moment) <= most


@given(st.integers(1, 5), st.floats(0, 1000))
def test_after_the_wait_it_may_be_done(most, start):
    rate = Rate(most, 60)
    for _time in range(most):
        rate.count("a", start)
    assert rate.wait("a", start + rate.wait("a", start) + 1e-6) == 0
