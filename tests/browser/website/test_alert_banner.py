"""The alerts above the pages, as people meet them: closed without a cookie, said by level, there without script."""

from ..axe import problems
from communesplone.website.alerts import folder
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from playwright.sync_api import expect
from plone import api
from plone.app.testing import login
from plone.app.testing import SITE_OWNER_NAME
import pytest
import transaction


WORKS, SECTION = "Ardennes bridge closed in the daytime", "demarches"
BANNER = "section.alerts"
HOUR = timedelta(hours=1)


@pytest.fixture
def every_level(site):
    """One alert of each kind runs on the whole site."""
    now = datetime.now(UTC)
    login(site.aq_parent, SITE_OWNER_NAME)
    for level in ("emergency", "mourning", "information"):
        words = {"en": {"title": f"Alert of {level}", "summary": "Stay at home and close the windows."}}
        made = folder.add(level=level, start=now - HOUR, end=now + HOUR, texts=words)
        api.content.transition(made, "publish")
    transaction.commit()


def said(page) -> dict[str, str]:
    """What screen readers are told by itself: words -> role, once it has been said."""
    expect(page.locator("body > .sr-only[role]:empty")).to_have_count(0)
    regions = page.locator("body > .sr-only[role]").all()
    return {" ".join(one.text_content().split()): one.get_attribute("role") for one in regions}


def test_the_banner_stands_above_the_home_page_and_reads_well(people):
    page = people.visitor()
    page.goto("")
    assert page.locator(f"{BANNER} a.title").all_text_contents() == [WORKS]
    assert problems(page) == []


def test_all_levels_at_once_read_well_in_any_scheme(people, every_level):
    page = people.visitor()
    page.goto("")
    levels = [one.get_attribute("data-level") for one in page.locator(f"{BANNER} li").all()]
    assert levels == ["emergency", "works", "mourning", "information"]
    assert problems(page) == []


def test_an_alert_of_a_section_stands_on_its_pages_only(people):
    page = people.visitor()
    page.goto(SECTION)
    assert page.locator(f"{BANNER} li").count() == 2
    page.goto("vivre-ici")
    assert page.locator(f"{BANNER} li").count() == 1


def test_a_closed_alert_stays_closed_without_a_cookie(people):
    page = people.visitor(language="")
    page.goto("")
    before = page.context.cookies()
    page.get_by_role("button", name="Close this alert").or_(page.locator(f"{BANNER} [data-close]")).first.click()
    assert page.locator(f"{BANNER} li:visible").count() == 0
    assert page.evaluate("document.activeElement.id") == "main"
    page.reload()
    assert page.locator(f"{BANNER} li:visible").count() == 0
    assert page.context.cookies() == before


def test_an_emergency_cannot_be_closed(people, every_level):
    page = people.visitor()
    page.goto("")
    closable = page.locator(f"{BANNER} li:has([data-close])").all()
    assert [one.get_attribute("data-level") for one in closable] == ["works", "mourning", "information"]


def test_screen_readers_are_told_by_weight_and_once(people, every_level):
    page = people.visitor()
    page.goto("")
    told = said(page)
    assert sorted(told.values()) == ["alert", "status"]
    assert "Alert of emergency" in next(words for words, role in told.items() if role == "alert")
    assert WORKS in next(words for words, role in told.items() if role == "status")
    page.goto("vivre-ici")
    assert said(page) == {}


def test_without_script_every_alert_is_there_and_no_button_that_does_nothing(people, every_level):
    page = people.visitor(java_script_enabled=False)
    page.goto("")
    assert page.locator(f"{BANNER} li:visible").count() == 4
    assert page.locator(f"{BANNER} button:visible").count() == 0


def test_the_banner_is_printed_without_its_buttons(people):
    page = people.visitor()
    page.goto("")
    page.emulate_media(media="print")
    assert page.locator(f"{BANNER} li:visible").count() == 1
    assert page.locator(f"{BANNER} button:visible").count() == 0
