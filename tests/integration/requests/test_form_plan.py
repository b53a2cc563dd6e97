"""A clerk arranges a form: steps, conditions in plain words, a preview, and the way back."""

from .forms import ABOUT
from .forms import MOVING
from .forms import use_form
from .test_form_design import procedure
from .test_order_path import order
from .test_order_steps import go_on
from .test_order_steps import heading
from communesplone.core.cases import store
from communesplone.requests.asking import plan_of
from html import unescape
from urllib.error import HTTPError
import pytest
import re
import transaction


def plan_page(browse, town, model=MOVING, user="clerk", tail=""):
    address = use_form(town, model)
    browser = browse(user)
    browser.open(f"{address}/@@form-plan{tail}")
    return browser


def words(browser) -> str:
    return " ".join(unescape(re.sub("<[^>]+>", " ", browser.contents)).split())


def condition(browser, field, test, values="", number=0):
    browser.getControl(name=f"field-{number}").value = [field]
    browser.getControl(name=f"test-{number}").value = [test]
    browser.getControl(name=f"values-{number}").value = values


def save(browser):
    browser.getControl("Save").click()


def plan(town):
    transaction.begin()
    return plan_of(procedure(town).form_model)


def test_steps_and_conditions_are_read_in_plain_words(town, browse):
    text = words(plan_page(browse, town))
    assert "Step 1: About you" in text.replace(" : ", ": ")
    assert "Asked only when: “Who is moving?” is one of “My family” and “How many persons?” is more than “1”" in text


def test_a_condition_is_written_with_the_answers_people_read(town, browse):
    browser = plan_page(browse, town, tail="?edit=street")
    condition(browser, "subject", "is", "my family")
    condition(browser, "members", ">=", "3", number=1)
    browser.getControl(name="joint").value = ["or"]
    save(browser)
    assert "The form is changed" in browser.contents
    assert plan(town).when["street"] == "subject is family or members >= 3"
    browser.open(f"{browser.url}?edit=street")
    assert browser.getControl(name="values-0").value.strip() == "My family"
    condition(browser, "", "is")
    condition(browser, "", "is", number=1)
    save(browser)
    assert "street" not in plan(town).when


@pytest.mark.parametrize(
    ("field", "test", "values", "expected"),
    [
        ("subject", "is", "My dog", "“My dog” is no answer to “Who is moving?”. Its answers: I alone, My family."),
        ("subject", "is", "", "Write at least one answer to “Who is moving?”."),
        ("members", ">", "many", "Write a number to compare with."),
    ],
)
def test_what_cannot_be_is_told_and_what_was_typed_stays(town, browse, field, test, values, expected):
    browser = plan_page(browse, town, tail="?edit=street")
    condition(browser, field, test, values)
    save(browser)
    assert expected in words(browser)
    assert browser.getControl(name="field-0").value == [field]
    assert "street" not in plan(town).when


@pytest.mark.parametrize(
    ("name", "field", "expected"),
    [
        ("street", "street", "“Street and number” cannot depend on itself."),
        ("last_name", "street", "“Last name” cannot depend on “Street and number”, which is asked later."),
        ("subject", "members", "“Who is moving?” and “How many persons?” would depend on each other in a circle."),
        ("street", "gone", "Choose one of the questions."),
    ],
)
def test_a_condition_that_cannot_be_is_refused_with_the_reason(town, browse, name, field, expected):
    browser = plan_page(browse, town, tail=f"?edit={name}")
    token = browser.getControl(name="_authenticator").value
    body = f"_authenticator={token}&do=save&edit={name}&into=&field-0={field}&test-0=filled"
    body = body.replace("into=", "into=address") if name == "street" else body
    browser.post(f"{use_form(town)}/@@form-plan", body)
    assert expected in words(browser)
    assert plan(town) == plan_of(MOVING)


def test_a_clerk_makes_a_step_and_puts_questions_into_it(town, browse):
    browser = plan_page(browse, town)
    browser.getControl("Name of a new step").value = "Your household"
    browser.getControl("Add the step").click()
    browser.open(f"{use_form(town, procedure(town).form_model)}/@@form-plan?edit=email")
    browser.getControl("In which step").displayValue = ["Your household"]
    save(browser)
    assert [step.fields for step in plan(town).steps][-1] == ("email",)
    assert "cannot depend on" not in words(browser)


def test_moving_a_question_behind_what_looks_at_it_is_refused(town, browse):
    browser = plan_page(browse, town, tail="?edit=subject")
    browser.getControl("In which step").displayValue = ["New address"]
    save(browser)
    assert "which is asked later" in words(browser) or "in a circle" in words(browser)
    assert plan(town) == plan_of(MOVING)


def test_an_earlier_version_comes_back_and_so_does_the_later_one(town, browse):
    browser = plan_page(browse, town, tail="?step=address")
    browser.getControl("Name of the step").value = "Where to"
    save(browser)
    assert "Where to" in words(browser)
    browser.getControl("Restore", index=0).click()
    assert "New address" in words(browser)
    browser.getControl("Restore", index=0).click()
    assert "Where to" in words(browser)


def test_ten_versions_are_kept(town, browse):
    browser = plan_page(browse, town)
    for number in range(12):
        browser.open(f"{procedure(town).absolute_url()}/@@form-plan?step=address")
        browser.getControl("Name of the step").value = f"Name {number}"
        save(browser)
    assert browser.contents.count('value="restore"') == 10


def test_who_changes_a_form_is_told_that_orders_keep_theirs(town, browse):
    order(browse(), town)
    clerk = browse("clerk")
    clerk.open(f"{procedure(town).absolute_url()}/@@form-plan")
    assert "Orders made with this procedure: 1 ." in words(clerk)
    clerk.open(f"{procedure(town).absolute_url()}/order-form")
    assert "Orders made with this procedure: 1." in words(clerk)


def test_a_deleted_question_leaves_a_warning_and_a_working_form(town, browse):
    use_form(town)
    clerk = browse("clerk")
    clerk.open(f"{procedure(town).absolute_url()}/order-form")
    clerk.getLink(url="/order-form/subject/@@delete").click()
    clerk.open(f"{procedure(town).absolute_url()}/@@form-plan")
    assert "looks at a question that the form does not have (any more)" in words(clerk)
    clerk.getControl("Restore", index=0).click()
    assert plan(town) == plan_of(MOVING)


def test_the_preview_shows_every_step_and_keeps_nothing(town, browse):
    address = use_form(town)
    clerk = browse("clerk")
    clerk.open(f"{address}/@@form-preview?step=2")
    assert heading(clerk) == "Children"
    assert "This step is asked only when:" in words(clerk)
    clerk.open(f"{address}/@@form-preview")
    before = town._p_jar.db().storage.lastTransaction()
    clerk.getControl("Try these answers").click()
    assert "There is a problem" in words(clerk)
    form = clerk.getForm(id="order")._form
    for name, value in {**ABOUT, "subject": "family", "members": "2"}.items():
        form[f"form.widgets.{name}"].value = value
    clerk.getControl("Try these answers").click()
    assert "These answers would be accepted." in words(clerk)
    assert town._p_jar.db().storage.lastTransaction() == before
    transaction.begin()
    assert list(store.walk()) == []


@pytest.mark.parametrize("page", ["@@form-plan", "@@form-preview"])
@pytest.mark.parametrize("user", ["", "citizen"])
def test_citizens_arrange_nothing(town, browse, page, user):
    browser = browse(user)
    browser.handleErrors = True
    browser.raiseHttpErrors = False
    browser.open(f"{use_form(town)}/{page}")
    assert "Try these answers" not in browser.contents
    assert "Add the step" not in browser.contents


def test_a_change_needs_the_token_of_the_page(town, browse):
    browser = plan_page(browse, town)
    browser.handleErrors = True
    with pytest.raises(HTTPError):
        browser.post(f"{use_form(town)}/@@form-plan", "do=add&label=X")
    assert plan(town) == plan_of(MOVING)


def test_a_form_in_the_middle_of_being_filled_in_survives_a_new_step(town, browse):
    address = use_form(town)
    citizen = browse()
    citizen.open(f"{address}/@@order")
    go_on(citizen, **ABOUT, subject="alone", members="-")
    clerk = browse("clerk")
    clerk.open(f"{address}/@@form-plan?edit=email")
    clerk.getControl("In which step").displayValue = ["New address"]
    save(clerk)
    citizen.open(citizen.url)
    assert heading(citizen) == "New address"
    assert 'value="nadia@example.be"' in citizen.contents
