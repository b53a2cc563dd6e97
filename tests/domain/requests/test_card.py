"""State of a service, what a card lacks, when it is to be read again."""

from communesplone.requests.domain import card
from datetime import date
from datetime import timedelta
from hypothesis import given
from hypothesis import strategies as st


DAY = date(2026, 11, 25)
DAYS = st.dates(date(2020, 1, 1), date(2040, 1, 1))


def test_the_last_day_belongs_to_the_state():
    assert card.status_on(DAY, "limited", DAY) is card.Status.LIMITED
    assert card.status_on(DAY + timedelta(1), "limited", DAY) is card.Status.NORMAL


@given(DAYS, st.sampled_from([*card.Status, None, ""]), st.none() | DAYS)
def test_a_state_without_end_holds_and_none_is_normal(today, status, until):
    found = card.status_on(today, status, until)
    assert found is card.Status.NORMAL or (found == status and (until is None or today <= until))
    if status and until is None:
        assert found == status


def test_a_state_that_is_not_normal_has_a_reason():
    assert card.needs_reason("limited", "  ")
    assert not card.needs_reason("limited", "Strike")
    assert not card.needs_reason("normal", "")
    assert not card.needs_reason(None, None)


def test_a_full_card_lacks_nothing():
    full = dict.fromkeys(card.EVERY, "x")
    assert card.lack(full) == ((), ())
    assert card.lack(full).share == 100
    assert card.lack({}).share == 0


@given(st.sets(st.sampled_from(card.EVERY)))
def test_what_is_there_is_never_missing(present):
    found = card.lack(dict.fromkeys(present, "x"))
    assert not present & {*found.needed, *found.advised}
    assert present | {*found.needed, *found.advised} | {n for n, o in card.INSTEAD.items() if present & {*o}} == {
        *card.EVERY
    }


def test_rows_of_costs_say_the_cost():
    assert "cost" not in card.lack({"cost_rows": ("Adults | 25 €",)}).needed


def test_a_card_is_due_from_its_day_on():
    assert card.upkeep(None, DAY) is card.Upkeep.NEVER
    assert card.upkeep(DAY, DAY) is card.Upkeep.STALE
    assert card.upkeep(DAY + timedelta(1), DAY) is card.Upkeep.GOOD
