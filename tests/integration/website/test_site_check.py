"""Whoever keeps the site has it checked, sees what is wrong and what was wrong before."""

from communesplone.core.jobs.api import Hopeless
from communesplone.core.jobs.job import WAITING
from communesplone.core.jobs.store import get_store
from communesplone.core.settings import PREFIX
from communesplone.website.site_check import job
from communesplone.website.site_check import store
from communesplone.website.site_check.validator.fetch import Answer
from communesplone.website.site_check.validator.report import Finding
from communesplone.website.site_check.validator.report import read
from communesplone.website.site_check.validator.report import Report
from datetime import datetime
from datetime import UTC
from plone import api
from plone.app.testing import login
from plone.app.testing import SITE_OWNER_NAME
from plone.app.testing import SITE_OWNER_PASSWORD
from plone.testing.zope import Browser
from urllib.error import HTTPError
import pytest
import transaction


MONDAY = datetime(2026, 11, 23, 3, 40, tzinfo=UTC)


def report(moment: str = "2026-11-25T09:00:00+00:00", *found: Finding) -> Report:
    return Report("https://valmeuse.example", moment, pages=3, requests=9, findings=list(found))


@pytest.fixture
def site(functional_portal):
    login(functional_portal.aq_parent, SITE_OWNER_NAME)
    page = api.content.create(functional_portal, "Document", "piscine", title="Piscine")
    api.content.transition(page, "publish")
    transaction.commit()
    return functional_portal


@pytest.fixture
def keeper(functional):
    browser = Browser(functional["app"])
    browser.handleErrors = False
    browser.addHeader("Authorization", f"Basic {SITE_OWNER_NAME}:{SITE_OWNER_PASSWORD}")
    return browser


@pytest.fixture
def read_inside(functional, monkeypatch):
    """What the check asks for is answered by this site, without a network; the addresses asked for."""
    asked = []

    def ask(url: str) -> Answer:
        asked.append(url)
        browser = Browser(functional["app"])
        browser.addHeader("Accept", "text/html")
        browser.raiseHttpErrors = False
        try:
            browser.open(url)
        except (HTTPError, LookupError):
            return Answer(url, 0, {})
        status = int(browser.headers["status"].split()[0])
        headers = {name.lower(): value for name, value in browser.headers.items()}
        body = browser.contents if isinstance(browser.contents, bytes) else browser.contents.encode()
        return Answer(browser.url, status, headers, body, len(body))

    monkeypatch.setattr(job, "within", lambda address: ask)
    return asked


def test_a_check_reads_the_public_pages_and_is_kept(site, read_inside):
    job.CheckSite().do({"address": site.absolute_url()}, None)
    told = store.last()
    assert f"{site.absolute_url()}/piscine" in read_inside
    assert told.pages >= 2
    assert [one.rule for one in told.findings if one.level == "error"] == ["statement.undated"]
    assert told.skipped["axe"] == "no_browser"
    assert not [one for one in told.findings if one.area in ("access", "parties", "data")]


def test_a_site_that_does_not_answer_is_not_called_clean(site, read_inside):
    with pytest.raises(Hopeless):
        job.CheckSite().do({"address": f"{site.absolute_url()}/nowhere"}, None)
    assert store.history() == []


def test_the_page_asks_for_a_check_once(site, keeper):
    for _time in range(2):
        keeper.open(f"{site.absolute_url()}/@@site-check")
        if _time == 0:
            keeper.getControl(name="check").click()
    assert "A check is under way" in keeper.contents
    transaction.begin()
    assert get_store().count(WAITING) == 1


def test_what_was_found_is_shown_and_handed_out(site, keeper):
    store.store(report("2026-11-18T09:00:00+00:00", Finding("links.broken", "https://valmeuse.example/a", "/b (404)")))
    store.store(report())
    transaction.commit()
    keeper.open(f"{site.absolute_url()}/@@site-check")
    assert "Nothing. The site is in order" in keeper.contents
    before = store.history()[1]
    keeper.open(f"{site.absolute_url()}/@@site-check?id={before.id}")
    assert "A link leads nowhere" in keeper.contents
    assert "/b (404)" in keeper.contents
    keeper.open(f"{site.absolute_url()}/@@site-check?id={before.id}&as=json")
    assert read(keeper.contents) == store.report_of(before.id)
    keeper.open(f"{site.absolute_url()}/@@site-check?id={before.id}&as=html")
    assert "/b (404)" in keeper.contents
    assert keeper.headers["content-disposition"].startswith("attachment")


def test_a_report_made_by_hand_is_kept_and_another_file_is_refused(site, keeper):
    keeper.open(f"{site.absolute_url()}/@@site-check")
    keeper.getControl(name="report").add_file(b"{}", "application/json", "report.json")
    keeper.getControl("Keep the report").click()
    assert "This file is no report of a check" in keeper.contents
    keeper.getControl(name="report").add_file(report().text().encode(), "application/json", "report.json")
    keeper.getControl("Keep the report").click()
    assert "The report is kept" in keeper.contents
    transaction.begin()
    assert store.last() == report()


def test_the_history_ends_somewhere_and_loads_no_report(site):
    for number in range(store.MOST_KEPT + 3):
        store.store(report(f"2026-11-25T09:{number % 60:02d}:{number // 60:02d}+00:00"))
    assert len(store.history()) == store.MOST_KEPT
    many = [Finding("access.picture", "https://valmeuse.example/a", str(number)) for number in range(300)]
    store.store(report("2026-11-26T09:00:00+00:00", *many))
    assert len(store.last().findings) == store.MOST_OF_A_RULE
    assert store.history()[0].errors == 300


def test_the_site_is_checked_each_monday_where_it_knows_its_address(site):
    week = job.EachWeek()
    week.do(MONDAY)
    assert not job.is_asked()
    api.portal.set_registry_record(f"{PREFIX}.address", "https://valmeuse.example")
    week.do(MONDAY.replace(day=24))
    assert not job.is_asked()
    week.do(MONDAY)
    assert job.is_asked()
