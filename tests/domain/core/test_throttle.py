"""Who guesses secrets waits longer and longer; who mistypes, or is guessed at, does not notice."""

from communesplone.core.domain.throttle import client_key
from communesplone.core.domain.throttle import SecretGuard
from communesplone.core.domain.throttle import Throttle
from concurrent.futures import ThreadPoolExecutor
from hypothesis import given
from hypothesis import strategies as st
import pytest


def fail(throttle, key, times, now=0.0):
    for _attempt in range(times):
        throttle.failed(key, now)


def test_a_stranger_to_the_throttle_does_not_wait():
    throttle = Throttle()
    assert throttle.wait("citizen", 0) == 0
    assert len(throttle) == 0


def test_the_first_attempts_are_free():
    throttle = Throttle(free=5)
    fail(throttle, "citizen", 4)
    assert throttle.wait("citizen", 0) == 0
    throttle.failed("citizen", 0)
    assert throttle.wait("citizen", 0) == 30


def test_then_the_delay_doubles_up_to_the_cap():
    throttle = Throttle(free=1, base=30, cap=200)
    delays = []
    for _attempt in range(5):
        throttle.failed("guesser", 0)
        delays.append(throttle.wait("guesser", 0))
    assert delays == [30, 60, 120, 200, 200]


def test_the_delay_runs_out():
    throttle = Throttle(free=1, base=30)
    throttle.failed("citizen", 100)
    assert throttle.wait("citizen", 110) == 20
    assert throttle.wait("citizen", 130) == 0
    throttle.failed("citizen", 130)
    assert throttle.wait("citizen", 130) == 60


def test_success_forgets():
    throttle = Throttle(free=1)
    fail(throttle, "citizen", 3)
    throttle.succeeded("citizen", 1)
    assert throttle.wait("citizen", 1) == 0
    throttle.failed("citizen", 1)
    assert throttle.wait("citizen", 1) == 30


def test_a_quiet_period_forgets():
    throttle = Throttle(free=1, cap=100, quiet=1000)
    fail(throttle, "citizen", 9)
    throttle.failed("somebody else", 1001)
    assert len(throttle) == 1
    throttle.failed("citizen", 1001)
    assert throttle.wait("citizen", 1001) == 30


def test_one_key_does_not_delay_another():
    throttle = Throttle(free=1)
    fail(throttle, "guesser", 20)
    assert throttle.wait("citizen", 0) == 0


@given(st.lists(st.tuples(st.integers(0, 50), st.floats(0, 1e6)), max_size=200))
def test_memory_is_bounded_and_no_wait_exceeds_the_cap(failures):
    throttle = Throttle(size=10, free=2, cap=500)
    now = 0.0
    for key, step in failures:
        now += step
        throttle.failed(key, now)
        assert 0 <= throttle.wait(key, now) <= 500
        assert len(throttle) <= 10


def test_the_one_that_failed_longest_ago_goes_first():
    throttle = Throttle(size=2, free=1)
    for now, key in enumerate(["a", "b", "a", "c"]):
        throttle.failed(key, now)
    assert throttle.wait("b", 4) == 0
    assert throttle.wait("a", 4) > 0


def test_a_failure_reported_late_does_not_shorten_the_wait():
    throttle = Throttle(free=1, base=30)
    throttle.failed("guesser", 100)
    throttle.failed("guesser", 10)
    assert throttle.wait("guesser", 100) == 60


def test_thousands_of_failures_do_not_overflow():
    throttle = Throttle(free=1)
    fail(throttle, "guesser", 5000)
    assert throttle.wait("guesser", 0) == 3600


def test_threads_lose_no_failure():
    throttle = Throttle(free=401, base=30)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _number: throttle.failed("guesser", 0), range(400)))
    assert throttle.wait("guesser", 0) == 0
    throttle.failed("guesser", 0)
    assert throttle.wait("guesser", 0) == 30


def test_a_victim_is_not_locked_out_by_somebody_elses_address():
    guard = SecretGuard()
    for _attempt in range(1000):
        guard.failed("203.0.113.9", "7KQ2-94MX", 0)
    assert guard.wait("203.0.113.9", "7KQ2-94MX", 0) > 0
    assert guard.wait("198.51.100.1", "7KQ2-94MX", 0) == 0


def test_guessing_many_references_from_one_address_is_slowed_down():
    guard = SecretGuard()
    for number in range(29):
        guard.failed("203.0.113.9", str(number), 0)
    assert guard.wait("203.0.113.9", "another", 0) == 0
    guard.failed("203.0.113.9", "29", 0)
    assert guard.wait("203.0.113.9", "another", 0) == 30


def test_ones_own_case_does_not_buy_guesses_at_others():
    guard = SecretGuard()
    for number in range(30):
        guard.failed("203.0.113.9", str(number), 0)
        guard.succeeded("203.0.113.9", "my own", 0)
    assert guard.wait("203.0.113.9", "another", 0) == 30


def test_who_mistyped_and_then_got_in_starts_afresh():
    guard = SecretGuard()
    for _attempt in range(4):
        guard.failed("203.0.113.9", "7KQ2-94MX", 0)
    guard.succeeded("203.0.113.9", "7KQ2-94MX", 0)
    guard.failed("203.0.113.9", "7KQ2-94MX", 1)
    assert guard.wait("203.0.113.9", "7KQ2-94MX", 1) == 0


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("203.0.113.9", "203.0.113.9"),
        (" 203.0.113.9 ", "203.0.113.9"),
        ("::ffff:203.0.113.9", "203.0.113.9"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("", "unknown"),
        ("anything<script>", "unknown"),
    ],
)
def test_one_subscriber_is_one_client(address, key):
    assert client_key(address) == key
