"""A visitor searches: any form of a word finds the page, and nobody learns of what he may not see."""

from communesplone.website.search import asking
from communesplone.website.search import meaning
from communesplone.website.search.interfaces import ISearchAsked
from communesplone.website.search.lexicon import drop_stems
from communesplone.website.search.lexicon import has_stems
from communesplone.website.search.lexicon import keep_stems
from communesplone.website.search.settings import PREFIX
from DateTime import DateTime
from plone import api
from plone.app.testing import login
from plone.app.testing import setRoles
from plone.app.testing import SITE_OWNER_NAME
from plone.app.testing import SITE_OWNER_PASSWORD
from plone.app.testing import TEST_USER_ID
from plone.testing.zope import Browser
from urllib.parse import quote
from zope.component import getGlobalSiteManager
from zope.component import provideHandler
import json
import pytest
import transaction


SECRET = "Zanzibarix"
FORMS = ("carte d'identite", "cartes d'identités", "CARTE D’IDENTITÉ", "Identité carte", "eID", "identiteitskaart")


def made(container, kind, name, published=True, **fields):
    """Content, published or not."""
    content = api.content.create(container, kind, id=name, **fields)
    if published and api.content.get_state(content, default="") == "private":
        api.content.transition(content, "publish")
    return content


@pytest.fixture
def town(functional):
    """A site with some of each kind, committed; a visitor's browser."""
    portal = functional["portal"]
    setRoles(portal, TEST_USER_ID, ["Manager"])
    folder = made(portal, "Folder", "vie", title="Vivre ici")
    made(folder, "Document", "carte", title="Carte d’identité", description="La carte électronique des Belges.")
    made(folder, "Document", "dechets", title="Collecte des déchets", description="Sacs bruns et sacs blancs.")
    made(folder, "Document", "travaux", title="Travaux communaux", subject=("Chantiers",))
    made(folder, "Document", "page", title="Une page", description="Où l’on parle de l’identité.")
    for number in range(12):
        news = made(folder, "News Item", f"news-{number}", title=f"Nouvelle {number} du quartier", description="Marché")
        news.setEffectiveDate(DateTime(2025, 3, number + 1))
        news.reindexObject()
    made(folder, "Document", "secret", published=False, title=f"{SECRET} confidentiel", description="Marché secret")
    setRoles(portal, TEST_USER_ID, ["Member"])
    transaction.commit()
    return portal


@pytest.fixture
def ask(town, functional):
    """The page of results, as text."""
    browser = Browser(functional["app"])

    def asked(query, who=browser):
        who.open(f"{town.absolute_url()}/@@search?{query}")
        return who.contents

    return asked


@pytest.fixture
def suggest(town, functional):
    """Suggestions and the headers of the answer."""

    def asked(words, browser=None):
        browser = browser or Browser(functional["app"])
        browser.open(f"{town.absolute_url()}/@@suggest?q={words}")
        return json.loads(browser.contents)["items"], browser.headers

    return asked


@pytest.fixture
def editor(functional):
    """The browser of somebody who sees everything."""
    browser = Browser(functional["app"])
    browser.addHeader("Authorization", f"Basic {SITE_OWNER_NAME}:{SITE_OWNER_PASSWORD}")
    return browser


def texts(words):
    """Ids of what answers a question in Plone's own index."""
    return {row.getId for row in api.portal.get_tool("portal_catalog")(SearchableText=words)}


@pytest.mark.parametrize("words", FORMS)
def test_any_form_of_the_words_finds_the_page(ask, words):
    assert "vie/carte?found=" in ask(f"SearchableText={quote(words)}")


@pytest.mark.parametrize("words", ["carte d'identite", "cartes identités", "CARTE", "ident*", "travail communal"])
def test_plones_own_search_finds_other_forms_too(town, words):
    assert texts(words) & {"carte", "travaux"}


def test_services_find_other_forms_too(town, functional):
    browser = Browser(functional["app"])
    browser.addHeader("Accept", "application/json")
    browser.open(f"{town.absolute_url()}/@search?SearchableText=cartes+d%27identites")
    assert [item["title"] for item in json.loads(browser.contents)["items"]] == ["Carte d’identité"]


def test_hits_in_the_title_come_first(town, http_request):
    answer = asking.ask(http_request, "identité", "en")
    assert [row.getId for row in answer.hits.best(answer.hits.all, 0, 5)] == ["carte", "page"]


def test_results_stand_by_kind_and_filters_stay_in_addresses(ask):
    page = ask("SearchableText=quartier")
    assert page.count("vie/news-") == 10, "one kind alone fills the page"
    page = ask("SearchableText=marche+quartier&kind=news&b_start=10")
    assert page.count("vie/news-") == 2
    assert "found=SearchableText%3Dmarche%2Bquartier%26kind%3Dnews%26b_start%3D10" in page


def test_a_result_leads_back_without_a_script(ask, town, functional):
    browser = Browser(functional["app"])
    ask("SearchableText=quartier&kind=news&b_start=10", browser)
    browser.getLink("Nouvelle 1 du").click()
    back = browser.getLink("Back to the results")
    assert back.url == f"{town.absolute_url()}/@@search?SearchableText=quartier&kind=news&b_start=10"


@pytest.mark.parametrize(
    "found", ["https://evil.example/", "//evil.example", "x=1", "SearchableText=", "%00", "a" * 5000]
)
def test_the_way_back_leads_nowhere_else(town, functional, found):
    browser = Browser(functional["app"])
    browser.open(f"{town.absolute_url()}/vie/carte?found={found}")
    assert "evil" not in browser.contents.split("<main")[0]
    assert 'data-back="" hidden="hidden"' in browser.contents


def test_a_mistake_is_corrected_with_a_word_that_the_visitor_may_read(ask):
    page = ask("SearchableText=idantites+crate")
    assert "vie/carte?found=" in page
    assert "Nothing has" in page


def test_words_of_a_private_page_are_offered_to_nobody_else(ask, editor, town):
    mistake = SECRET.lower()[:-1] + "z"
    assert SECRET.lower() not in ask(f"SearchableText={mistake}").lower()
    assert "vie/secret" in ask(f"SearchableText={mistake}", editor)
    assert SECRET.lower() not in ask(f"SearchableText={mistake}").lower(), "also after somebody else was answered"


def test_a_word_that_only_a_text_has_is_not_offered(town, http_request):
    setRoles(town, TEST_USER_ID, ["Manager"])
    town.vie.page.setDescription("Rien")
    town.vie.page.changeNote = ""
    town.vie.page.reindexObject()
    known = asking.synonyms()
    terms = asking.question.read("confidentiell", known)
    setRoles(town, TEST_USER_ID, ["Anonymous"])
    assert meaning.corrected(http_request, "en", terms, known) == ""


def test_nothing_found_helps_on(ask):
    page = ask("SearchableText=xqzzyw")
    assert "Nothing found" in page
    assert "xqzzyw" in page


def test_results_with_some_of_the_words(ask):
    page = ask("SearchableText=quartier+xqzzyw")
    assert "some of them" in page
    assert "vie/news-" in page


def test_words_are_marked(ask):
    assert "<mark>Marché</mark>" in ask("SearchableText=marches")


@pytest.mark.parametrize("query", ["", "SearchableText=", "SearchableText=%20", "SearchableText=%3F*", "kind=news"])
def test_without_words_the_page_invites(ask, query):
    assert "Nothing found" not in ask(query) or "%3F" in query


@pytest.mark.parametrize(
    "query",
    [
        "SearchableText=pont&kind=evil&year=abcd&theme=x&b_start=-1",
        "SearchableText=pont&kind=news&year=9999&b_start=99999999999",
        "SearchableText=(((&kind=news",
        "SearchableText=%22and+or+not%22",
        "SearchableText:list=pont&kind:list=news",
        "SearchableText=" + "mot+" * 300,
    ],
)
def test_odd_addresses_are_answered(ask, query):
    assert "<h1>Search</h1>" in ask(query)


def test_years_of_news(ask, town):
    assert "year=2025" in ask("SearchableText=quartier&kind=news")
    assert "vie/news-" in ask("SearchableText=quartier&kind=news&year=2025")
    assert "Nothing fits" in ask("SearchableText=quartier&kind=news&year=1999")


def test_suggestions_while_one_types(suggest):
    items, headers = suggest("cart")
    assert items == [{"title": "Carte d’identité", "kind": "Pages", "url": items[0]["url"]}]
    assert headers["Cache-Control"] == "public, max-age=300"
    assert "Set-Cookie" not in headers


def test_suggestions_are_few_and_need_two_letters(suggest):
    assert len(suggest("nouv")[0]) == 8
    assert suggest("n")[0] == suggest("")[0] == suggest("%20%20")[0] == []


def test_suggestions_know_other_words_for_the_same(suggest):
    assert "Collecte des déchets" in [item["title"] for item in suggest("poubelles")[0]]


def test_suggestions_tell_nobody_of_a_private_page(suggest, editor):
    assert suggest(SECRET[:5])[0] == []
    items, headers = suggest(SECRET[:5], editor)
    assert len(items) == 1
    assert headers["Cache-Control"] == "private, no-store"
    assert suggest(SECRET[:5])[0] == []


def test_a_question_is_told_once_and_stored_nowhere(ask, functional):
    heard = []

    def listen(event):
        heard.append((event.words, event.count, event.corrected))

    provideHandler(listen, (ISearchAsked,))
    try:
        ask("SearchableText=quartier")
        ask("SearchableText=quartier&kind=news&b_start=10")
        ask("SearchableText=xqzzyw")
    finally:
        getGlobalSiteManager().unregisterHandler(listen, (ISearchAsked,))
    assert heard == [("quartier", 12, False), ("xqzzyw", 0, False)]


def test_a_commune_teaches_its_own_words(ask, town):
    assert "vie/dechets?" not in ask("SearchableText=bacs+orange")
    api.portal.set_registry_record(f"{PREFIX}.own", ("bac orange = sac brun",))
    transaction.commit()
    assert "vie/dechets?" in ask("SearchableText=bacs+orange")
    api.portal.set_registry_record(f"{PREFIX}.own", ())
    transaction.commit()


def test_a_wrong_line_is_named_and_nothing_is_stored(town, editor):
    editor.open(f"{town.absolute_url()}/@@search-settings")
    editor.getControl(name="form.widgets.own").value = "bac = sac\nseul"
    editor.getControl("Save").click()
    assert "seul&#8221;: write at least two" in editor.contents
    assert not api.portal.get_registry_record(f"{PREFIX}.own")
    editor.getControl(name="form.widgets.own").value = "bac = sac"
    editor.getControl("Save").click()
    transaction.begin()
    assert api.portal.get_registry_record(f"{PREFIX}.own") == ("bac = sac",)


def test_indexes_are_rewritten_without_waking_content(town):
    catalog = town.portal_catalog
    login(town.aq_parent, SITE_OWNER_NAME)
    drop_stems(catalog)
    assert not has_stems(catalog)
    assert "travaux" not in texts("travail")
    assert "carte" in texts("carte")
    assert keep_stems(catalog) > 20
    assert {"travaux"} == texts("travail communal")
    assert keep_stems(catalog) == 0
    town.vie.dechets.title = "Chaussées"
    town.vie.dechets.reindexObject()
    assert "dechets" in texts("chaussee") and "dechets" not in texts("collecte")
    transaction.abort()
