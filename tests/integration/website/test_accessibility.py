"""The accessibility statement follows the last check, and claims nothing that no check backs."""

from communesplone.core import moments
from communesplone.website.accessibility.settings import settings
from communesplone.website.caching import FrameStamp
from communesplone.website.checks import store
from communesplone.website.checks.domain.result import from_plain
from datetime import datetime
from datetime import UTC
from plone import api
from plone.app.testing import login
from plone.app.testing import SITE_OWNER_NAME
from plone.app.testing import SITE_OWNER_PASSWORD
from plone.testing.zope import Browser
from tests.domain.website.test_check_result import GOOD
import json
import pytest
import re
import transaction


NOON = datetime(2026, 11, 25, 11, tzinfo=UTC)


@pytest.fixture
def site(functional_portal):
    login(functional_portal.aq_parent, SITE_OWNER_NAME)
    return functional_portal


@pytest.fixture
def manager(functional, site):
    browser = Browser(functional["app"])
    browser.handleErrors = False
    browser.raiseHttpErrors = False
    browser.addHeader("Authorization", f"Basic {SITE_OWNER_NAME}:{SITE_OWNER_PASSWORD}")
    return browser


def seen(functional, site, path="@@accessibility"):
    transaction.commit()
    browser = Browser(functional["app"])
    browser.handleErrors = False
    browser.open(f"{site.absolute_url()}/{path}")
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", browser.contents))


def keep(**changes):
    store.store(from_plain({**GOOD, **changes}))


def test_a_site_that_nobody_checked_says_so(functional, site):
    words = seen(functional, site)
    assert "has not been checked yet" in words
    assert "compliant with" not in re.sub("nothing is said about its compliance with", "", words)
    assert "Le Médiateur" in words


def test_the_statement_tells_the_last_check(functional, site):
    keep(date="2026-10-01", violations=[])
    keep()
    keep(date="2026-09-01", tool="old tool")
    settings().email = "acces@valmeuse.example"
    settings().outside = ["Council meetings recorded before 2020"]
    words = seen(functional, site)
    for found in (
        "partially compliant",
        "Words that stand out too little",
        "found 3 times",
        "20 November 2026",
        "axe-core 4.10",
        "acces@valmeuse.example",
        "Council meetings recorded before 2020",
        "within 15 working days",
    ):
        assert found in words
    assert "old tool" not in words
    assert [one.day.isoformat() for one in store.history()] == ["2026-11-20", "2026-10-01", "2026-09-01"]


def test_in_france_every_page_says_the_status(functional, site):
    api.portal.set_registry_record("communesplone.core.jurisdiction", "france")
    keep(violations=[])
    assert "Accessibility: not compliant" in seen(functional, site, "@@sitemap")
    assert "Défenseur des droits" in seen(functional, site)
    keep(violations=[], method="others", by="Atelier")
    with moments.at(NOON):
        assert "Accessibility: fully compliant" in seen(functional, site, "@@sitemap")
    words = seen(functional, site)
    assert "100 % of the criteria" in words and "Atelier" in words


def test_pages_kept_by_a_browser_follow_the_status(site, http_request):
    api.portal.set_registry_record("communesplone.core.jurisdiction", "france")
    view = api.content.get_view("sitemap", site, http_request)
    before = FrameStamp(view, http_request)()
    keep(violations=[], method="others")
    assert FrameStamp(view, http_request)() != before


def test_a_bodys_name_of_ones_own(functional, site):
    settings().body_name, settings().body_url = "Ombudsman of Valmeuse", "https://ombudsman.example"
    words = seen(functional, site)
    assert "Ombudsman of Valmeuse" in words and "Le Médiateur" not in words


def test_a_result_is_handed_in_as_a_file(site, manager):
    url = f"{site.absolute_url()}/@@site-checks"
    manager.open(url)
    assert "never checked" in manager.contents
    manager.getControl(name="result").add_file(b"{}", "application/json", "check.json")
    manager.getControl("Store the result").click()
    assert manager.headers["status"].startswith("400")
    assert "of the result is missing or wrong." in manager.contents
    manager.getControl(name="result").add_file(json.dumps(GOOD).encode(), "application/json", "check.json")
    manager.getControl("Store the result").click()
    assert "The result is stored" in manager.contents
    assert "20 November 2026" in manager.contents


def test_a_result_is_handed_in_by_a_program(site, manager):
    url = f"{site.absolute_url()}/@site-checks"
    manager.addHeader("Accept", "application/json")
    manager.post(url, json.dumps({**GOOD, "date": "2999-01-01"}), "application/json")
    assert manager.headers["status"].startswith("400")
    assert json.loads(manager.contents)["message"] == "The day of the check lies in the future."
    manager.post(url, json.dumps(GOOD), "application/json")
    assert manager.headers["status"].startswith("201")
    manager.open(url)
    assert [one["date"] for one in json.loads(manager.contents)["items"]] == ["2026-11-20"]


def test_the_oldest_results_go(site):
    for day in range(1, 32):
        for month in ("10", "12"):
            if (month, day) != ("12", 31):
                keep(date=f"2026-{month}-{day:02d}")
    assert len(store.history()) == 60
    assert store.last().day.isoformat() == "2026-12-30"


def test_settings_are_checked(site, manager):
    manager.open(f"{site.absolute_url()}/@@accessibility-controlpanel")
    manager.getControl(name="form.widgets.email").value = "nobody"
    manager.getControl(name="form.widgets.plans").value = "Scheme"
    manager.getControl("Save").click()
    assert manager.contents.count('aria-invalid="true"') == 2
    manager.getControl(name="form.widgets.email").value = "acces@valmeuse.example"
    manager.getControl(name="form.widgets.plans").value = "Scheme | https://valmeuse.example/scheme"
    manager.getControl("Save").click()
    transaction.begin()
    assert settings().email == "acces@valmeuse.example"
