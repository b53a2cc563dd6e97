"""Was this page clear? From the foot of a page to the clerk's desk and the list for editors."""

from communesplone.core.cases import indexing
from communesplone.core.cases import store
from communesplone.core.cases.catalog import get_catalog
from communesplone.core.interfaces import IPersonalData
from communesplone.website.feedback import counts
from communesplone.website.feedback import remark
from communesplone.website.feedback.browser import asked
from communesplone.website.feedback.domain.shares import Answers
from datetime import date
from html import unescape
from plone import api
from plone.app.testing import login
from plone.app.testing import SITE_OWNER_NAME
from plone.app.testing import SITE_OWNER_PASSWORD
from plone.testing.zope import Browser
from urllib.error import HTTPError
import json
import pytest
import re
import transaction


PASSWORD = "Pont-de-Valmeuse-5999"


@pytest.fixture
def site(functional_portal, monkeypatch):
    """A page of Population with a clerk, and a page of nobody."""
    monkeypatch.setattr(asked, "answers_by_network", asked.Rate(30, 600))
    monkeypatch.setattr(asked, "remarks_by_network", asked.Rate(5, 600))
    login(functional_portal.aq_parent, SITE_OWNER_NAME)
    api.user.create("anna@example.org", "anna", PASSWORD, properties={"fullname": "Anna Lambert"})
    unit = api.content.create(functional_portal, "Unit", "population", title="Population")
    unit.clerks = ("anna",)
    for name in ("population",):
        api.content.transition(functional_portal[name], "publish")
    for kind, name in (("Folder", "life"), ("Document", "hidden")):
        api.content.create(functional_portal, kind, name, title=name.title())
    api.content.transition(functional_portal.life, "publish")
    page = api.content.create(functional_portal.life, "Document", "market", title="The market")
    api.content.transition(page, "publish")
    transaction.commit()
    return functional_portal


@pytest.fixture
def visitor(functional):
    return browser_of(functional)


def browser_of(functional, name="", password=""):
    browser = Browser(functional["app"])
    browser.handleErrors = True
    if name:
        browser.addHeader("Authorization", f"Basic {name}:{password or PASSWORD}")
    return browser


def manager_of(functional):
    return browser_of(functional, SITE_OWNER_NAME, SITE_OWNER_PASSWORD)


def text_of(browser) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", "", browser.contents)))


def answer(browser, site, word, path="life/market"):
    browser.open(f"{site.absolute_url()}/{path}")
    browser.getControl(word, index=0).click()
    transaction.begin()


def told(page="life/market") -> Answers:
    return counts.of_last_months(date.today(), 1).get(page, Answers())  # noqa: DTZ011 - the count is of today


def cases() -> list:
    return [one for one in store.walk() if one.handler == remark.CODE]


def test_a_yes_is_counted_and_thanked_with_a_way_back(site, visitor):
    answer(visitor, site, "Yes")
    assert "Thank you" in text_of(visitor)
    assert told() == Answers(1, 0)
    assert cases() == []
    visitor.getLink("Back to the page").click()
    assert visitor.url == f"{site.absolute_url()}/life/market"


def test_a_no_may_stay_without_words(site, visitor):
    answer(visitor, site, "No")
    assert "What was not clear?" in text_of(visitor) and "No answer is sent" in text_of(visitor)
    visitor.getControl("Send").click()
    transaction.begin()
    assert "Thank you" in text_of(visitor)
    assert (told(), cases()) == (Answers(0, 1), [])


def test_words_become_a_case_of_the_unit_of_the_page(site, visitor, functional):
    answer(visitor, site, "No", "population")
    visitor.getControl(name="text").value = "Which <b>papers</b> do I need?"
    visitor.getControl("Send").click()
    transaction.begin()
    assert "goes to the service that keeps the page" in text_of(visitor)
    (case,) = cases()
    assert (case.unit, case.page, case.applicant_user, case.applicant_email) == (
        site.population.UID(),
        "population",
        "",
        "",
    )
    assert case.id not in [row.getId for row in site.portal_catalog.unrestrictedSearchResults()]
    clerk = browser_of(functional, "anna")
    clerk.open(f"{site.absolute_url()}/@@cases")
    assert "Remark about a page" in clerk.contents and "Population" in clerk.contents
    clerk.getLink(case.reference).click()
    assert "Which &lt;b&gt;papers&lt;/b&gt; do I need?" in clerk.contents
    assert f'href="{site.absolute_url()}/population"' in clerk.contents
    clerk.getControl("Take in hand").click()
    assert "Anna Lambert" in clerk.contents
    clerk.getControl("Close").click()
    assert "The remark is closed." in clerk.contents


def test_a_page_without_a_unit_goes_to_the_one_of_the_settings(site, visitor):
    api.portal.set_registry_record("communesplone.website.feedback.unit", site.population.UID())
    transaction.commit()
    answer(visitor, site, "No")
    visitor.getControl(name="text").value = "Too long."
    visitor.getControl("Send").click()
    transaction.begin()
    assert [case.unit for case in cases()] == [site.population.UID()]


def test_a_document_in_the_folder_of_a_unit_is_that_units(site):
    site.life.unit = site.population.UID()
    assert remark.unit_of(site.life.market) == site.population.UID()


def test_other_people_see_no_remark(site, functional):
    api.user.create("wim@example.org", "wim", PASSWORD)
    case = remark.make(site.population, "population", "Population", "Zyx", "en", asked.now())
    transaction.commit()
    for browser in (browser_of(functional), browser_of(functional, "wim")):
        with pytest.raises(HTTPError, match="404"):
            browser.open(f"{site.absolute_url()}/@@case/{case.reference}")


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("text", "My number is 85.07.30-033.28", "Take the national number out"),
        ("text", "x" * 2001, "The text is too long"),
        ("homepage", "http://spam.example", "Leave the field for programs empty"),
    ],
)
def test_what_is_not_taken_is_told_and_stays_in_the_field(site, visitor, field, value, said):
    answer(visitor, site, "No")
    visitor.getControl(name="text").value = "Words"
    visitor.getControl(name=field).value = value
    visitor.getControl("Send").click()
    transaction.begin()
    assert said in text_of(visitor)
    assert visitor.getControl(name="text").value == (value if field == "text" else "Words")
    assert cases() == []


def test_a_flood_from_one_network_is_slowed_down(site, visitor, monkeypatch):
    monkeypatch.setattr(asked, "answers_by_network", asked.Rate(2, 600))
    for _time in range(2):
        answer(visitor, site, "Yes")
    with pytest.raises(HTTPError, match="429"):
        answer(visitor, site, "Yes")
    transaction.begin()
    assert told() == Answers(2, 0)


@pytest.mark.parametrize("path", ["", "hidden", "nothing", "life/market/edit", "@@search", "@@cases", "cases", "a b"])
def test_answers_are_for_pages_that_ask_only(site, visitor, path):
    transaction.commit()
    with pytest.raises(HTTPError, match="404"):
        visitor.post(f"{site.absolute_url()}/@@feedback", f"page={path}&clear=yes")
    transaction.begin()
    assert counts.of_last_months(date.today(), 12) == {}  # noqa: DTZ011


def test_the_question_stands_on_pages_of_content_and_not_on_home_forms_and_errors(site, visitor):
    for path, asks in (
        ("life/market", 1),
        ("life", 1),
        ("population", 1),
        ("@@waste", 1),
        ("", 0),
        ("@@search", 0),
        ("@@track", 0),
    ):
        visitor.open(f"{site.absolute_url()}/{path}")
        assert visitor.contents.count("@@feedback") == asks, path
    with pytest.raises(HTTPError, match="404"):
        visitor.open(f"{site.absolute_url()}/nothing")
    assert "@@feedback" not in visitor.contents


def test_the_question_is_the_same_for_everybody_and_short(site, functional):
    found = []
    for _time in range(2):
        browser = browser_of(functional)
        browser.open(f"{site.absolute_url()}/life/market")
        found.append(re.search(r'<form class="wrap clear".*?</form>', browser.contents, re.DOTALL)[0])
        assert "Set-Cookie" not in browser.headers
    assert found[0] == found[1]
    assert len(found[0]) < 600
    assert "token" not in found[0]


def test_nobody_is_asked_when_the_commune_does_not_want_to(site, visitor):
    api.portal.set_registry_record("communesplone.website.feedback.asks", False)
    transaction.commit()
    visitor.open(f"{site.absolute_url()}/life/market")
    assert "@@feedback" not in visitor.contents


def test_somebody_who_is_logged_in_answers_without_a_name(site, functional):
    answer(browser_of(functional, "anna"), site, "No")
    assert told() == Answers(0, 1)


def test_editors_see_the_least_clear_pages_first(site, functional):
    for page, yes, no in (("life/market", 8, 9), ("population", 20, 1), ("@@waste", 0, 1)):
        for word, number in ((counts.YES, yes), (counts.NO, no)):
            for _time in range(number):
                counts.count(page, word, asked.today())
    transaction.commit()
    editor = manager_of(functional)
    editor.open(f"{site.absolute_url()}/@@feedback-pages")
    rows = re.findall(r"<td><a href=\"[^\"]*\">([^<]*)</a></td>", editor.contents)
    assert rows == ["The market", "@@waste", "Population"]
    assert "Answers: 39, of which “no”: 11" in text_of(editor)
    editor.addHeader("Accept", "application/json")
    editor.open(f"{site.absolute_url()}/@feedback")
    found = json.loads(editor.contents)
    assert found["items"][0] == {
        "page": f"{site.absolute_url()}/life/market",
        "yes": 8,
        "no": 9,
        "share_no": 0.5294,
    }


def test_the_words_go_when_a_remark_is_forgotten(site):
    case = remark.make(site.population, "population", "Population", "Zyx", "en", asked.now())
    IPersonalData(case).forget()
    indexing.sync_now(site)
    assert (case.text, case.page) == ("", "population")
    assert get_catalog() is not None
