"""Visitors get the light page, editors Plone's own, and a page of the desk is light for everybody."""

from communesplone.website import resources
from communesplone.website.browser.main_template import MainTemplate
from plone import api
from plone.app.testing import login
from plone.app.testing import logout
from plone.app.testing import setRoles
from plone.app.testing import TEST_USER_ID
from plone.app.testing import TEST_USER_NAME
from plone.testing.zope import Browser
import json
import pytest
import re
import transaction


@pytest.fixture
def http_page(functional):
    """A published page and an anonymous browser."""
    portal = functional["portal"]
    setRoles(portal, TEST_USER_ID, ["Manager"])
    page = api.content.create(portal, "Document", id="marche", title="Marché", description="Samedi")
    api.content.transition(page, "publish")
    setRoles(portal, TEST_USER_ID, ["Member"])
    transaction.commit()
    return portal, page.absolute_url(), Browser(functional["app"])


def log_in(browser, name, password):
    browser.addHeader("Authorization", f"Basic {name}:{password}")


def template_for(portal, request, roles, view=None):
    setRoles(portal, TEST_USER_ID, roles)
    login(portal, TEST_USER_NAME)
    if view is not None:
        request.set("PUBLISHED", view)
    return MainTemplate(portal, request)


def test_somebody_with_an_account_but_without_editing_rights_gets_the_light_page(portal, http_request):
    assert template_for(portal, http_request, ["Member"]).is_light


def test_whoever_may_edit_gets_plones_own_page(portal, http_request):
    assert not template_for(portal, http_request, ["Manager"]).is_light


def test_a_view_can_ask_for_the_light_page_for_editors_too(portal, http_request):
    view = type("Desk", (), {"light_page": True})()
    assert template_for(portal, http_request, ["Manager"], view).is_light


def test_a_view_can_ask_for_plones_page_for_visitors(portal, http_request):
    view = type("Editor", (), {"light_page": False})()
    assert not template_for(portal, http_request, ["Member"], view).is_light


def test_a_method_of_a_view_counts_as_the_view(portal, http_request):
    class Desk:
        light_page = True

        def save(self):
            """Published."""

    assert template_for(portal, http_request, ["Manager"], Desk().save).is_light


def test_an_anonymous_page_has_no_diazo_no_bundle_and_its_own_title(http_page):
    _portal, url, browser = http_page
    browser.open(url)
    assert browser.headers["X-Theme-Disabled"] == "1"
    assert "++plone++static" not in browser.contents
    assert "++theme++" not in browser.contents
    assert browser.title.startswith("Marché — ")
    assert 'lang="' in browser.contents.split("<head")[0]
    assert len(browser.contents) < 16_000


def test_every_landmark_is_there_once(http_page):
    _portal, url, browser = http_page
    browser.open(url)
    for start in ("<main", "<h1", 'class="site-footer"', 'class="skip"'):
        assert browser.contents.count(start) == 1, start


def test_a_light_page_carries_no_inline_script_or_style(http_page):
    _portal, url, browser = http_page
    browser.open(url)
    assert "<style" not in browser.contents
    assert "style=" not in browser.contents
    assert "<script>" not in browser.contents
    assert "onclick" not in browser.contents


def test_what_a_person_with_an_account_sees_is_never_stored(http_page):
    _portal, url, browser = http_page
    password = "Citizen of Valmeuse 1"
    api.user.create(email="nadia@example.be", username="nadia", password=password)
    transaction.commit()
    log_in(browser, "nadia", password)
    browser.open(url)
    assert "X-Theme-Disabled" in browser.headers
    assert browser.headers["Cache-Control"] == "private, no-store"


def test_the_style_sheet_has_an_address_with_the_hash_and_is_kept_for_a_year(http_page):
    portal, url, browser = http_page
    browser.open(url)
    address = f"{portal.absolute_url()}/++plone++communesplone/++unique++{resources.FINGERPRINT}/site.css"
    assert address in browser.contents
    browser.open(address)
    assert browser.headers["Cache-Control"] == resources.FOR_EVER
    assert browser.headers["Content-Type"].startswith("text/css")


def test_the_site_opens_with_the_question(http_page):
    portal, _url, browser = http_page
    browser.open(portal.absolute_url())
    assert 'role="search"' in browser.contents
    assert 'class="valley"' in browser.contents


def test_an_unknown_address_says_what_to_do_and_shows_no_traceback(http_page):
    portal, _url, browser = http_page
    browser.raiseHttpErrors = False
    browser.addHeader("Accept", "text/html")
    browser.open(f"{portal.absolute_url()}/rien-ici")
    assert browser.headers["status"].startswith("404")
    assert "Traceback" not in browser.contents
    assert 'class="search"' in browser.contents


def test_a_private_page_leads_to_the_login_page(http_page, functional):
    portal, _url, browser = http_page
    setRoles(portal, TEST_USER_ID, ["Manager"])
    hidden = api.content.create(portal, "Document", id="cache", title="Caché")
    transaction.commit()
    logout()
    browser.addHeader("Accept", "text/html")
    browser.open(hidden.absolute_url())
    assert "__ac_name" in browser.contents
    assert "Caché" not in browser.contents


def test_the_navigation_has_at_most_five_entries_and_none_of_what_is_hidden(portal, http_request):
    setRoles(portal, TEST_USER_ID, ["Manager"])
    for number in range(7):
        api.content.create(portal, "Folder", id=f"f{number}", title=f"Folder {number}", exclude_from_nav=number == 0)
    frame = api.content.get_view("light-frame", portal, http_request)
    titles = [entry["title"] for entry in frame.navigation()]
    assert len(titles) <= 5
    assert "Folder 0" not in titles


def test_changing_the_language_keeps_the_place_and_the_filters(portal, http_request):
    api.portal.set_registry_record("plone.available_languages", ["en", "fr", "nl"])
    http_request.environ.update(REQUEST_METHOD="GET", QUERY_STRING="state=incomplete&set_language=nl")
    http_request.set("ACTUAL_URL", "http://nohost/plone/@@cases")
    frame = api.content.get_view("light-frame", portal, http_request)
    french = next(one for one in frame.languages() if one["code"] == "fr")
    assert french["url"] == "http://nohost/plone/@@cases?state=incomplete&set_language=fr"
    assert [one["code"] for one in frame.languages()] == ["en", "fr", "nl"]


def test_a_page_without_a_summary_still_says_to_search_engines_what_it_is(portal, http_request):
    setRoles(portal, TEST_USER_ID, ["Manager"])
    api.portal.set_registry_record("communesplone.website.tagline", "Une commune au bord de la Meuse")
    told = api.content.create(portal, "Document", id="told", title="Piscine", description="Heures et tarifs")
    silent = api.content.create(portal, "Document", id="silent", title="Piscine")
    words = [api.content.get_view("light-frame", page, http_request).summary(None) for page in (told, silent)]
    assert words[0] == "Heures et tarifs"
    assert words[1].startswith("Piscine — ")
    assert words[1].endswith(" – Une commune au bord de la Meuse")


def graph(portal, path: str = "") -> dict:
    """What a page tells search engines, by type."""
    browser = Browser(portal.aq_parent)
    browser.addHeader("Accept", "text/html")
    browser.open(portal.absolute_url() + path)
    told = re.search(r'<script type="application/ld\+json">(.*?)</script>', browser.contents)
    return {one["@type"]: one for one in json.loads(told[1])["@graph"]} if told else {}


def test_search_engines_are_told_of_the_commune_of_news_and_of_the_way_there(functional_portal):
    portal = functional_portal
    with api.env.adopt_roles(["Manager"]):
        folder = api.content.create(portal, "Folder", id="actualites", title="Actualités")
        item = api.content.create(folder, "News Item", id="pont", title="Le pont rouvre </script>")
        for one in (folder, item):
            api.content.transition(one, "publish")
    transaction.commit()
    home, news = graph(portal), graph(portal, "/actualites/pont")
    assert {"GovernmentOrganization", "WebSite"} <= set(home)
    assert news["NewsArticle"]["headline"] == "Le pont rouvre </script>"
    assert news["NewsArticle"]["publisher"]["@id"] == home["GovernmentOrganization"]["@id"]
    way = [one["name"] for one in news["BreadcrumbList"]["itemListElement"]]
    assert way[1:] == ["Actualités", "Le pont rouvre </script>"]
