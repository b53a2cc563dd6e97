"""Requests that no page of ours makes: lists for texts, huge numbers, long words. Nobody gets a server error."""

from communesplone.core.cases import store
from plone.testing.zope import Browser
from tests.integration.requests.conftest import PASSWORD
from tests.integration.requests.test_order_path import fill
from tests.integration.requests.test_order_path import HOUSEHOLD
from tests.integration.requests.test_order_path import order
from tests.integration.requests.test_order_path import PDF
from tests.integration.requests.test_order_path import said
from urllib.parse import quote
import pytest
import transaction


ODD = (
    "{0}:list=a&{0}:list=b",
    "{0}:list=",
    "{0}.a:records=b",
    "{0}.a:record=b",
    "{0}:tuple=1",
    "{0}=%00%ff%fe",
    "{0}=%ED%A0%80",
    "{0}=" + quote("ﷺ" * 500),
    "{0}=" + "9" * 400,
    "{0}=-1",
    "{0}:int=" + "9" * 40,
    "{0}:boolean=1",
    "{0}:bytes=a",
)
PAGES = (
    ("", "demarches", "b_start"),
    ("", "demarches/composition-de-menage/@@order", "f"),
    ("", "@@track", "number"),
    ("", "@@search", "SearchableText"),
    ("", "@@search", "b_start"),
    ("citizen", "@@my-orders", "b_start"),
    ("clerk", "@@cases", "b_start"),
    ("clerk", "@@cases", "text"),
    ("clerk", "@@cases", "unit"),
    ("clerk", "@@cases", "type"),
    ("clerk", "@@cases", "sort"),
    ("clerk", "@@cases-csv", "text"),
    ("clerk", "demarches/composition-de-menage/@@card-languages", "in"),
)


@pytest.fixture
def visit(functional, town):
    """`visit(user)`: a browser that reports the status instead of raising."""

    def start(user=""):
        browser = Browser(functional["app"])
        browser.raiseHttpErrors = False
        if user:
            browser.addHeader("Authorization", f"Basic {user}:{PASSWORD}")
        return browser

    return start


def status(browser) -> int:
    return int(browser.headers["status"].split()[0])


@pytest.mark.parametrize(("user", "page", "name"), PAGES)
def test_no_parameter_of_a_page_breaks_it(town, visit, user, page, name):
    browser = visit(user)
    failed = {}
    for odd in ODD:
        browser.open(f"{town.absolute_url()}/{page}?{odd.format(name)}")
        if status(browser) >= 500:
            failed[odd[:30]] = status(browser)
    assert failed == {}


@pytest.mark.parametrize("name", ["number", "secret"])
def test_no_number_and_no_secret_breaks_the_tracking_page(town, visit, name):
    browser = visit()
    failed = {}
    for odd in ODD:
        browser.post(f"{town.absolute_url()}/@@track", f"open=1&{odd.format(name)}")
        if status(browser) not in (200, 400, 429):
            failed[odd[:30]] = status(browser)
    assert failed == {}


@pytest.mark.parametrize("fields", ["form.buttons.review=1&{}", "form.confirm=1&consent=1&{}", "form.edit=1&{}"])
def test_no_token_breaks_the_order_form(town, visit, fields):
    browser = visit()
    failed = {}
    for odd in ODD:
        browser.post(
            f"{town.absolute_url()}/demarches/composition-de-menage/@@order", fields.format(odd.format("token"))
        )
        if status(browser) not in (200, 400):
            failed[odd[:30]] = status(browser)
    assert failed == {}
    transaction.begin()
    assert not list(store.walk())


@pytest.mark.parametrize("widget", ["last_name", "birth_date", "national_number", "purpose", "email"])
def test_no_answer_breaks_the_order_form(town, browse, visit, widget):
    browser = browse()
    browser.open(f"{town.absolute_url()}/demarches/composition-de-menage/@@order")
    token = browser.getControl(name="token").value
    stranger, failed = visit(), {}
    for odd in ODD:
        stranger.post(
            f"{town.absolute_url()}/demarches/composition-de-menage/@@order",
            f"token={token}&form.buttons.review=1&{odd.format(f'form.widgets.{widget}')}",
        )
        if status(stranger) not in (200, 400):
            failed[odd[:30]] = status(stranger)
    assert failed == {}


def test_an_answer_that_is_no_text_changes_nothing(town, browse):
    citizen = browse()
    order(citizen, town)
    reference = said(citizen, "reference")
    clerk = browse("clerk")
    clerk.open(f"{town.absolute_url()}/@@case/{reference}")
    clerk.getControl(name="text", index=0).value = "Which school?"
    clerk.getControl("Send the question").click()
    for fields in ("text:list=a&text:list=b", "text.a:record=b", "files=a&files=b", "files.a:record=b"):
        citizen.post(f"{town.absolute_url()}/@@track", f"answer=1&{fields}")
        assert "Write an answer or add a file." in citizen.contents
    transaction.begin()
    assert [message.author for message in store.find(reference).messages] == ["office"]


@pytest.mark.parametrize(
    "fields", ["do:list=take", "do=refuse&text:list=a", "do=prepare&template:list=x", "do=__class__"]
)
def test_no_step_by_a_list(town, browse, fields):
    citizen = browse()
    order(citizen, town)
    clerk = browse("clerk")
    clerk.open(f"{town.absolute_url()}/@@case/{said(citizen, 'reference')}")
    token = clerk.getControl(name="_authenticator", index=0).value
    clerk.post(clerk.url, f"{fields}&_authenticator={token}")
    transaction.begin()
    (case,) = store.walk()
    assert len(case.workflow_history["order_workflow"]) == 1


@pytest.mark.parametrize("typed", ["1985", "1985-07", "30 juillet", "1985-07-30-1", "31/02/1985", "9" * 40, "²-²-²"])
def test_what_is_no_date_is_asked_for_again(town, browse, typed):
    browser = browse()
    browser.open(f"{town.absolute_url()}/demarches/composition-de-menage/@@order")
    fill(browser, {**HOUSEHOLD, "birth_date": typed, "purpose": "school"})
    browser.getControl("Check my order").click()
    assert "This is not a date of the calendar." in browser.contents


@pytest.mark.parametrize("typed", ["1985-07-30", "30/07/1985", "30.7.1985"])
def test_a_date_is_typed_by_hand_where_the_browser_has_no_calendar(town, browse, typed):
    browser = browse()
    browser.open(f"{town.absolute_url()}/demarches/composition-de-menage/@@order")
    fill(browser, {**HOUSEHOLD, "birth_date": typed, "purpose": "school"})
    browser.getControl("Check my order").click()
    assert "July 30, 1985" in browser.contents or "30 July 1985" in browser.contents


def test_a_sixth_file_is_not_lost_in_silence(town, browse):
    citizen = browse()
    order(citizen, town)
    reference = said(citizen, "reference")
    clerk = browse("clerk")
    clerk.open(f"{town.absolute_url()}/@@case/{reference}")
    clerk.getControl(name="text", index=0).value = "Which school?"
    clerk.getControl("Send the question").click()
    boundary = "x"
    parts = [f'--{boundary}\r\nContent-Disposition: form-data; name="answer"\r\n\r\n1\r\n']
    for number in range(6):
        parts.append(
            f'--{boundary}\r\nContent-Disposition: form-data; name="files:list"; filename="{number}.pdf"\r\n'
            f"Content-Type: application/pdf\r\n\r\n{PDF.decode()}\r\n"
        )
    body = "".join(parts) + f"--{boundary}--\r\n"
    citizen.post(f"{town.absolute_url()}/@@track", body, f"multipart/form-data; boundary={boundary}")
    assert "files-error" in citizen.contents
    transaction.begin()
    assert not store.find(reference).attachments
