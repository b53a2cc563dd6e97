"""Seats, waiting lists and the door of registration."""

from communesplone.website.events.domain import seats
from communesplone.website.events.domain.door import Count
from communesplone.website.events.domain.door import Door
from communesplone.website.events.domain.door import door
from communesplone.website.events.domain.door import Fault
from communesplone.website.events.domain.door import fault_of
from communesplone.website.events.domain.door import next_change
from communesplone.website.events.domain.door import Rules
from communesplone.website.events.domain.seats import Standing
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from hypothesis import given
from hypothesis import strategies as st
import pytest


NOW = datetime(2026, 12, 1, 9, tzinfo=UTC)
BEGIN = NOW + timedelta(days=4)


@pytest.mark.parametrize(
    ("places", "taken", "persons", "waiting_list", "expected"),
    [
        (10, 8, 2, True, Standing.CONFIRMED),
        (10, 9, 2, True, Standing.WAITING),
        (10, 9, 2, False, None),
        (None, 5000, 4, False, Standing.CONFIRMED),
        (10, 12, 1, True, Standing.WAITING),
    ],
)
def test_a_registration_is_confirmed_waits_or_is_refused(places, taken, persons, waiting_list, expected):
    assert seats.standing(places, taken, persons, waiting_list) == expected


def test_nobody_registers_nobody():
    with pytest.raises(ValueError, match="at least one"):
        seats.standing(10, 0, 0, True)


def test_a_family_that_does_not_fit_keeps_no_seat_empty():
    assert seats.moving_up(10, 8, [("family", 4), ("pair", 2), ("one", 1)]) == ["pair"]


def test_seats_taken_away_afterwards_are_no_negative_number():
    assert seats.free(5, 9) == 0


@given(
    st.integers(1, 30),
    st.lists(st.one_of(st.integers(1, 6), st.just("cancel")), max_size=60),
    st.randoms(use_true_random=False),
)
def test_whatever_comes_seats_are_never_oversold_and_nobody_waits_who_would_fit(places, steps, chance):
    confirmed, waiting = {}, {}
    for number, step in enumerate(steps):
        if step == "cancel":
            confirmed.pop(chance.choice(sorted(confirmed)), None) if confirmed else None
        else:
            got = seats.standing(places, sum(confirmed.values()), step, True)
            (confirmed if got is Standing.CONFIRMED else waiting)[f"{number:03}"] = step
        for key in seats.moving_up(places, sum(confirmed.values()), sorted(waiting.items())):
            confirmed[key] = waiting.pop(key)
        assert sum(confirmed.values()) <= places
        assert all(persons > places - sum(confirmed.values()) for persons in waiting.values())


def test_the_door_opens_fills_and_closes():
    rules = Rules(active=True, seats=2, opens=NOW, closes=NOW + timedelta(days=2))
    assert door(rules, Count(), BEGIN, NOW - timedelta(seconds=1)) is Door.SOON
    assert door(rules, Count(), BEGIN, NOW) is Door.OPEN
    assert door(rules, Count(2), BEGIN, NOW) is Door.WAITING
    assert door(Rules(active=True, seats=2, waiting_list=False), Count(2), BEGIN, NOW) is Door.FULL
    assert door(rules, Count(), BEGIN, NOW + timedelta(days=2)) is Door.CLOSED
    assert door(rules, Count(), BEGIN, NOW, off=True) is Door.OFF
    assert door(Rules(active=True), Count(), BEGIN, BEGIN) is Door.CLOSED
    assert door(Rules(), Count(), BEGIN, NOW) is Door.NONE


def test_the_next_moment_at_which_the_clock_changes_the_door():
    rules = Rules(active=True, opens=NOW + timedelta(hours=1))
    assert next_change(rules, BEGIN, NOW) == NOW + timedelta(hours=1)
    assert next_change(rules, BEGIN, NOW + timedelta(hours=1)) == BEGIN
    assert next_change(rules, BEGIN, BEGIN) is None


@pytest.mark.parametrize(
    ("wrong", "fault"),
    [
        ({"seats": 0}, Fault.SEATS),
        ({"most": 21}, Fault.MOST),
        ({"opens": NOW, "closes": NOW}, Fault.TIMES),
        ({"keep_days": -1}, Fault.KEEP),
        ({}, None),
    ],
)
def test_settings_that_make_no_sense_are_named(wrong, fault):
    assert fault_of(Rules(active=True, **wrong)) == fault
