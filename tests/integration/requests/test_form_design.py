"""A clerk designs the form through the web; orders already made keep theirs."""

from .test_order_path import order
from .test_order_path import said
from communesplone.core.cases import store
from communesplone.requests.forms import fields_of
from html import unescape
from plone import api
import pytest
import transaction


def procedure(town):
    transaction.begin()
    return town["demarches"]["composition-de-menage"]


def add_field(browser, town, title, name, kind):
    """As the clerk does it under 'Form for citizens'."""
    browser.open(f"{procedure(town).absolute_url()}/order-form/@@add-field")
    browser.getControl(name="form.widgets.title").value = title
    browser.getControl(name="form.widgets.__name__").value = name
    browser.getControl(name="form.widgets.factory:list").displayValue = [kind]
    browser.getControl("Add").click()


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("Text line (String)", "TextLine"),
        ("Date", "Date"),
        ("File Upload", "NamedBlobFile"),
        ("National register number", "NationalNumber"),
        ("E-mail address", "Email"),
        ("Date up to today (e.g. of birth)", "PastDate"),
    ],
)
def test_a_field_added_through_the_web_is_asked_from_the_next_citizen(town, browse, kind, expected):
    clerk = browse("clerk")
    add_field(clerk, town, "Your file number", "file_number", kind)
    assert type(dict(fields_of(procedure(town).form_model))["file_number"]).__name__ == expected
    citizen = browse()
    citizen.open(f"{procedure(town).absolute_url()}/@@order")
    assert "Your file number" in citizen.contents


def test_orders_already_made_keep_their_form(town, browse):
    citizen = browse()
    order(citizen, town)
    reference = said(citizen, "reference")
    clerk = browse("clerk")
    clerk.open(f"{procedure(town).absolute_url()}/order-form")
    clerk.getLink(url="/order-form/street/@@delete").click()
    assert "street" not in dict(fields_of(procedure(town).form_model))
    citizen.open(f"{town.absolute_url()}/@@track")
    assert "Rue Haute 8" in citizen.contents
    clerk.open(f"{town.absolute_url()}/@@case/{reference}")
    assert "Rue Haute 8" in clerk.contents
    clerk.getControl("Take in hand").click()
    clerk.getControl("Prepare the document").click()
    assert "The document is prepared" in clerk.contents


def test_orders_outlive_their_procedure(town, browse):
    citizen = browse()
    order(citizen, town)
    reference = said(citizen, "reference")
    with api.env.adopt_roles(["Manager"]):
        api.content.delete(procedure(town))
    transaction.commit()
    citizen.open(f"{town.absolute_url()}/@@track")
    assert "Household composition" in citizen.contents
    clerk = browse("clerk")
    clerk.open(f"{town.absolute_url()}/@@case/{reference}")
    assert "Lemaire" in clerk.contents


def test_a_citizen_cannot_design_forms(town, browse):
    citizen = browse("citizen")
    citizen.handleErrors = True
    citizen.raiseHttpErrors = False
    citizen.open(f"{procedure(town).absolute_url()}/order-form")
    assert "Add new field" not in citizen.contents


def test_the_card_is_read_in_the_citizens_language(town, browse):
    citizen = browse()
    citizen.open(f"{procedure(town).absolute_url()}?set_language=fr")
    assert "Composition de ménage" in citizen.contents


def test_a_clerk_translates_a_card(town, browse):
    clerk = browse("clerk")
    clerk.open(f"{procedure(town).absolute_url()}/@@card-languages?in=fr")
    clerk.getControl(name="form.widgets.cost").value = "Trois euros"
    clerk.getControl("Save").click()
    assert procedure(town).text("cost", "fr") == "Trois euros"
    assert procedure(town).text("cost", "en") != "Trois euros"


def test_what_is_not_orderable_has_no_order_page(town, browse):
    procedure(town).online = False
    transaction.commit()
    citizen = browse()
    citizen.open(procedure(town).absolute_url())
    assert "@@order" not in citizen.contents
    citizen.handleErrors = True
    citizen.raiseHttpErrors = False
    citizen.open(f"{procedure(town).absolute_url()}/@@order")
    assert citizen.headers["Status"].startswith("404")


def test_deleted_cases_leave_the_queue(town, browse):
    citizen = browse()
    order(citizen, town)
    transaction.begin()
    case = store.find(said(citizen, "reference"))
    case.aq_parent._delObject(case.getId())
    transaction.commit()
    transaction.begin()
    assert town["case_catalog"].revisions() == {}


def test_answers_keep_their_order_when_the_form_is_changed(town, browse):
    def purposes():
        field = dict(fields_of(procedure(town).form_model))["purpose"]
        return [(term.value, str(term.title)) for term in field.vocabulary]

    before = purposes()
    add_field(browse("clerk"), town, "Your file number", "file_number", "Date")
    assert purposes() == before
    assert before != sorted(before)


def test_my_orders_speak_the_language_of_the_page(town, browse):
    citizen = browse("citizen")
    order(citizen, town)
    citizen.open(f"{town.absolute_url()}/@@my-orders?set_language=fr")
    assert "Composition de ménage" in unescape(citizen.contents)
    citizen.open(f"{procedure(town).absolute_url()}/@@order")
    assert citizen.contents.count(">Household composition<") == 0


def test_a_form_shows_no_list_of_the_site(town, browse):
    clerk = browse("clerk")
    add_field(clerk, town, "Who do you know here?", "acquaintance", "Choice")
    clerk.open(f"{procedure(town).absolute_url()}/order-form/acquaintance")
    clerk.getControl(name="form.widgets.vocabularyName:list").value = ["plone.app.vocabularies.Users"]
    clerk.getControl("Save").click()
    field = dict(fields_of(procedure(town).form_model))["acquaintance"]
    assert field.vocabularyName is None
    citizen = browse()
    citizen.open(f"{procedure(town).absolute_url()}/@@order")
    assert "other_citizen" not in citizen.contents
