"""Work on the timetable becomes jobs, one for each slot."""

from communesplone.core.jobs import timetable
from communesplone.core.jobs.api import Daily
from communesplone.core.jobs.api import Every
from communesplone.core.jobs.api import Trouble
from datetime import timedelta
from plone import api
from tests.integration.jobs.conftest import NOON


HOUR, DAY = 3600, 86_400


def test_new_work_begins_with_its_next_slot(timed, work):
    every = timed("often", Every(minutes=5))
    assert (work(0), work(299)) == (0, 0)
    assert work(300) == 1
    assert every.moments == [NOON + timedelta(minutes=5)]


def test_each_slot_is_worked_once_however_often_the_worker_looks(timed, work):
    every = timed("often", Every(minutes=5))
    for seconds in range(0, 1801, 60):
        work(seconds)
    assert every.moments == [NOON + timedelta(minutes=5 * number) for number in range(1, 7)]


def test_a_night_without_server_is_made_up_for_once(timed, work, site):
    nightly = timed("nightly", Daily("03:10"))
    work(0)
    assert work(4 * DAY) == 1
    assert [moment.isoformat() for moment in nightly.moments] == ["2026-11-28T03:10:00+01:00"]


def test_a_clock_put_back_an_hour_repeats_nothing(timed, work):
    nightly = timed("nightly", Daily("03:10"))
    work(0)
    assert work(DAY) == 1
    assert work(DAY - HOUR) == 0
    assert work(DAY) == 0
    assert work(2 * DAY) == 1
    assert len(nightly.moments) == 2


def test_timed_work_that_fails_is_tried_again_for_the_same_slot(timed, work):
    nightly = timed("nightly", Daily("03:10"))
    done = nightly.do

    def fail(moment):
        done(moment)
        if len(nightly.moments) == 1:
            raise Trouble("not now")

    nightly.do = fail
    work(0)
    assert (work(DAY), work(DAY + 15)) == (1, 1)
    assert len(set(nightly.moments)) == 1 and len(nightly.moments) == 2


def test_done_timed_work_leaves_a_line_and_no_job(timed, work, store):
    timed("often", Every(minutes=5))
    work(0)
    work(300)
    line = store.timetable["often"]
    assert line.slot == line.finished == NOON + timedelta(minutes=5)
    assert len(store.jobs) == 0


def test_some_work_is_also_done_when_a_worker_starts(timed, work, store):
    every = timed("often", Every(minutes=5))
    every.at_start = True
    timetable.ask_at_start(store, NOON)
    timetable.ask_at_start(store, NOON)
    assert work(0) == 1
    assert every.moments == [NOON]


def test_a_manager_may_not_want_to_wait(timed, work, store):
    nightly = timed("nightly", Daily("03:10"))
    timetable.ask_now(store, "nightly", NOON)
    assert work(0) == 1
    timetable.ask_now(store, "nightly", NOON)
    assert work(0) == 1
    assert nightly.moments == [NOON, NOON]


def test_links_in_timed_work_have_the_address_that_the_commune_has_set(timed, work, monkeypatch):
    every, seen = timed("often", Every(minutes=5)), []
    every.do = lambda moment: seen.append(api.portal.get().absolute_url() + "/@@cases")
    work(0)
    work(300)
    monkeypatch.setenv("COMMUNES_ADDRESS", "http://localhost:8080/commune/")
    work(600)
    api.portal.set_registry_record("communesplone.core.address", "https://www.valmeuse.be")
    work(900)
    assert seen == [
        f"http://localhost/{api.portal.get().getId()}/@@cases",
        "http://localhost:8080/commune/@@cases",
        "https://www.valmeuse.be/@@cases",
    ]
