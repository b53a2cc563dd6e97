"""A citizen reads a card: every part in its order, nothing empty, nothing of the office; programs read it too."""

from communesplone.core import moments
from communesplone.requests import timed
from datetime import timedelta
from lxml import html
from plone import api
import json
import pytest
import transaction


CARD = "demarches/composition-de-menage"
PARTS = "//div[contains(@class, 'procedure')]/article//h2"
ORDER = [
    "For whom",
    "Who may ask",
    "How it goes",
    "What you get",
    "What you need",
    "Cost",
    "Times and deadlines",
    "Where to ask",
    "Special cases",
    "Good to know",
    "Legal basis",
]


@pytest.fixture
def card(town):
    """The card with every part filled in."""
    found = town.restrictedTraverse(CARD)
    found.applicant = "The parents\nA proxy"
    found.outcome = "A certificate"
    found.needs = ("Identity card", "Proof | from the doctor", "Form | to print | https://www.belgium.be/form")
    found.cost_rows = ("Adults | 25 € | at the desk", "Children | free")
    found.timeline = ("The officer signs | two days",)
    found.where = "Desk 2"
    found.special_cases = "Abroad"
    found.legal_rows = ("Civil Code | article 29 | https://www.ejustice.just.fgov.be/", "Our rules")
    found.status, found.status_reason = "limited", "One desk only"
    found.status_until = moments.today() + timedelta(3)
    found.review_date, found.card_owner = moments.today(), "Secret Keeper"
    found.themes, found.audiences, found.life_events = ("documents",), ("parent",), ("move",)
    found.languages, found.processing_days = ("fr", "de"), 2
    found.reindexObject()
    transaction.commit()
    return found


def read(browser, url):
    browser.open(url)
    return html.fromstring(browser.contents)


def test_the_parts_stand_in_their_order(card, browse):
    page = read(browse(), card.absolute_url())
    headings = [found.text_content() for found in page.xpath(PARTS)]
    assert headings == ORDER
    said = page.text_content()
    for text in (
        "A proxy",
        "from the doctor",
        "25 €",
        "two days",
        "Desk 2",
        "One desk only",
        "Limited service",
        "German",
    ):
        assert text in said, text
    assert "javascript:" not in said
    links = page.xpath("//article//a/@href")
    assert "https://www.belgium.be/form" in links
    assert "https://www.ejustice.just.fgov.be/" in links


def test_what_is_empty_is_left_out(town, browse):
    found = town.restrictedTraverse(CARD)
    for name in ("who", "outcome", "steps", "needs", "good_to_know", "legal_basis", "channels"):
        setattr(found, name, None)
    found.online = False
    transaction.commit()
    page = read(browse(), found.absolute_url())
    assert page.xpath(PARTS) == []
    assert "Normal service" in page.text_content()


def test_the_public_sees_nothing_of_the_upkeep(card, browse):
    browser = browse()
    for path in (CARD, f"{CARD}?expand=all", "demarches"):
        browser.open(f"{card.absolute_url().removesuffix(CARD)}{path}")
        assert "Secret Keeper" not in browser.contents
        assert "For the office" not in browser.contents


def test_the_clerk_sees_what_is_missing_and_that_it_is_due(card, browse):
    card.outcome = ""
    transaction.commit()
    said = read(browse("clerk"), card.absolute_url()).xpath("//section[@aria-labelledby='upkeep']")[0].text_content()
    for text in ("What you get", "To be read again", "Secret Keeper"):
        assert text in said, text


def test_a_text_that_is_not_translated_bears_its_language(card, browse):
    card.say("fr", {name: text for name, text in card.translations["fr"].items() if name != "outcome"})
    transaction.commit()
    page = read(browse(), f"{card.absolute_url()}?set_language=fr")
    (outcome,) = page.xpath("//article//p[text()='A certificate']")
    assert outcome.get("lang") == "en"
    assert page.xpath("//h1")[0].get("lang") is None


def test_after_the_last_day_the_service_is_normal(card, browse):
    card.status_until = moments.today() - timedelta(1)
    card.reindexObject()
    transaction.commit()
    said = read(browse(), card.absolute_url()).text_content()
    assert "Normal service" in said
    assert "One desk only" not in said
    with api.env.adopt_roles(["Manager"]):
        timed.EndStatus().do(moments.now())
    assert (card.status, card.status_reason, card.status_until) == ("normal", None, None)
    (row,) = api.portal.get_tool("portal_catalog").unrestrictedSearchResults(UID=card.UID())
    assert row.card_status == {}


def test_a_state_that_goes_on_is_not_taken_back(card):
    timed.EndStatus().do(moments.now())
    assert card.status == "limited"


def test_search_engines_read_the_service(card, browse):
    page = read(browse(), card.absolute_url())
    (script,) = page.xpath("//script[@type='application/ld+json'][contains(., 'GovernmentService')]")
    found = json.loads(script.text)
    assert found["@type"] == "GovernmentService"
    assert found["name"] == card.title
    assert {one["processingTime"] for one in found["availableChannel"]} == {"P2D"}
    assert any(one["serviceUrl"].endswith("/@@order") for one in found["availableChannel"])
    assert "Secret" not in script.text


def test_hostile_words_stay_words_in_the_description_for_programs(card, browse):
    card.outcome = "</script><script>alert(1)</script>"
    transaction.commit()
    page = read(browse(), card.absolute_url())
    assert not page.xpath("//script[contains(., 'alert(1)') and not(@type)]")


def test_a_state_without_a_reason_is_refused_and_nothing_is_lost(card, browse):
    browser = browse("clerk")
    browser.open(f"{card.absolute_url()}/edit")
    browser.getControl(name="form.widgets.status_reason").value = ""
    browser.getControl(name="form.widgets.outcome").value = "Typed meanwhile"
    browser.getControl(name="form.buttons.save").click()
    assert "Say what is different about the service" in browser.contents
    assert browser.getControl(name="form.widgets.outcome").value == "Typed meanwhile"


@pytest.mark.parametrize(
    ("name", "typed", "told"),
    [
        ("legal_rows", "Law | art. 1 | see the web", "no address of a page"),
        ("cost_rows", "a | b | c | d", "too many strokes"),
        ("timeline", "| soon", "begins with a stroke"),
    ],
)
def test_a_row_that_is_none_is_named(card, browse, name, typed, told):
    browser = browse("clerk")
    browser.open(f"{card.absolute_url()}/edit")
    browser.getControl(name=f"form.widgets.{name}").value = f"Good\n{typed}"
    browser.getControl(name="form.buttons.save").click()
    assert told in browser.contents
    assert "2" in browser.contents
    assert typed in browser.contents


def test_programs_get_the_public_parts_only(card, browse):
    def ask(path):
        browser = browse()
        browser.addHeader("Accept", "application/json")
        browser.open(f"{card.absolute_url().removesuffix(CARD)}{path}")
        return json.loads(browser.contents)

    found = ask(CARD)
    assert found["cost_rows"] == list(card.cost_rows)
    assert found["status"]["token"] == "limited"
    assert not {"card_owner", "review_date"} & set(found)
    listed = ask("demarches/@search?portal_type=Procedure&metadata_fields=_all")
    assert listed["items"]
    for row in listed["items"]:
        assert not {"card_check", "card_shared", "card_words"} & set(row)
    assert "Secret Keeper" not in json.dumps([found, listed])


@pytest.mark.parametrize("place", [CARD, "demarches"])
@pytest.mark.parametrize(
    ("accept", "kind"), [("text/turtle", "text/turtle"), ("application/ld+json", "application/ld+json")]
)
def test_other_catalogues_harvest_the_services(card, browse, place, accept, kind):
    browser = browse()
    browser.addHeader("Accept", accept)
    browser.open(f"{card.absolute_url().removesuffix(CARD)}{place}/@@cpsv")
    assert browser.headers["Content-Type"].startswith(kind)
    assert "Household composition" in browser.contents
    assert "http://purl.org/vocab/cpsv#PublicService" in browser.contents
    assert "Secret Keeper" not in browser.contents
    if kind != "text/turtle":
        assert json.loads(browser.contents)["@graph"]


def test_a_draft_is_in_no_description_even_for_who_may_read_it(card, browse):
    with api.env.adopt_roles(["Manager"]):
        api.content.transition(card, "reject" if "reject" in moves(card) else moves(card)[0])
    transaction.commit()
    browser = browse("clerk")
    for place in (CARD, "demarches"):
        browser.open(f"{card.absolute_url().removesuffix(CARD)}{place}/@@cpsv.ttl")
        assert "Household composition" not in browser.contents


def moves(content) -> list[str]:
    return [one["id"] for one in api.portal.get_tool("portal_workflow").getTransitionsFor(content)]


def test_the_whole_catalogue_is_valid_by_the_published_shapes(card, browse, standards):
    pyshacl = pytest.importorskip("pyshacl", reason="pyshacl is not installed: CPSV-AP is NOT checked")
    rdflib = pytest.importorskip("rdflib")
    browser = browse()
    browser.open(f"{card.aq_parent.absolute_url()}/@@cpsv.ttl")
    graph = rdflib.Graph().parse(data=browser.contents, format="turtle")
    shapes = rdflib.Graph().parse(standards / "cpsv-ap" / "cpsv-ap-3.2.0-shacl.ttl")
    conforms, _results, text = pyshacl.validate(graph, shacl_graph=shapes)
    assert conforms, text
