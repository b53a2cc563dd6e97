"""Numbers without gaps and doubles, whoever asks at the same time."""

from communesplone.core import own_transaction
from communesplone.core.registers import register
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from datetime import datetime
from datetime import UTC
from plone import api
from transaction import TransactionManager
from ZODB.POSException import ConflictError
from zope.component.hooks import setSite
import pytest
import transaction


NOW = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)
NEW_YEAR = datetime(2027, 1, 1, 0, 0, 1, tzinfo=UTC)


def fresh(name: str):
    transaction.begin()
    return register.volumes()[name]


def test_the_first_number_is_one_and_is_kept_at_once(functional_portal):
    assert register.allot("CERT", "7KQ2-94MX", NOW) == 1
    transaction.abort()
    assert register.number_of("CERT", 2026, "7KQ2-94MX") == 1
    entry = fresh("CERT/2026").entries[1]
    assert (entry.number, entry.key, entry.moment, entry.annulled) == (1, "7KQ2-94MX", NOW, "")


def test_the_same_case_gets_the_same_number_however_often_it_asks(functional_portal):
    numbers = [register.allot("CERT", key, NOW) for key in ("A", "B", "A", "A", "C", "B")]
    assert numbers == [1, 2, 1, 1, 3, 2]
    assert fresh("CERT/2026").gaps() == []


def test_every_year_and_every_register_begins_with_one(functional_portal):
    assert register.allot("CERT", "A", NOW) == 1
    assert register.allot("CERT", "B", NOW) == 2
    assert register.allot("CERT", "C", NEW_YEAR) == 1
    assert register.allot("BIRTH", "D", NOW) == 1
    transaction.begin()
    assert register.number_of("CERT", 2027, "C") == 1
    assert register.number_of("CERT", 2027, "A") is None
    assert register.number_of("NONE", 2027, "A") is None


def test_a_number_stays_when_what_follows_fails(functional_portal):
    transaction.begin()
    assert register.allot("CERT", "A", NOW) == 1
    functional_portal.title = "half done"
    transaction.abort()
    assert register.allot("CERT", "B", NOW) == 2
    assert register.allot("CERT", "A", NOW) == 1


def test_an_annulled_number_is_kept_with_its_reason(functional_portal):
    register.allot("CERT", "A", NOW)
    transaction.begin()
    register.annul("CERT", 2026, "A", "refused by the officer")
    register.annul("CERT", 2026, "unknown", "nothing happens")
    register.annul("NONE", 2026, "A", "nothing happens")
    transaction.commit()
    assert fresh("CERT/2026").entries[1].annulled == "refused by the officer"
    assert register.allot("CERT", "B", NOW) == 2


def test_in_bulk_the_numbers_belong_to_the_running_transaction(functional_portal):
    assert [register.allot_here("CERT", key, NOW) for key in ("A", "B", "A")] == [1, 2, 1]
    transaction.abort()
    assert register.number_of("CERT", 2026, "A") is None


def test_a_number_is_printed_with_register_and_year():
    assert register.display("CERT", 2026, 42) == "CERT-2026-00042"
    assert register.display("CERT", 2026, 123456) == "CERT-2026-123456"


def in_a_thread(portal, work):
    """Run `work(site)` with a connection and a site of this thread's own."""
    manager = TransactionManager(explicit=True)
    manager.begin()
    connection = portal._p_jar.db().open(manager)
    try:
        site = connection.root()["Application"].unrestrictedTraverse(portal.getPhysicalPath())
        setSite(site)
        return work(site)
    finally:
        setSite(None)
        manager.abort()
        connection.close()


@pytest.fixture
def roomy(functional_portal):
    """As many connections as in production: two for each thread."""
    database = functional_portal._p_jar.db()
    before = database.getPoolSize()
    database.setPoolSize(40)
    yield functional_portal
    database.setPoolSize(before)


def test_eight_at_once_leave_no_gap_and_no_double(roomy):
    def clerk(number):
        return in_a_thread(roomy, lambda site: [register.allot("CERT", f"{number}-{turn}", NOW) for turn in range(10)])

    with ThreadPoolExecutor(8) as pool:
        numbers = [one for given in pool.map(clerk, range(8)) for one in given]
    assert sorted(numbers) == list(range(1, 81))
    volume = fresh("CERT/2026")
    assert volume.gaps() == []
    assert len(volume.numbers) == len(volume.entries) == 80


def test_eight_at_once_for_one_case_get_one_number(roomy):
    with ThreadPoolExecutor(8) as pool:
        numbers = list(pool.map(lambda _n: in_a_thread(roomy, lambda site: register.allot("CERT", "A", NOW)), range(8)))
    assert numbers == [1] * 8


def test_writers_of_other_processes_only_make_it_try_again(roomy, monkeypatch):
    """Without the lock, as between two processes: conflicts happen and are retried."""
    tries = []
    original = register._volume

    def counted(*args):
        tries.append(args)
        return original(*args)

    monkeypatch.setattr(own_transaction, "_lock", nullcontext())
    monkeypatch.setattr(register, "_volume", counted)

    def clerk(number):
        return in_a_thread(roomy, lambda site: [register.allot("CERT", f"{number}-{turn}", NOW) for turn in range(5)])

    with ThreadPoolExecutor(8) as pool:
        numbers = [one for given in pool.map(clerk, range(8)) for one in given]
    assert sorted(numbers) == list(range(1, 41))
    assert len(tries) >= 40


def test_a_database_that_stays_busy_is_said_and_allots_nothing(functional_portal, monkeypatch):
    def busy(*args):
        raise ConflictError("somebody else")

    monkeypatch.setattr(register, "_volume", busy)
    with pytest.raises(ConflictError, match="no quiet moment"):
        register.allot("CERT", "A", NOW)
    monkeypatch.undo()
    assert register.allot("CERT", "B", NOW) == 1


def test_the_registers_outlive_a_second_installation(functional_portal):
    register.allot("CERT", "A", NOW)
    transaction.begin()
    register.install(api.portal.get())
    assert register.number_of("CERT", 2026, "A") == 1
