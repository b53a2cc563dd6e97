"""Pages in several languages: where they lie, in which language an address is answered, the switch."""

from communesplone.testing import COMMUNES_FUNCTIONAL_TESTING
from communesplone.website.languages import arrangement
from communesplone.website.languages import translations
from plone import api
from plone.app.multilingual.interfaces import IPloneAppMultilingualInstalled
from plone.app.multilingual.interfaces import ITranslationManager
from plone.app.testing import login
from plone.app.testing import SITE_OWNER_NAME
from plone.base.interfaces import ILanguage
from plone.testing.zope import Browser
from zope.interface import alsoProvides
import pytest
import transaction


def set_languages(first: str, *others: str) -> None:
    api.portal.set_registry_record("plone.available_languages", [first, *others])
    api.portal.set_registry_record("plone.default_language", first)


@pytest.fixture
def site(functional_portal, functional):
    """French first, Dutch and German; a page in French, one in French and Dutch."""
    portal = functional_portal
    login(portal.aq_parent, SITE_OWNER_NAME)
    set_languages("fr", "nl", "de")
    arrangement.install(portal)
    alsoProvides(portal.REQUEST, IPloneAppMultilingualInstalled)
    vivre = made(portal, "Folder", "vivre", title="Vivre ici")
    leven = made(portal.nl, "Folder", "leven", title="Leven", of=vivre)
    market = made(vivre, "Document", "marche", title="Le marché")
    made(leven, "Document", "markt", title="De markt", of=market)
    made(vivre, "Document", "mobilite", title="Se déplacer")
    transaction.commit()
    return portal


def made(folder, kind: str, name: str, *, title: str, of=None):
    """A published item, as a translation of another one."""
    item = api.content.create(folder, kind, name, title=title)
    if of is not None:
        ITranslationManager(of).register_translation(item.language, item)
    if api.content.get_state(item, default="published") != "published":
        api.content.transition(item, "publish")
    return item


def read(url: str, cookie: str = "") -> str:
    """The page, for a visitor who chose a language before."""
    return opened(url, cookie).contents


def opened(url: str, cookie: str = "") -> Browser:
    browser = Browser(COMMUNES_FUNCTIONAL_TESTING["app"])
    browser.handleErrors = True
    browser.raiseHttpErrors = False
    if cookie:
        browser.addHeader("Cookie", f"I18N_LANGUAGE={cookie}")
    browser.open(url)
    return browser


def test_the_first_language_stays_at_the_root_and_others_have_a_folder(site):
    assert "fr" not in site
    assert site.nl.portal_type == site.de.portal_type == "LRF"
    assert (site.vivre.language, site.vivre.marche.language, site.nl.leven.markt.language) == ("fr", "fr", "nl")
    assert sorted(ITranslationManager(site).get_translated_languages()) == ["de", "fr", "nl"]


def test_arranging_again_changes_nothing(site):
    before = {row.getPath(): (row.Language, row.TranslationGroup) for row in site.portal_catalog()}
    assert arrangement.arrange(site) == []
    assert {row.getPath(): (row.Language, row.TranslationGroup) for row in site.portal_catalog()} == before


def test_a_language_chosen_later_gets_its_folder_and_nothing_moves(site):
    set_languages("fr", "nl", "de", "es")
    assert site.es.portal_type == "LRF"
    assert ILanguage(site.vivre.marche).get_language() == "fr"


def test_a_page_answers_in_its_own_language_whatever_was_chosen(site):
    assert '<html xmlns="http://www.w3.org/1999/xhtml" lang="fr"' in read(site.vivre.marche.absolute_url(), "nl")
    assert 'lang="nl"' in read(site.nl.leven.markt.absolute_url()).split("<head>")[0]


def test_the_home_page_follows_the_choice_and_the_address(site):
    url = site.absolute_url()
    assert 'lang="fr"' in read(url).split("<head>")[0]
    assert 'lang="de"' in read(url, "de").split("<head>")[0]
    assert 'lang="nl"' in read(f"{url}/nl", "de").split("<head>")[0]


def test_the_switch_leads_to_the_translation_or_says_that_there_is_none(site):
    page = read(site.vivre.marche.absolute_url())
    assert f'href="{site.nl.leven.markt.absolute_url()}?set_language=nl"' in page
    assert f'href="{site.absolute_url()}/de/@@in-another-language/vivre/marche?set_language=de"' in page


def test_a_page_that_is_missing_offers_what_exists_and_what_is_near(site):
    page = opened(f"{site.absolute_url()}/nl/@@in-another-language/vivre/mobilite")
    assert 'lang="nl"' in page.contents.split("<head>")[0]
    assert 'lang="fr"><b>Se déplacer</b>' in page.contents
    assert f'href="{site.nl.leven.absolute_url()}">Leven' in page.contents
    assert page.headers["X-Robots-Tag"] == "noindex"


def test_a_page_that_was_translated_since_is_shown(site):
    page = opened(f"{site.absolute_url()}/nl/@@in-another-language/vivre/marche")
    assert page.url == site.nl.leven.markt.absolute_url()


@pytest.mark.parametrize("path", ["", "/nothing/here", "/" + "x/" * 40, "/vivre/../../acl_users", "/portal_catalog"])
def test_what_is_not_there_is_not_found(site, path):
    assert opened(f"{site.absolute_url()}/nl/@@in-another-language{path}").headers["status"][:3] in ("400", "404")


def test_a_draft_is_not_named_to_visitors(site):
    api.content.transition(site.vivre.mobilite, "reject")
    transaction.commit()
    page = opened(f"{site.absolute_url()}/nl/@@in-another-language/vivre/mobilite")
    assert page.headers["status"].startswith("404")
    assert "Se déplacer" not in page.contents


def test_machines_are_told_of_the_translations(site):
    page = read(site.vivre.marche.absolute_url())
    assert f'hreflang="nl" href="{site.nl.leven.markt.absolute_url()}"' in page
    assert f'hreflang="x-default" href="{site.vivre.marche.absolute_url()}"' in page
    assert 'hreflang="x-default"' not in read(site.vivre.mobilite.absolute_url())


def test_reading_gives_no_page_a_group(site):
    page = site.vivre.mobilite
    del page.aq_base.__dict__["_plone.tg"]
    transaction.commit()
    read(page.absolute_url())
    assert translations.group_of(page) == ""


def test_the_menu_has_the_pages_of_its_language(site):
    french, dutch = read(site.vivre.absolute_url()), read(site.nl.leven.absolute_url())
    assert ">Vivre ici" in french and ">Leven" not in french
    assert ">Leven" in dutch and ">Vivre ici" not in dutch


def test_the_search_finds_what_is_written_in_the_language_of_the_page(site):
    assert "De markt" in read(f"{site.absolute_url()}/nl/@@search?SearchableText=markt")
    assert "De markt" not in read(f"{site.absolute_url()}/@@search?SearchableText=markt")
