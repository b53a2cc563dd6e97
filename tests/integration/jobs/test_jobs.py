"""A job is done once the commit is done, at least once, and says so when it cannot be done."""

from communesplone.core import moments
from communesplone.core.domain import backoff
from communesplone.core.jobs.api import Again
from communesplone.core.jobs.api import enqueue
from communesplone.core.jobs.api import Hopeless
from communesplone.core.jobs.api import Trouble
from communesplone.core.jobs.interfaces import IJobHandler
from communesplone.core.jobs.job import DONE
from communesplone.core.jobs.job import FAILED
from communesplone.core.jobs.job import RUNNING
from communesplone.core.jobs.job import WAITING
from communesplone.core.jobs.store import DIED
from communesplone.core.jobs.store import LEASE
from communesplone.core.jobs.tidying import Tidying
from communesplone.core.jobs.worker import is_dead
from communesplone.core.jobs.worker import Worker
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from plone import api
from tests.integration.jobs.conftest import NOON
from ZODB.POSException import ConflictError
import pytest
import transaction


def test_a_job_is_done_after_the_commit_and_not_before(handler, work, store):
    job_id = enqueue("stand-in", {"number": 1})
    assert handler.done == []
    assert work() == 1
    assert handler.done == [{"number": 1}]
    assert store.find(job_id).state == DONE


def test_an_aborted_request_leaves_nothing(handler, work, store):
    enqueue("stand-in")
    transaction.abort()
    assert work() == 0
    assert handler.done == []


def test_what_the_handler_writes_and_the_mark_done_are_one_commit(site, handler, work, store):
    handler.act = lambda payload, job: setattr(api.portal.get(), "described", payload["text"])
    job_id = enqueue("stand-in", {"text": "by the job"})
    work()
    assert site.described == "by the job"

    def write_and_fail(payload, job):
        api.portal.get().described = "half"
        raise Trouble("no")

    handler.act = write_and_fail
    failed = enqueue("stand-in", {})
    work()
    assert site.described == "by the job"
    assert [store.find(one).state for one in (job_id, failed)] == [DONE, WAITING]


def test_the_payload_is_gone_when_the_job_is_done(handler, work, store):
    job_id = enqueue("stand-in", {"name": "Nadia"}, about="case:7KQ2-94MX", note="Your order")
    work()
    job = store.find(job_id)
    assert (job.payload, job.values, job.about, job.note) == (None, {}, "case:7KQ2-94MX", "Your order")


@pytest.mark.parametrize("turns", [1, 2])
def test_one_key_is_one_job_while_it_waits_and_after_it_is_done(handler, work, store, turns):
    first = enqueue("stand-in", {"number": 1}, key="reminder 7")
    if turns == 2:
        work()
    else:
        transaction.commit()
    assert enqueue("stand-in", {"number": 2}, key="reminder 7") == first
    work()
    assert handler.done == [{"number": 1}]


def test_a_key_whose_job_failed_for_good_may_be_asked_for_again(handler, work, store):
    def refuse(payload, job):
        raise Hopeless("never")

    handler.act = refuse
    first = enqueue("stand-in", {"number": 1}, key="reminder 7")
    work()
    assert store.find(first).state == FAILED
    handler.act = lambda payload, job: None
    assert enqueue("stand-in", {"number": 2}, key="reminder 7") == first
    work()
    assert (handler.done, store.find(first).state) == ([{"number": 2}], DONE)
    assert {state: store.count(state) for state in (WAITING, RUNNING, DONE, FAILED)} == {
        WAITING: 0,
        RUNNING: 0,
        DONE: 1,
        FAILED: 0,
    }


def test_not_before_its_time(handler, work):
    enqueue("stand-in", not_before=NOON + timedelta(minutes=5))
    assert work() == 0
    assert work(299) == 0
    assert work(300) == 1


def test_in_the_order_in_which_they_were_asked_for(handler, work):
    for number in range(12):
        with moments.at(NOON + timedelta(seconds=number)):
            enqueue("stand-in", {"number": number})
    work()
    assert [done["number"] for done in handler.done] == list(range(12))


def test_what_fails_is_tried_again_later_and_later_and_then_a_human_is_needed(handler, work, store):
    calls = []

    def fail(payload, job):
        calls.append(job.tries)
        raise Trouble("the server does not answer")

    handler.act = fail
    job_id = enqueue("stand-in")
    passed = 0
    for wait in backoff.DELAYS:
        assert work(passed) == 1
        job = store.find(job_id)
        assert (job.state, job.error) == (WAITING, "the server does not answer")
        assert work(passed + wait - 1) == 0
        passed += wait
    assert work(passed) == 1
    job = store.find(job_id)
    assert (job.state, job.tries, calls) == (FAILED, backoff.TRIES, list(range(1, backoff.TRIES + 1)))
    assert work(passed + 10_000_000) == 0


def test_what_fails_once_is_done_the_next_time(handler, work, store):
    def fail_first(payload, job):
        if job.tries == 1:
            raise ConnectionError("nadia@example.org")

    handler.act = fail_first
    job_id = enqueue("stand-in")
    assert (work(), work(15)) == (1, 1)
    assert (store.find(job_id).state, store.find(job_id).error) == (DONE, "")


def test_the_text_of_a_foreign_error_is_not_kept(handler, work, store):
    def fail(payload, job):
        raise ConnectionError("nadia@example.org")

    handler.act = fail
    job_id = enqueue("stand-in")
    work()
    assert store.find(job_id).error.startswith("ConnectionError (test_jobs.py:")


def test_a_kind_that_nobody_knows(work, registry, store, handler):
    with pytest.raises(ValueError):
        enqueue("nobody does this")
    gone = registry(handler, IJobHandler, "gone soon")
    job_id = enqueue("gone soon")
    from zope.component import getGlobalSiteManager

    getGlobalSiteManager().unregisterUtility(gone, IJobHandler, "gone soon")
    work()
    assert store.find(job_id).state == FAILED


@pytest.mark.parametrize("payload", [{"a": object()}, {"a": b"bytes"}])
def test_a_payload_is_plain(handler, site, payload):
    with pytest.raises(TypeError):
        enqueue("stand-in", payload)


def test_a_slice_is_committed_and_shown_and_others_have_their_turn(handler, work, store):
    def slice_of(payload, job):
        if "at" in payload and payload["at"] < 3:
            return Again({"at": payload["at"] + 1}, payload["at"] + 1, 3)
        return None

    handler.act = slice_of
    job_id = enqueue("stand-in", {"at": 0})
    assert work(1, limit=1) == 1
    job = store.find(job_id)
    assert (job.state, job.done, job.total) == (WAITING, 1, 3)
    with moments.at(NOON - timedelta(seconds=1)):
        enqueue("stand-in", {"other": True})
    work(1)
    assert [list(done) for done in handler.done] == [["at"], ["other"], ["at"], ["at"], ["at"]]
    assert store.find(job_id).state == DONE


def test_a_conflict_is_repeated_at_once_and_counts_as_no_try(handler, work, store):
    turns = []

    def meet(payload, job):
        turns.append(job.tries)
        if len(turns) < 4:
            raise ConflictError

    handler.act = meet
    job_id = enqueue("stand-in")
    work()
    assert (turns, store.find(job_id).state) == ([1, 1, 1, 1], DONE)


class Killed(BaseException):
    """What no `except Exception` sees."""


def test_killed_in_the_middle_the_job_is_done_by_the_next_worker(site, handler, store):
    def die(payload, job):
        raise Killed

    handler.act = die
    job_id = enqueue("stand-in", {"number": 1})
    transaction.commit()
    first, second = (Worker(site._p_jar.db(), lambda: NOON) for _worker in range(2))
    path = site.getPhysicalPath()
    with ThreadPoolExecutor(1) as pool:
        with pytest.raises(Killed):
            pool.submit(first.step, path).result()
        transaction.begin()
        assert (store.find(job_id).state, store.find(job_id).worker) == (RUNNING, first.id)
        handler.act = lambda payload, job: None
        assert pool.submit(second.step, path).result() is False
        second.clock = lambda: NOON + LEASE
        assert pool.submit(second.step, path).result() is True
    transaction.begin()
    assert (store.find(job_id).state, handler.done) == (DONE, [{"number": 1}])


def test_a_worker_that_starts_takes_back_at_once_what_a_dead_process_of_its_machine_holds(site, handler, store):
    job_id = enqueue("stand-in")
    store.take_in()
    worker = Worker(site._p_jar.db(), lambda: NOON)
    host, _pid, _process, token = worker.id.split(":")
    store.claim(store.find(job_id), f"{host}:99999999:0000:{token}", NOON)
    transaction.commit()
    with ThreadPoolExecutor(1) as pool:
        pool.submit(worker.greet, site.getPhysicalPath()).result()
    transaction.begin()
    assert store.find(job_id).state == WAITING


def test_who_is_dead():
    worker = Worker(None).id
    host, pid, process, token = worker.split(":")
    assert not is_dead(worker)
    assert is_dead(f"{host}:{pid}:another:{token}")
    assert is_dead(f"{host}:99999999:{process}:{token}")
    assert not is_dead(f"{host}:1:{process}:{token}")
    assert not is_dead(f"another host:99999999:{process}:{token}")


def test_a_job_that_kills_every_worker_is_left_alone_in_the_end(site, handler, store):
    job_id = enqueue("stand-in")
    store.take_in()
    for turn in range(backoff.TRIES):
        moment = NOON + turn * LEASE
        store.claim(store.next(moment), "another:1:2:3", moment)
        store.take_back(moment + LEASE, lambda worker: False)
    assert (store.find(job_id).state, store.find(job_id).error) == (FAILED, DIED)


def test_two_workers_never_do_one_job_together(site, handler, store):
    """The lease ended while the first was at work: only one of them commits."""
    writes = []
    path, db = site.getPhysicalPath(), site._p_jar.db()
    second = Worker(db, lambda: NOON + LEASE)

    def slow(payload, job):
        writes.append(job.worker)
        if len(writes) == 1:
            with ThreadPoolExecutor(1) as pool:
                assert pool.submit(second.step, path).result() is True
        here = api.portal.get()
        here.counted = getattr(here, "counted", 0) + 1

    handler.act = slow
    job_id = enqueue("stand-in")
    transaction.commit()
    with ThreadPoolExecutor(1) as pool:
        first = Worker(db, lambda: NOON)
        assert pool.submit(first.step, path).result() is True
    transaction.begin()
    assert writes == [first.id, second.id]
    assert (site.counted, store.find(job_id).state) == (1, DONE)


def test_the_links_that_a_job_writes_are_those_that_the_asking_person_sees(site, handler, work):
    seen = []
    handler.act = lambda payload, job: seen.append(api.portal.get().absolute_url())
    enqueue("stand-in")
    work()
    assert seen == [site.absolute_url()]


def test_a_handler_is_the_system_with_the_site_set_and_the_clock_of_the_worker(site, handler, work):
    seen = []

    def look(payload, job):
        seen.append((api.portal.get().getId(), api.user.get_current().getId(), moments.now()))
        assert api.user.has_permission("Manage portal", obj=api.portal.get())

    handler.act = look
    enqueue("stand-in")
    work(7)
    (found,) = seen
    assert found[0] == site.getId()
    assert found[2] == NOON + timedelta(seconds=7)


def test_eight_writers_meet_no_conflict(site, handler, store):
    for number in range(4 * 64):
        enqueue("stand-in", {"number": number})
    transaction.commit()
    db, path, conflicts = site._p_jar.db(), site.getPhysicalPath(), []

    def write(client):
        for turn in range(10):
            transaction.begin()
            connection = db.open()
            try:
                from communesplone.core.jobs.job import Job
                from communesplone.core.jobs.store import get_store
                from secrets import token_hex

                here = connection.root()["Application"].unrestrictedTraverse(path)
                get_store(here).ask(Job(token_hex(12), "stand-in", {"client": client, "turn": turn}, NOON))
                transaction.commit()
            except ConflictError:
                conflicts.append(client)
            finally:
                transaction.abort()
                connection.close()

    def take():
        worker = Worker(db, lambda: NOON)
        for _turn in range(20):
            worker.step(path)

    with ThreadPoolExecutor(9) as pool:
        worker = pool.submit(take)
        list(pool.map(write, range(8)))
        worker.result()
    assert conflicts == []
    from communesplone.core.jobs.worker import run_due

    run_due(site, NOON)
    transaction.begin()
    assert store.count(DONE) == 4 * 64 + 80
    assert len({str(done) for done in handler.done}) == 4 * 64 + 80


def test_traces_are_thrown_away_in_time(handler, work, store):
    def act(payload, job):
        if payload["fails"]:
            raise Hopeless("never")

    handler.act = act
    done, failed = (enqueue("stand-in", {"fails": fails}) for fails in (False, True))
    work()
    tidy = Tidying()
    tidy.do(NOON + timedelta(days=7, seconds=-1))
    assert [store.count(DONE), store.count(FAILED)] == [1, 1]
    tidy.do(NOON + timedelta(days=7, seconds=1))
    assert (store.find(done), store.find(failed).state) == (None, FAILED)
    tidy.do(NOON + timedelta(days=91))
    assert store.find(failed) is None
