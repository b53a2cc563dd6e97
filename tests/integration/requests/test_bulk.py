"""Documents of many orders are made by one job, in the name of the clerk who asked."""

from communesplone.core.cases import store
from communesplone.core.documents.convert import ConversionFailed
from communesplone.core.jobs.job import DONE
from communesplone.core.jobs.job import FAILED
from communesplone.core.jobs.store import get_store
from communesplone.core.jobs.worker import run_due
from communesplone.core.moments import now
from communesplone.requests import bulk
from communesplone.requests import desk
from datetime import timedelta
from plone import api
from plone.app.testing import login
from plone.app.testing import logout
from tests.integration.requests.test_order_path import order
import pytest
import transaction


@pytest.fixture
def orders(town, browse):
    """References of three orders that the clerk has taken."""
    for first_name in ("Nadia", "Omar", "Pia"):
        order(browse(), town, first_name=first_name)
    transaction.begin()
    login(town, "clerk")
    found = sorted(store.walk(), key=lambda case: case.data["first_name"])
    for case in found:
        desk.take(case)
    # The letters are no matter here.
    inbox = get_store(town).inbox
    for key, _job in inbox.items():
        inbox.drop(key)
    transaction.commit()
    yield [case.reference for case in found]
    logout()


@pytest.fixture
def work(town):
    def go(**more):
        transaction.commit()
        turns = run_due(town, now() + timedelta(seconds=more.pop("after", 1)), **more)
        transaction.begin()
        return turns

    return go


def job_of(town, job_id):
    return get_store(town).find(job_id)


def state(reference):
    case = store.find(reference)
    return len(case.versions), bool(case.failure)


def test_every_order_gets_its_document_by_the_clerk_who_asked(town, orders, work):
    job_id = bulk.prepare_many(orders)
    work()
    assert [state(one) for one in orders] == [(1, False)] * 3
    assert {store.find(one).versions[-1].actor for one in orders} == {"clerk"}
    job = job_of(town, job_id)
    assert (job.state, job.note, job.done, job.total) == (DONE, "3 / 3", 3, 3)


def test_progress_is_seen_and_a_killed_worker_goes_on_where_it_was(town, orders, work):
    job_id = bulk.prepare_many(orders)
    work(limit=1)
    assert (job_of(town, job_id).done, job_of(town, job_id).total) == (1, 3)
    assert [state(one)[0] for one in orders] == [1, 0, 0]
    work()
    assert [state(one)[0] for one in orders] == [1, 1, 1]


def test_one_order_that_fails_says_so_and_the_others_are_made(town, orders, work, converter):
    convert, calls = converter.to_pdf, []

    def fail_second(odt, **more):
        calls.append(odt)
        if len(calls) == 2:
            raise ConversionFailed("broken")
        return convert(odt, **more)

    converter.to_pdf = fail_second
    bulk.prepare_many(orders)
    work()
    assert [state(one) for one in orders] == [(1, False), (0, True), (1, False)]
    bulk.prepare_many(orders[1:2])
    work(after=2)
    assert state(orders[1]) == (1, False)


def test_what_nobody_foresaw_holds_up_one_order_and_not_the_rest(town, orders, work, monkeypatch):
    prepare = desk.prepare

    def break_on_first(case, template, moment):
        if case.reference == orders[0]:
            raise RuntimeError("boom")
        return prepare(case, template, moment)

    monkeypatch.setattr(desk, "prepare", break_on_first)
    job_id = bulk.prepare_many(orders)
    for after in (1, 20, 100, 300):
        work(after=after)
    assert [state(one) for one in orders] == [(0, True), (1, False), (1, False)]
    assert job_of(town, job_id).state == DONE


def test_rights_are_those_of_the_clerk_when_the_turn_comes(town, orders, work):
    logout()
    login(town, "other_clerk")
    bulk.prepare_many(orders)
    work()
    assert [state(one) for one in orders] == [(0, False)] * 3


def test_who_has_no_account_any_more_prepares_nothing(town, orders, work):
    job_id = bulk.prepare_many(orders)
    transaction.commit()
    with api.env.adopt_roles(["Manager"]):
        api.user.delete(username="clerk")
    work()
    assert job_of(town, job_id).state == FAILED
    assert [state(one) for one in orders] == [(0, False)] * 3


def test_an_order_that_is_not_there_or_not_in_progress_is_left_alone(town, orders, work):
    desk.refuse(store.find(orders[0]), "No such thing")
    job_id = bulk.prepare_many([*orders, "ZZZZ-ZZZZ", *orders])
    work()
    assert [state(one) for one in orders] == [(0, False), (1, False), (1, False)]
    assert job_of(town, job_id).note == "2 / 4"


@pytest.mark.parametrize("references", [[], [str(number) for number in range(bulk.MOST + 1)]])
def test_none_and_too_many_are_refused(town, references):
    with pytest.raises(ValueError):
        bulk.prepare_many(references)
