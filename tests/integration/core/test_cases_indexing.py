"""The row of a case is right as soon as its transaction is committed, and mended when it is not."""

from communesplone.core.cases import indexing
from communesplone.core.cases import people
from communesplone.core.cases import store
from communesplone.core.cases.catalog import get_catalog
from plone import api
import pytest
import transaction


def seen_by(town, user: str) -> list[str]:
    """References in the queue of somebody, in a fresh look at the database."""
    transaction.begin()
    with town.user(user):
        return [row.reference for row in get_catalog().visible(sort_on="submitted")]


def row_of(case):
    transaction.begin()
    catalog = get_catalog()
    rid = catalog._catalog.uids.get("/".join(case.getPhysicalPath()))
    return None if rid is None else catalog._catalog[rid]


def test_a_case_is_in_the_queue_right_after_its_commit_and_not_before(live_town):
    case = live_town.order()
    with live_town.user("anna"):
        assert len(get_catalog().visible()) == 0
    transaction.commit()
    assert seen_by(live_town, "anna") == [case.reference]
    assert row_of(case).review_state == "submitted"


def test_the_row_follows_the_case(live_town):
    case = live_town.order()
    transaction.commit()
    live_town.move(case, "take")
    people.assign(case, "hedwig")
    case.applicant_name = "Renée Dûpont"
    case.reindexObject()
    transaction.commit()
    row = row_of(case)
    assert (row.review_state, row.assignee, row.applicant_name) == ("in_progress", "hedwig", "Renée Dûpont")
    with live_town.user("anna"):
        assert get_catalog().count(text="renee dupont") == 1
        assert get_catalog().count(text="nadia") == 0


def test_a_case_taken_back_in_time_leaves_no_row(live_town):
    live_town.order()
    transaction.abort()
    transaction.commit()
    assert len(get_catalog()) == 0
    point = transaction.savepoint()
    gone = live_town.order()
    reference = gone.reference
    point.rollback()
    kept = live_town.order()
    transaction.commit()
    assert store.find(reference) is None
    assert seen_by(live_town, "anna") == [kept.reference]


def test_a_deleted_case_leaves_the_queue(live_town):
    case = live_town.order()
    transaction.commit()
    live_town.delete(case)
    transaction.commit()
    assert seen_by(live_town, "anna") == []
    assert len(get_catalog()) == 0


def test_a_case_handed_over_changes_desks_at_once(live_town):
    case = live_town.order()
    transaction.commit()
    assert (seen_by(live_town, "anna"), seen_by(live_town, "wim")) == ([case.reference], [])
    people.hand_over(case, live_town.works, "Roads.")
    transaction.commit()
    assert (seen_by(live_town, "anna"), seen_by(live_town, "wim")) == ([], [case.reference])
    for user, sees in (("anna", False), ("hedwig", False), ("sam", False), ("wim", True), ("wanda", True)):
        with live_town.user(user):
            assert api.user.has_permission("View", obj=case) is sees


def test_a_clerk_who_joins_sees_the_cases_made_before(live_town):
    case = live_town.order()
    transaction.commit()
    assert seen_by(live_town, "otto") == []
    with live_town.manager():
        live_town.portal["population"].clerks = ("anna", "otto")
    transaction.commit()
    assert seen_by(live_town, "otto") == [case.reference]
    with live_town.manager():
        live_town.portal["population"].clerks = ("anna",)
    transaction.commit()
    assert seen_by(live_town, "otto") == []


def test_a_renamed_service_keeps_its_cases_under_the_new_name(live_town):
    from communesplone.core.cases import queue

    case = live_town.order()
    transaction.commit()
    with live_town.manager():
        unit = live_town.portal["population"]
        unit.title = "Population et état civil"
        unit.reindexObject()
        api.content.rename(unit, "etat-civil")
    transaction.commit()
    assert seen_by(live_town, "anna") == [case.reference]
    with live_town.user("anna"):
        assert list(queue.my_units().values()) == ["Population et état civil"]


def test_a_failure_of_the_indexing_loses_no_case_and_the_catch_up_finds_it(live_town, monkeypatch, caplog):
    def broken(*args):
        raise OSError("disk full")

    with monkeypatch.context() as patched:
        patched.setattr(indexing, "sync_row", broken)
        case = live_town.order()
        transaction.commit()
    assert "1 case rows left undone" in caplog.text
    assert store.find(case.reference) is not None
    assert seen_by(live_town, "anna") == []
    assert indexing.catch_up(live_town.portal) == {"made": 1, "renewed": 0, "removed": 0}
    transaction.commit()
    assert seen_by(live_town, "anna") == [case.reference]
    assert indexing.catch_up(live_town.portal) == {"made": 0, "renewed": 0, "removed": 0}


def test_the_catch_up_renews_a_stale_row_and_removes_one_without_case(live_town, monkeypatch):
    stale, gone = live_town.order("Stale"), live_town.order("Gone")
    transaction.commit()
    monkeypatch.setattr(indexing.Indexing, "__call__", lambda *args: None)
    live_town.move(stale, "take")
    live_town.delete(gone)
    transaction.commit()
    assert row_of(stale).review_state == "submitted"
    assert indexing.catch_up(live_town.portal) == {"made": 0, "renewed": 1, "removed": 1}
    assert row_of(stale) is not None
    transaction.commit()


def test_the_catch_up_makes_the_stale_row_right(live_town, monkeypatch):
    stale = live_town.order()
    transaction.commit()
    monkeypatch.setattr(indexing.Indexing, "__call__", lambda *args: None)
    live_town.move(stale, "take")
    transaction.commit()
    indexing.catch_up(live_town.portal)
    transaction.commit()
    assert row_of(stale).review_state == "in_progress"


def test_indexing_leaves_the_request_and_the_site_of_the_thread_as_they_were(live_town):
    from zope.component.hooks import getSite
    from zope.globalrequest import getRequest
    from zope.globalrequest import setRequest

    request = live_town.portal.REQUEST
    setRequest(request)
    live_town.order()
    transaction.commit()
    assert getRequest() is request
    assert getSite() == live_town.portal
    setRequest(None)


@pytest.mark.parametrize("word", ["password", "85.07.30-033.28", "secret"])
def test_a_row_holds_no_form_data(live_town, word):
    case = live_town.order()
    case.data = {"national_number": "85.07.30-033.28", "note": "password secret"}
    case.secret_hash = "secret"
    case.reindexObject()
    transaction.commit()
    with live_town.user("anna"):
        assert get_catalog().count(text=f'"{word}"') == 0
    values = [str(value) for value in row_of(case)]
    assert not [value for value in values if word in value]
