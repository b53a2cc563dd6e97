"""An act and its entry are kept together or not at all; a reading is kept without the request writing anything."""

from communesplone.core.audit import api as audit
from communesplone.core.audit import writer
from communesplone.core.audit.domain.chain import Check
from communesplone.core.audit.domain.guard import Unfit
from communesplone.core.audit.log import ANNOTATION
from communesplone.core.audit.log import BLOCK
from communesplone.core.moments import at
from communesplone.core.moments import today
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from plone.app.testing import login
from plone.app.testing import TEST_USER_ID
from threading import Barrier
from ZODB.POSException import ConflictError
from zope.annotation.interfaces import IAnnotations
from zope.component.hooks import setSite
from zope.globalrequest import clearRequest
from zope.processlifetime import DatabaseOpenedWithRoot
import pytest
import transaction


def verdict(log):
    check = Check()
    for texts, seals in log.chain.batches():
        check.feed_block(texts, seals)
    return check.verdict(log.chain.count)


def test_an_act_is_chained_right_after_its_commit(live_journal):
    audit.record("case.taken", "case:7KQ2-94MX", person="carla", details={"to": "in_progress"})
    assert (len(live_journal.log.inbox), live_journal.log.chain.count) == (1, 0)
    transaction.commit()
    transaction.begin()
    assert (len(live_journal.log.inbox), live_journal.log.chain.count) == (0, 1)
    entry = live_journal.log.chain.get(1)
    assert (entry.number, entry.action, entry.about, entry.person) == (1, "case.taken", "case:7KQ2-94MX", "carla")
    assert (entry.actor, entry.details, entry.day) == (TEST_USER_ID, {"to": "in_progress"}, today())
    assert entry.moment.utcoffset() is not None


def test_an_act_that_was_undone_leaves_no_entry(live_journal):
    audit.record("case.taken", "case:7KQ2-94MX")
    audit.record_reading("case.opened", "case:7KQ2-94MX")
    transaction.abort()
    transaction.commit()
    transaction.begin()
    assert (len(live_journal.log.inbox), live_journal.log.chain.count) == (0, 0)


def test_an_act_whose_savepoint_was_rolled_back_leaves_no_entry(live_journal):
    audit.record("case.taken", "case:7KQ2-94MX")
    savepoint = transaction.savepoint()
    audit.record("case.closed", "case:7KQ2-94MX")
    savepoint.rollback()
    transaction.commit()
    transaction.begin()
    assert [one.action for one in live_journal.entries()] == ["case.taken"]


def test_a_reading_writes_nothing_in_the_transaction_of_the_request(live_journal):
    audit.record_reading("case.opened", "case:7KQ2-94MX", person="carla")
    assert live_journal.portal._p_jar._registered_objects == []
    transaction.commit()
    transaction.begin()
    assert [one.action for one in live_journal.entries()] == ["case.opened"]


def test_act_reading_and_index_share_one_second_transaction(live_journal, functional_portal):
    storage = functional_portal._p_jar.db().storage
    audit.record("case.taken", "case:7KQ2-94MX")
    audit.record_reading("case.opened", "case:7KQ2-94MX")
    commits = []
    original = storage.tpc_finish
    storage.tpc_finish = lambda *args, **more: (commits.append(1), original(*args, **more))[1]
    try:
        transaction.commit()
    finally:
        del storage.tpc_finish
    assert len(commits) == 2


def test_a_nobody_is_a_dash_and_an_actor_can_be_told(journal, portal):
    from plone.app.testing import logout

    logout()
    audit.record("case.tracked", "case:7KQ2-94MX")
    audit.record("user.login_failed", "site:", actor="anna")
    assert [one.actor for one in journal.entries()] == ["-", "anna"]
    login(portal, "test-user")


def test_in_tests_unfit_details_are_refused(journal):
    with pytest.raises(Unfit):
        audit.record("case.taken", "case:7KQ2-94MX", details={"note": "85.07.30-033.28"})
    assert journal.entries() == []


def test_in_a_commune_at_work_they_are_masked_and_the_act_is_kept(journal, monkeypatch, caplog):
    monkeypatch.setattr(audit, "STRICT", False)
    audit.record("case.taken", "case:7KQ2-94MX", details={"note": "85.07.30-033.28", "to": "wim"})
    (entry,) = journal.entries()
    assert entry.details == {"note": "masked", "to": "wim"}
    assert "85.07" not in caplog.text
    assert "masked" in caplog.text


def test_where_the_suite_is_not_installed_nothing_happens(portal):
    kept = IAnnotations(portal).pop(ANNOTATION)
    audit.record("case.taken", "case:7KQ2-94MX")
    audit.record_reading("case.opened", "case:7KQ2-94MX")
    assert writer.chain_now(portal) == 0
    IAnnotations(portal)[ANNOTATION] = kept


def test_a_killed_process_leaves_its_entries_to_the_next_start(live_journal, functional_portal):
    for number in range(3):
        audit.record("case.taken", f"case:{number}")
    audit.after_commit.gathered()[writer.Chaining].keys.clear()  # as if it had died here
    transaction.commit()
    transaction.begin()
    assert (len(live_journal.log.inbox), live_journal.log.chain.count) == (3, 0)
    writer.catch_up_at_start(DatabaseOpenedWithRoot(functional_portal._p_jar.db()))
    setSite(functional_portal)
    transaction.begin()
    assert (len(live_journal.log.inbox), live_journal.log.chain.count) == (0, 3)
    assert verdict(live_journal.log).is_whole


def test_what_joins_late_is_still_found_on_its_own_day(journal):
    noon = datetime(2026, 3, 1, 12, tzinfo=UTC)
    with at(noon):
        audit.record("case.taken", "case:1")
        journal.entries()
        audit.record("case.taken", "case:2")
    with at(noon + timedelta(days=2)):
        audit.record("case.taken", "case:3")
        journal.entries()
    chain, first = journal.log.chain, noon.date()
    assert chain.first_of(first) == 1
    assert chain.first_of(first + timedelta(days=1)) == chain.first_of(first + timedelta(days=2)) == 2
    assert chain.first_of(first + timedelta(days=3)) == 4
    assert chain.late(first, first) == [number for number in (2, 3) if chain.get(number).about == "case:2"]


def test_entries_of_many_blocks_are_found_again_by_number_and_by_index(journal):
    count = 2 * BLOCK + 21
    for number in range(1, count + 1):
        audit.record("case.taken" if number % 2 else "case.closed", f"case:{number % 10}", person="carla")
    assert len(journal.entries()) == count
    chain = journal.log.chain
    assert [chain.get(number).number for number in range(1, count + 1)] == list(range(1, count + 1))
    assert chain.get(0) is chain.get(count + 1) is chain.get(-1) is None
    assert len(chain.numbers("about", "case:3")) == len([n for n in range(1, count + 1) if n % 10 == 3])
    assert chain.values("action") == ["case.closed", "case.taken"]
    assert len(chain.numbers("person", "carla")) == count
    assert list(chain.numbers("person", "otto")) == []
    assert verdict(journal.log).is_whole


CLIENTS, EACH = 8, 10


def test_eight_writers_at_once_meet_no_conflict_and_make_one_chain(live_journal, functional_portal):
    database = functional_portal._p_jar.db()
    before, path = database.getPoolSize(), functional_portal.getPhysicalPath()
    database.setPoolSize(2 * CLIENTS + 4)
    barrier = Barrier(CLIENTS)

    def client(name: int) -> int:
        conflicts = 0
        connection = database.open(transaction.manager)
        clearRequest()
        barrier.wait(30)
        for turn in range(EACH):
            transaction.begin()
            setSite(connection.root()["Application"].unrestrictedTraverse(path))
            audit.record("case.taken", f"case:{name}-{turn}", actor=f"clerk{name}")
            audit.record_reading("case.opened", f"case:{name}-{turn}", actor=f"clerk{name}")
            try:
                transaction.commit()
            except ConflictError:
                transaction.abort()
                conflicts += 1
        setSite(None)
        transaction.abort()
        connection.close()
        return conflicts

    with ThreadPoolExecutor(CLIENTS) as pool:
        assert sum(pool.map(client, range(CLIENTS))) == 0
    database.setPoolSize(before)
    transaction.begin()
    log = live_journal.log
    assert (len(log.inbox), log.chain.count) == (0, 2 * CLIENTS * EACH)
    assert verdict(log).is_whole
