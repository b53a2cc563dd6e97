"""How long a job that failed waits."""

from communesplone.core.domain import backoff
from datetime import timedelta
import pytest


def test_first_soon_then_patiently_at_last_not_at_all():
    waits = [backoff.delay(tries) for tries in range(1, backoff.TRIES + 1)]
    assert waits[:3] == [timedelta(seconds=15), timedelta(minutes=1), timedelta(minutes=2)]
    assert waits[-2:] == [timedelta(days=1), None]
    assert waits[:-1] == sorted(waits[:-1])


def test_a_mail_server_that_is_down_for_a_weekend_loses_nothing():
    assert sum(backoff.DELAYS) > 2 * 86_400


def test_after_an_hour_without_mail_server_nobody_waits_longer_than_half_an_hour_more():
    waited, tries = timedelta(), 0
    while waited < timedelta(hours=1):
        tries += 1
        waited += backoff.delay(tries)
    assert waited <= timedelta(hours=1, minutes=30)


@pytest.mark.parametrize("tries", [0, -1])
def test_nothing_tried_is_no_question(tries):
    with pytest.raises(ValueError):
        backoff.delay(tries)
