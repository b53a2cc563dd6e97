"""What a Manager sees of jobs, and does about them; nobody else sees anything."""

from communesplone import _
from communesplone.core import moments
from communesplone.core.jobs.api import Again
from communesplone.core.jobs.api import enqueue
from communesplone.core.jobs.api import Every
from communesplone.core.jobs.api import Hopeless
from communesplone.core.jobs.browser import page
from communesplone.core.jobs.job import DONE
from communesplone.core.jobs.job import FAILED
from communesplone.core.jobs.job import WAITING
from datetime import timedelta
from plone import api
from plone.app.testing import SITE_OWNER_NAME
from plone.app.testing import SITE_OWNER_PASSWORD
from plone.testing.zope import Browser
from tests.integration.jobs.conftest import NOON
import json
import pytest
import re
import transaction


@pytest.fixture
def browser(functional, site):
    """A Manager's, without JavaScript."""
    made = Browser(functional["app"])
    made.handleErrors = False
    made.addHeader("Authorization", f"Basic {SITE_OWNER_NAME}:{SITE_OWNER_PASSWORD}")
    return made


@pytest.fixture
def failed(handler, work):
    """A job that needs a human."""

    def refuse(payload, job):
        raise Hopeless(_("The mail server refused the address (${code}).", mapping={"code": 550}))

    handler.act = refuse
    job_id = enqueue("stand-in", {"to": "nadia@example.org"}, about="case:7KQ2-94MX", note="Your order ${number}")
    work()
    handler.act = lambda payload, job: None
    return job_id


def jobs_url(site, **query):
    return f"{site.absolute_url()}/@@jobs" + "".join(f"?{name}={value}" for name, value in query.items())


def test_what_needs_a_human_comes_first_without_personal_data(browser, site, failed):
    browser.open(jobs_url(site))
    assert browser.headers["Cache-Control"] == "private, no-store"
    for words in ("Stand-in", "Your order", "7KQ2-94MX", "The mail server refused the address (550)."):
        assert words in browser.contents
    assert "nadia" not in browser.contents
    assert re.search(r"<b>1</b>\s*<span[^>]*>Needs a human", browser.contents)


def test_times_are_those_of_the_town_hall(browser, site, failed):
    browser.open(jobs_url(site))
    assert re.search(r"1:00\s*PM|13:00", browser.contents)


def test_a_job_is_tried_again(browser, site, failed, store, work, handler):
    browser.open(jobs_url(site))
    browser.getControl(name="retry").click()
    assert "The job is tried again." in browser.contents
    transaction.begin()
    assert (store.find(failed).state, store.find(failed).tries) == (WAITING, 0)
    work()
    assert (store.find(failed).state, handler.done) == (DONE, [{"to": "nadia@example.org"}])


def test_all_that_failed_are_tried_again(browser, site, failed, store):
    browser.open(jobs_url(site))
    browser.getControl(name="retry_all").click()
    assert "1 jobs are tried again." in browser.contents
    transaction.begin()
    assert (store.count(FAILED), store.count(WAITING)) == (0, 1)


def test_dropping_is_confirmed_first(browser, site, failed, store):
    browser.open(jobs_url(site))
    browser.getControl(name="drop").click()
    assert "Drop this job?" in browser.contents
    transaction.begin()
    assert store.find(failed).state == FAILED
    browser.getControl(name="drop_confirmed").click()
    assert "The job is dropped." in browser.contents
    transaction.begin()
    assert store.find(failed) is None
    assert store.count(FAILED) == 0


def test_what_is_gone_meanwhile_is_said(browser, site, failed, store):
    browser.open(jobs_url(site))
    store.forget(store.find(failed))
    transaction.commit()
    browser.getControl(name="retry").click()
    assert "This job is not there any more, or is at work." in browser.contents


def test_timed_work_is_asked_for(browser, site, timed, work):
    every = timed("often", Every(minutes=5))
    browser.open(jobs_url(site))
    assert "Timed stand-in" in browser.contents
    browser.getControl(name="work").click()
    assert "The work is asked for." in browser.contents
    assert work() == 1
    assert every.moments == [NOON]


def test_progress_is_shown(browser, site, handler, work):
    handler.act = lambda payload, job: Again({}, 12, 50)
    enqueue("stand-in")
    work(limit=1)
    browser.open(jobs_url(site, state="waiting"))
    assert "12 / 50" in browser.contents


def test_a_worker_that_does_not_run_is_said(browser, site, handler, store):
    with moments.at(NOON - timedelta(minutes=6)):
        enqueue("stand-in")
    transaction.commit()
    browser.open(jobs_url(site))
    assert "No worker has taken a job for" in browser.contents


@pytest.mark.parametrize("query", ["", "?state=nonsense", "?b_start=999999", "?b_start=x", "?state=done&state=failed"])
def test_odd_addresses_are_answered(browser, site, failed, query):
    browser.open(jobs_url(site) + query)
    assert "Timetable" in browser.contents


def test_a_form_without_token_is_refused(site, functional, browser, failed, store):
    with pytest.raises(Exception, match="Form authenticator is invalid"):
        browser.post(jobs_url(site), f"drop_confirmed={failed}")
    transaction.begin()
    assert store.find(failed) is not None


@pytest.mark.parametrize("roles", [["Anonymous"], ["Member"], ["Clerk", "Member"], ["Editor", "Reviewer"]])
def test_nobody_but_a_manager(site, roles):
    with api.env.adopt_roles(roles):
        assert not api.user.has_permission("Manage portal", obj=site)
    anybody = api.portal.get_tool("portal_controlpanel")
    (configlet,) = [one for one in anybody.listActions() if one.id == "communesplone.core.jobs"]
    assert configlet.permissions == ("Manage portal",)


def test_a_visitor_is_sent_away(functional, site):
    browser = Browser(functional["app"])
    browser.raiseHttpErrors = False
    browser.open(jobs_url(site))
    assert "login" in browser.url or browser.headers["Status"].startswith("401")


def test_thousands_of_jobs_are_listed_by_loading_a_page_of_them(site, handler, store, work, monkeypatch):
    for number in range(300):
        enqueue("stand-in", {"number": number})
    store.take_in(1000)
    transaction.commit()
    monkeypatch.setattr(page.listing, "PAGE", 10)
    connection = site._p_jar.db().open(transaction.TransactionManager())
    try:
        cold = connection.root()["Application"][site.getId()]
        there = page.query_store(cold)
        there.of_state(WAITING, 20, 10)
        assert sum(1 for job in there.jobs.values() if job._p_changed is not None) <= 10
    finally:
        connection.close()


def test_the_service_tells_the_same(browser, site, failed):
    browser.addHeader("Accept", "application/json")
    browser.open(f"{site.absolute_url()}/@jobs")
    found = json.loads(browser.contents)
    assert found["counts"] == {"failed": 1, "waiting": 0, "running": 0, "done": 0}
    (item,) = found["items"]
    assert (item["id"], item["error"]) == (failed, "The mail server refused the address (550).")
    assert "payload" not in item
    assert "nadia" not in str(browser.contents)
    assert browser.headers["Cache-Control"] == "private, no-store"


def test_a_time_in_the_future_is_the_next_try(site, handler, store):
    enqueue("stand-in", not_before=NOON + timedelta(hours=1))
    store.take_in()
    (job,) = store.of_state(WAITING)
    assert page.listing.next_moment(job) == NOON + timedelta(hours=1)
