"""The queue's counts: many in one pass say what each says alone."""

from communesplone.core.cases import queue
from communesplone.core.cases.catalog import get_catalog
from communesplone.core.moments import today
import pytest


ASKED = [
    *(queue.Filters(view=name) for name in queue.VIEWS),
    queue.Filters(who="nobody"),
    queue.Filters(who="me", late=True),
    queue.Filters(unit=queue.NO_UNIT),
    queue.Filters(state="to_sign"),
    queue.Filters(type="ORD.menage"),
]


@pytest.fixture
def busy(town):
    """Cases of both services in several states, and one of none."""
    with town.manager():
        town.order("Late", days=-3)
        town.order("Mine", assignee="anna")
        town.order("Handed", handed=True)
        town.order("News", news=True, kind="other")
        town.order("Theirs", unit=town.works, days=-1)
        town.order("Lost", unit="")
        town.index()
        town.move(town.order("Waiting"), "take", "ask_citizen")
        town.index()
    return town


@pytest.mark.parametrize("user", ["anna", "hedwig", "wim", "carla", ""])
def test_counts_in_one_pass_are_those_of_one_search_each(busy, user):
    with busy.user(user):
        together = queue.counts(ASKED, today())
        assert together == {filters: queue.count(filters, today()) for filters in ASKED}
        assert together == {filters: len(queue.rows(filters, today(), size=0)) for filters in ASKED}


def test_a_manager_counts_what_belongs_to_no_service(busy):
    with busy.manager():
        assert queue.counts([queue.Filters(unit=queue.NO_UNIT)], today()) == {queue.Filters(unit=queue.NO_UNIT): 1}


def test_counts_of_one_person_are_not_those_of_the_next(busy):
    found = []
    for user in ("anna", "wim", "carla"):
        with busy.user(user):
            found.append(get_catalog().counts([{"open": True}, {"open": False}]))
    assert found == [[5, 0], [1, 0], [0, 0]]
