"""One thing a page: steps with addresses of their own, back without loss, questions that depend on others."""

from .forms import ABOUT
from .forms import ADDRESS
from .forms import first_answer as answer
from .forms import use_form
from .test_order_path import PDF
from .test_order_path import said
from communesplone.core.cases import store
from html import unescape
from webtest import Upload
import pytest
import re
import transaction


def start(browse, town, user=""):
    address = use_form(town)
    browser = browse(user)
    browser.open(f"{address}/@@order")
    return browser


def heading(browser) -> str:
    return unescape(re.search(r"<h1[^>]*>(.*?)</h1>", browser.contents, re.S)[1]).strip()


def where(browser) -> str:
    found = re.search(r'class="step-of">(.*?)</p>', browser.contents, re.S)
    return " ".join(re.sub("<[^>]+>", "", found[1]).split())


def go_on(browser, **values):
    answer(browser, **values)
    browser.getControl(name="form.buttons.review").click()


def send(browser):
    browser.getControl(name="consent").value = ["1"]
    browser.getControl("Send my order").click()
    transaction.begin()
    return store.find(said(browser, "reference"))


def test_a_step_is_a_page_with_an_address_and_a_count(town, browse):
    browser = start(browse, town)
    assert (heading(browser), where(browser)) == ("About you", "Step 1 of 3")
    go_on(browser, **ABOUT, subject="alone", members="-")
    assert (heading(browser), where(browser)) == ("New address", "Step 2 of 3")
    assert "Where you will live." in browser.contents
    address = browser.url
    assert "step=3" in address
    go_on(browser, **ADDRESS)
    assert (heading(browser), where(browser)) == ("Check your order", "Step 3 of 3")
    browser.open(address)
    assert heading(browser) == "New address"
    assert "Rue Haute 8" in browser.contents
    case = send_from_review(browser)
    assert case.data == {**case.data, "street": "Rue Haute 8", "last_name": "Lemaire", "subject": "alone"}
    assert "members" not in case.data


def send_from_review(browser):
    browser.getControl(name="form.buttons.review").click()
    return send(browser)


def test_a_step_names_its_own_errors_only(town, browse):
    browser = start(browse, town)
    go_on(browser, last_name="Lemaire", subject="alone", members="-")
    assert "There is a problem" in browser.contents
    assert 'href="#form-widgets-first_name"' in browser.contents
    assert "street" not in browser.contents
    assert 'value="Lemaire"' in browser.contents


def test_going_back_loses_nothing_not_even_a_wrong_answer(town, browse):
    browser = start(browse, town)
    go_on(browser, **ABOUT, subject="alone", members="-")
    answer(browser, street="Rue Haute 8", day="soon")
    browser.getControl("Back").click()
    assert heading(browser) == "About you"
    assert 'value="Nadia"' in browser.contents
    go_on(browser, members="-")
    assert 'value="Rue Haute 8"' in browser.contents
    assert 'value="soon"' in browser.contents
    go_on(browser)
    assert "This is not a date of the calendar" in browser.contents


def test_without_script_a_question_appears_after_the_answer_that_asks_for_it(town, browse):
    browser = start(browse, town)
    assert re.search(r"<fieldset class=\"asked\"[^>]*hidden=\"hidden\"", browser.contents)
    go_on(browser, **ABOUT, subject="family", members="-")
    assert heading(browser) == "About you"
    assert "Your answers lead to further questions." in browser.contents
    assert "There is a problem" not in browser.contents
    assert not re.search(r"<fieldset class=\"asked\"[^>]*hidden=\"hidden\"", browser.contents)
    go_on(browser)
    assert "Fill in this field." in browser.contents
    go_on(browser, members="3")
    assert (heading(browser), where(browser)) == ("Children", "Step 2 of 4")


def test_what_was_answered_before_a_change_of_mind_never_reaches_the_order(town, browse):
    browser = start(browse, town)
    go_on(browser, **ABOUT, subject="family", members="3")
    answer(browser, schools="Saint-Pierre")
    browser.getForm(id="order")._form["form.widgets.proof"].value = Upload("school.pdf", PDF, "application/pdf")
    go_on(browser)
    go_on(browser, **ADDRESS)
    assert "school.pdf" in browser.contents
    browser.getControl(name="form.edit", index=0).click()
    assert heading(browser) == "About you"
    go_on(browser, subject="alone")
    assert heading(browser) == "Check your order"
    assert "school" not in browser.contents
    case = send(browser)
    assert set(case.data) == {"last_name", "first_name", "email", "subject", "street", "day"}
    assert dict(case.attachments) == {}
    browser.open(f"{town.absolute_url()}/@@track")
    assert "Saint-Pierre" not in browser.contents


def test_a_change_that_asks_for_more_leads_to_the_new_step_before_the_review(town, browse):
    browser = start(browse, town)
    go_on(browser, **ABOUT, subject="alone", members="-")
    go_on(browser, **ADDRESS)
    browser.getControl(name="form.edit", index=0).click()
    go_on(browser, subject="family", members="2")
    assert heading(browser) == "Children"
    go_on(browser, schools="Saint-Pierre", proof="-")
    go_on(browser)
    assert heading(browser) == "Check your order"
    assert "Saint-Pierre" in browser.contents


@pytest.mark.parametrize("step", ["3", "check", "99", "-1", "x", "2%00"])
def test_nobody_jumps_over_a_step(town, browse, step):
    browser = start(browse, town)
    browser.open(f"{browser.url}&step={step}")
    assert heading(browser) == "About you"


def test_the_whole_way_without_cookies(town, browse):
    address = f"{use_form(town)}/@@order?f=0123456789abcdef"
    browser = browse()
    browser.open(address)

    def press(**values):
        browser.testapp.cookiejar.clear()
        go_on(browser, **values)

    press(**ABOUT, subject="alone", members="-")
    assert heading(browser) == "New address"
    browser.testapp.cookiejar.clear()
    browser.getControl("Back").click()
    assert heading(browser) == "About you"
    press(members="-")
    press(**ADDRESS)
    assert heading(browser) == "Check your order"
    browser.testapp.cookiejar.clear()
    browser.getControl(name="form.edit", index=1).click()
    assert heading(browser) == "New address"
    press()
    browser.testapp.cookiejar.clear()
    browser.getControl(name="consent").value = ["1"]
    browser.getControl("Send my order").click()
    assert said(browser, "reference")


def test_a_form_that_was_changed_meanwhile_asks_again_what_does_not_fit(town, browse):
    browser = start(browse, town)
    go_on(browser, **ABOUT, subject="alone", members="-")
    go_on(browser, **ADDRESS)
    review = browser.url
    from .forms import MOVING

    use_form(town, MOVING.replace('name="street" type="zope.schema.TextLine"', 'name="street" type="zope.schema.Int"'))
    browser.open(review)
    assert heading(browser) == "New address"
    go_on(browser, street="8")
    assert heading(browser) == "Check your order"
    assert send(browser).data["street"] == 8


def test_a_form_with_a_foolish_condition_still_works(town, browse):
    from .forms import MOVING

    silly = MOVING.replace("subject is family and members &gt; 1", "gone is x").replace("schools filled", "proof is is")
    address = use_form(town, silly.replace('"subject is family"', '"members is 3"'))
    browser = browse()
    browser.open(f"{address}/@@order")
    go_on(browser, **ABOUT, subject="alone", members="1")
    assert heading(browser) == "Children"


def test_the_clerk_corrects_within_the_conditions(town, browse):
    browser = start(browse, town)
    go_on(browser, **ABOUT, subject="family", members="3")
    go_on(browser, schools="Saint-Pierre", proof="-")
    go_on(browser)
    go_on(browser, **ADDRESS)
    reference = send(browser).reference
    clerk = browse("clerk")
    clerk.open(f"{town.absolute_url()}/@@case/{reference}")
    assert "Saint-Pierre" in clerk.contents
    clerk.getControl("Take in hand").click()
    clerk.getLink("Complete or correct the data").click()
    form = clerk.getForm(id="correct")._form
    form["form.widgets.subject"].value = "alone"
    form["form.widgets.office.members"].value = "Lemaire"
    form["form.widgets.office.registered_since"].value = "2010-05-01"
    clerk.getControl("Save").click()
    assert "The data are saved" in clerk.contents
    transaction.begin()
    data = store.find(reference).data
    assert data["subject"] == "alone"
    assert {"members", "schools"}.isdisjoint(data)
