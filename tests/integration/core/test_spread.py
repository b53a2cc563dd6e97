"""Many writers put something into one place at the same moment, and none of them has to try again."""

from communesplone.core.spread import PARTS
from communesplone.core.spread import Spread
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from transaction import TransactionManager
from ZODB.DB import DB
from ZODB.POSException import ConflictError
import pytest


WRITERS, EACH = 8, 25


@pytest.fixture
def db(tmp_path):
    made = DB(str(tmp_path / "Data.fs"), pool_size=2 * WRITERS)
    with made.transaction() as connection:
        connection.root()["place"] = Spread()
    yield made
    made.close()


def write(db, barrier):
    manager = TransactionManager(explicit=True)
    conflicts = 0
    for _turn in range(EACH):
        manager.begin()
        connection = db.open(manager)
        key = connection.root()["place"].add("value")
        barrier.wait(30)
        try:
            manager.commit()
        except ConflictError:
            conflicts += 1
            manager.abort()
        connection.close()
        assert len(key) == 24
    return conflicts


def test_eight_writers_at_once_meet_no_conflict_even_when_the_place_is_empty(db):
    barrier = Barrier(WRITERS)
    with ThreadPoolExecutor(WRITERS) as pool:
        conflicts = [pool.submit(write, db, barrier) for _number in range(WRITERS)]
        assert [one.result(60) for one in conflicts] == [0] * WRITERS
    with db.transaction() as connection:
        place = connection.root()["place"]
        assert len(place) == len(dict(place.items())) == WRITERS * EACH


def test_what_was_taken_out_is_gone_and_an_empty_place_takes_new_values():
    place = Spread()
    keys = [place.add(number) for number in range(3 * PARTS)]
    assert [place.get(key) for key in keys] == list(range(3 * PARTS))
    for key, _value in place.items():
        place.drop(key)
        place.drop(key)
    assert (len(place), list(place.items()), place.get(keys[0])) == (0, [], None)
    assert place.get(place.add("again")) == "again"


@pytest.mark.parametrize("key", ["", "zz", None, "../" * 8, "A" * 24, "0" * 23])
def test_a_key_that_is_none_finds_nothing(key):
    place = Spread()
    assert place.get(key) is None
    place.drop(key)
    assert len(place) == 0
