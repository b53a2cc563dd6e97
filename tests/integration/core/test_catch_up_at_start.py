"""A process killed between a commit and its indexing: the next worker finds what is missing."""

from communesplone.core import own_transaction
from communesplone.core.cases import catching_up
from communesplone.core.cases import pending
from communesplone.core.cases import store
from communesplone.core.domain import references
from communesplone.core.jobs import timetable
from communesplone.core.jobs.api import enqueue
from communesplone.core.jobs.store import get_store
from communesplone.core.jobs.worker import run_due
from communesplone.core.moments import now
from plone.app.testing import login
from plone.app.testing import SITE_OWNER_NAME
from plone.dexterity.utils import createContent
import pytest
import transaction


ONE = references.derive(b"key", "one")


@pytest.fixture
def site(functional_portal):
    login(functional_portal.aq_parent, SITE_OWNER_NAME)
    return functional_portal


def killed(*arguments, **more):
    raise RuntimeError("no second transaction")


def order(reference=ONE):
    return store.put(createContent("Order", reference=reference, applicant_name="Nadia Lemaire"))


def rows(site) -> set[str]:
    transaction.begin()
    return {path.rpartition("/")[2] for path in site["case_catalog"].revisions()}


def test_a_row_that_was_made_leaves_no_note(site):
    order()
    assert len(pending.notes(site)) == 1
    transaction.commit()
    assert rows(site) == {ONE}
    assert len(pending.notes(site)) == 0


def test_an_aborted_order_leaves_no_note(site):
    order()
    transaction.abort()
    assert len(pending.notes(site)) == 0


def test_the_next_start_makes_the_row_that_a_killed_process_left_out(site, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(own_transaction, "run", killed)
        order()
        transaction.commit()
    assert rows(site) == set()
    timetable.ask_at_start(get_store(site), now())
    transaction.commit()
    assert run_due(site) >= 2
    assert rows(site) == {ONE}
    assert len(pending.notes(site)) == 0


def test_many_are_made_slice_by_slice(site, monkeypatch):
    monkeypatch.setattr(catching_up, "SLICE", 2)
    wanted = {references.derive(b"key", str(number)) for number in range(5)}
    with monkeypatch.context() as patch:
        patch.setattr(own_transaction, "run", killed)
        for one in wanted:
            order(one)
        transaction.commit()
    job_id = enqueue(catching_up.CATCH_UP)
    transaction.commit()
    assert run_due(site, limit=1) == 1
    transaction.begin()
    job = get_store(site).find(job_id)
    assert (job.done, job.total) == (2, 5)
    run_due(site)
    assert rows(site) == wanted


def test_nothing_pending_is_no_job(site):
    catching_up.LookForPending().do(now())
    assert len(get_store(site).inbox) == 0


def test_the_nightly_check_finds_what_no_note_tells(site):
    order()
    transaction.commit()
    transaction.begin()
    (path,) = site["case_catalog"].revisions()
    site["case_catalog"].forget(path)
    transaction.commit()
    catching_up.CheckNightly().do(now())
    transaction.commit()
    assert run_due(site) == store.SHARDS
    assert rows(site) == {ONE}
