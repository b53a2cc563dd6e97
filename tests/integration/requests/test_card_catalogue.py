"""A citizen finds a procedure: by theme, "I am…", life event, letter or words, with links alone."""

from communesplone.requests import ready
from lxml import html
from plone import api
from plone.app.testing import login
from plone.app.testing import logout
from plone.app.testing import SITE_OWNER_NAME
import pytest
import transaction


@pytest.fixture
def folder(town):
    """The two procedures of the town and some more, published; one of them is a draft."""
    login(town.aq_parent, SITE_OWNER_NAME)
    folder = town["demarches"]
    for code in ("identity-card", "kids-id", "planning-permission", "event-permit"):
        api.content.transition(ready.add(folder, code, language="en"), to_state="published")
    ready.add(folder, "passport", language="en")
    folder["permis-urbanisme"].status, folder["permis-urbanisme"].status_reason = "revised", "Works"
    folder["permis-urbanisme"].reindexObject()
    logout()
    transaction.commit()
    return folder


@pytest.fixture
def read(folder, browse):
    """The catalogue's page for a visitor."""

    def ask(query: str = "", language: str = "en"):
        browser = browse()
        browser.open(f"{folder.absolute_url()}?set_language={language}")
        browser.open(f"{folder.absolute_url()}{query}")
        return html.fromstring(browser.contents)

    return ask


def titles(page) -> list[str]:
    return [found.text for found in page.xpath("//ul[@class='procs']//b")]


def options(page) -> dict[str, int]:
    chips = page.xpath("//nav[@class='ways']//a[contains(@class, 'chip')]")
    return {chip.text_content().rsplit(" ", 1)[0].strip(): int(chip.xpath("./span")[0].text) for chip in chips}


def test_everything_public_stands_there_from_a_to_z(read):
    found = titles(read())
    assert found == sorted(found, key=str.casefold)
    assert "Identity card" in found
    assert "Passport" not in found


def test_a_theme_shows_its_cards_and_how_many(read):
    counts = options(read())
    assert counts["Identity papers and travel"] == 2
    assert counts["Certificates and records"] == 2
    assert "Waste and cleanliness" not in counts
    assert titles(read("?theme=papers")) == ["Identity card", "Kids-ID, identity card for children"]


def test_choices_add_up_and_each_can_be_taken_away(read):
    page = read("?theme=papers&audience=parent")
    assert titles(page) == ["Kids-ID, identity card for children"]
    away = [link.get("href") for link in page.xpath("//section[@aria-labelledby='found']//a[contains(@class,'chip')]")]
    assert len(away) == 2
    assert any(url.endswith("?audience=parent") for url in away)
    assert any(url.endswith("?theme=papers") for url in away)


@pytest.mark.parametrize("query", ["?event=build", "?by=event&event=build", "?letter=p", "?letter=P&by=letter"])
def test_life_events_and_letters_lead_there_too(read, query):
    assert titles(read(query)) == ["Planning permission"]


def test_every_way_is_a_link_and_the_current_one_says_so(read):
    page = read("?by=audience")
    ways = page.xpath("//ul[@class='tabs']//a")
    assert [way.text for way in ways if way.get("aria-current")] == ["I am…"]
    assert "a parent" in options(page)


@pytest.mark.parametrize("words", ["identity+cards", "CARTE+D%27IDENTITE", "identiteitskaart", "eid", "ausweis"])
def test_words_in_any_language_find_the_card(read, words):
    assert "Identity card" in titles(read(f"?q={words}"))


def test_the_best_card_comes_first(read):
    assert titles(read("?q=identity+card"))[0] == "Identity card"


def test_titles_and_letters_are_those_of_the_language(read):
    page = read("?by=letter&letter=c", "fr")
    assert "Carte d’identité" in titles(page)
    assert {"A", "C", "K", "O", "P"} >= set(options(page)) >= {"C", "K"}


def test_a_row_says_that_it_is_ordered_on_line_and_that_the_service_is_not_as_usual(read):
    page = read()
    marks = {
        row.xpath(".//b")[0].text: row.xpath(".//span[@class='marks']")[0].text_content().strip()
        for row in page.xpath("//ul[@class='procs']/li")
        if row.xpath(".//span[@class='marks']")
    }
    assert marks["Household composition"] == "Order on line"
    assert marks["Planning permission"] == "Changed service"
    assert "Identity card" not in marks


def test_nothing_found_is_said_with_a_way_back(read):
    page = read("?q=zyx")
    assert titles(page) == []
    assert "No procedure fits" in page.text_content()


@pytest.mark.parametrize(
    "query",
    [
        "?theme=nothing",
        "?theme=papers&theme=family",
        "?letter=%C3%89&by=x",
        "?letter=..",
        "?q:record=x",
        "?q=" + "a" * 5000,
        "?b_start=-1",
        "?b_start=99999999999999999999",
        "?q=%22%3E%3Cscript%3E",
        "?audience:list=x&event:int=3",
    ],
)
def test_an_odd_address_is_no_error(folder, browse, query):
    browser = browse()
    browser.raiseHttpErrors = False
    browser.handleErrors = True
    browser.open(f"{folder.absolute_url()}{query}")
    assert browser.headers["status"].startswith(("200", "400"))
    assert "<script>" not in browser.contents.split("<main")[-1]


def test_more_than_a_page_comes_in_batches_that_keep_the_choices(folder, read):
    login(folder.aq_parent.aq_parent, SITE_OWNER_NAME)
    for number in range(30):
        card = api.content.create(folder, "Procedure", title=f"Number {number:02}", themes=("trade",))
        api.content.transition(card, to_state="published")
    logout()
    transaction.commit()
    page = read("?theme=trade")
    assert len(titles(page)) == 24
    pages = page.xpath("//nav[@aria-label='Pages']//a/@href")
    assert "theme=trade" in pages[1] and "b_start=24" in pages[1]
    assert len(titles(read("?theme=trade&b_start=24"))) == 6


def test_the_index_finds_cards_of_a_theme_for_other_pages(folder):
    logout()
    found = {row.getId for row in api.content.find(card_facets="audience:parent")}
    assert "kids-id" in found
    assert "passeport" not in found
