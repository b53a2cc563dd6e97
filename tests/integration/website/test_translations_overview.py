"""Editors see what is missing and what is behind, translate, and say that a translation is still right."""

from communesplone.website.languages import facts
from plone import api
from plone.app.testing import SITE_OWNER_NAME
from plone.app.testing import SITE_OWNER_PASSWORD
from plone.app.textfield import RichTextValue
from plone.testing.zope import Browser
from tests.integration.website.test_languages import made
from tests.integration.website.test_languages import site  # noqa: F401 - a fixture
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent
import json
import pytest
import transaction


EDITOR = "redactrice"
PASSWORD = "Redaction-2026!"


@pytest.fixture
def town(site):  # noqa: F811
    """The site with an account that edits."""
    api.user.create(email="r@valmeuse.example", username=EDITOR, password=PASSWORD, roles=("Member", "Editor"))
    api.user.create(email="m@valmeuse.example", username="membre", password=PASSWORD, roles=("Member",))
    transaction.commit()
    return site


@pytest.fixture
def browse(functional):
    """A browser of somebody."""

    def start(name: str = EDITOR, password: str = PASSWORD) -> Browser:
        browser = Browser(functional["app"])
        browser.raiseHttpErrors = False
        browser.addHeader("Authorization", f"Basic {name}:{password}")
        return browser

    return start


def change(page, **words) -> None:
    """As a form saves it."""
    for name, value in words.items():
        setattr(page, name, value)
    notify(ObjectModifiedEvent(page))
    transaction.commit()


def opened(browser, site, query: str = "") -> str:  # noqa: F811
    browser.open(f"{site.absolute_url()}/@@translations-overview{query}")
    return browser.contents


def test_what_is_missing_has_a_button_that_leads_to_the_form(town, browse):
    page = opened(browse(), town, "?list=missing&language=nl")
    assert f'{town.vivre.mobilite.absolute_url()}/@@create_translation?language=nl"' in page
    assert "@@create_translation?language=de" not in page
    assert '/vivre/marche" lang' not in page


def test_a_page_that_changes_leaves_its_translation_behind_until_somebody_says_it_is_right(town, browse):
    browser = browse()
    assert "babel_edit" not in opened(browser, town, "?list=behind")
    change(town.vivre.marche, text=RichTextValue("<p>Désormais le dimanche.</p>", "text/html", "text/x-html-safe"))
    assert f"{town.nl.leven.markt.absolute_url()}/babel_edit" in opened(browser, town, "?list=behind")
    browser.getControl(name="right").click()
    assert "babel_edit" not in opened(browser, town, "?list=behind")


def test_a_new_state_or_order_leaves_no_translation_behind(town, browse):
    town.vivre.marche.reindexObject()
    change(town.vivre.marche, subject=("Marché",))
    assert "babel_edit" not in opened(browse(), town, "?list=behind")


def test_writing_the_translation_anew_brings_it_up_to_date(town, browse):
    change(town.vivre.marche, title="Le grand marché")
    change(town.nl.leven.markt, title="De grote markt")
    assert "babel_edit" not in opened(browse(), town, "?list=behind")


def test_translating_from_the_list_makes_a_linked_page_in_the_right_folder(town, browse):
    browser = browse(SITE_OWNER_NAME, SITE_OWNER_PASSWORD)
    browser.open(f"{town.vivre.mobilite.absolute_url()}/@@create_translation?language=nl")
    assert "/nl/leven/++addtranslation++" in browser.url
    browser.getControl(name="form.widgets.IDublinCore.title").value = "Verplaatsen"
    browser.getControl(name="form.buttons.save").click()
    transaction.begin()
    page = town.nl.leven.verplaatsen
    assert (page.language, facts.source_of(page).getId()) == ("nl", "mobilite")
    assert getattr(page, facts.MADE_FROM)[0] == facts.stamp_of(town.vivre.mobilite)


def test_a_page_of_the_root_is_translated_into_the_folder_of_the_language(town, browse):
    made(town, "Document", "contact", title="Contact")
    transaction.commit()
    browser = browse(SITE_OWNER_NAME, SITE_OWNER_PASSWORD)
    browser.open(f"{town.contact.absolute_url()}/@@create_translation?language=de")
    assert browser.url.startswith(f"{town.de.absolute_url()}/++addtranslation++")


def test_the_list_is_filtered_by_section_and_kind(town, browse):
    made(town, "Folder", "services", title="Les services")
    made(town.vivre, "News Item", "travaux", title="Des travaux")
    transaction.commit()
    browser = browse()
    page = opened(browser, town, "?section=/plone/services")
    assert ">Les services</a>" in page and '/vivre/mobilite" lang' not in page
    assert ">Des travaux</a>" in opened(browser, town, "?kind=news")


@pytest.mark.parametrize("query", ["?list=x&kind=y&language=zz&section=/etc", "?list=a&list=b", "?b_start=-1"])
def test_odd_questions_are_answered_with_the_whole_list(town, browse, query):
    browser = browse()
    assert '/vivre/mobilite" lang' in opened(browser, town, query)


def test_visitors_and_members_do_not_get_in(town, browse, functional):
    browser = browse("membre")
    browser.open(f"{town.absolute_url()}/@@translations-overview")
    assert '/vivre/mobilite" lang' not in browser.contents
    anonymous = Browser(functional["app"])
    anonymous.raiseHttpErrors = False
    anonymous.open(f"{town.absolute_url()}/@@translations-overview")
    assert "login" in anonymous.url


def test_nobody_confirms_without_the_token_of_a_form_or_for_a_page_of_others(town, browse):
    change(town.vivre.marche, title="Le grand marché")
    browser = browse()
    uid = town.nl.leven.markt.UID()
    browser.open(f"{town.absolute_url()}/@@translations-overview", f"right={uid}")
    assert browser.headers["status"].startswith("403")
    town.nl.leven.markt.manage_permission("Modify portal content", ["Manager"], acquire=False)
    transaction.commit()
    opened(browser, town, "?list=behind")
    browser.getControl(name="right").click()
    assert "babel_edit" in opened(browser, town, "?list=behind")


def test_programs_are_told_of_the_translations(town, browse):
    browser = browse()
    browser.addHeader("Accept", "application/json")
    browser.open(f"{town.vivre.marche.absolute_url()}/@translations")
    found = json.loads(browser.contents)
    assert found["items"] == [{"@id": town.nl.leven.markt.absolute_url(), "language": "nl"}]
    assert found["root"]["de"] == town.de.absolute_url()


@pytest.mark.parametrize("path", ["", "/vivre", "/vivre/marche", "/nl", "/nl/leven/markt"])
@pytest.mark.parametrize("view", ["view", "edit", "folder_contents", "babel_edit"])
def test_plones_own_pages_open_for_managers(town, browse, path, view):
    if view == "folder_contents" and path.count("/") > 1:
        pytest.skip("no folder")
    browser = browse(SITE_OWNER_NAME, SITE_OWNER_PASSWORD)
    browser.open(f"{town.absolute_url()}{path}/{view}")
    assert browser.headers["status"].startswith("200")


def test_a_manager_adds_a_language_in_the_control_panel(town, browse):
    browser = browse(SITE_OWNER_NAME, SITE_OWNER_PASSWORD)
    browser.open(f"{town.absolute_url()}/@@language-controlpanel")
    assert browser.headers["status"].startswith("200")
