"""Two managers set the same legal value at once: the second one is told, and nothing is stored twice."""

from communesplone.core.legal.store import Overrides
from communesplone.law.overrides import made
from communesplone.law.overrides import Override
from communesplone.law.units import WrongValue
from datetime import date
from datetime import datetime
from datetime import UTC
from transaction import TransactionManager
from ZODB.DB import DB
from ZODB.POSException import ConflictError
import pytest


def override(value: int) -> Override:
    """Some override of the notice, without an end."""
    made_value = made(
        "notice.ordinary", value, "clear days", valid_from=date(2026, 1, 1), valid_until=None, reason="Local rule"
    )
    return Override("wallonia", made_value, "admin", datetime(2026, 1, 1, tzinfo=UTC))


@pytest.fixture
def two():
    """The same place seen by two connections, each with its transactions."""
    database = DB(None)
    managers = TransactionManager(), TransactionManager()
    first, second = (database.open(manager) for manager in managers)
    first.root()["place"] = Overrides()
    managers[0].commit()
    second.sync()
    yield [(manager, one.root()["place"]) for manager, one in zip(managers, (first, second), strict=True)]
    for manager in managers:
        manager.abort()
    database.close()


def test_the_second_one_conflicts_and_is_told_when_it_is_repeated(two):
    (one, place), (other, same_place) = two
    place.add(override(8))
    same_place.add(override(9))
    one.commit()
    with pytest.raises(ConflictError):
        other.commit()
    other.abort()
    with pytest.raises(WrongValue):
        same_place.add(override(9))
    assert [kept.value.value for kept in same_place.all()] == [8]


def test_what_is_kept_comes_back_as_it_was(two):
    (one, place), (other, same_place) = two
    place.add(override(8))
    place.withdraw(0, "admin", datetime(2026, 2, 1, tzinfo=UTC))
    place.add(override(9))
    one.commit()
    other.begin()
    kept = same_place.all()
    assert [entry.active for entry in kept] == [False, True]
    assert kept[1] == override(9)
    assert kept[0].withdrawn_by == "admin"
