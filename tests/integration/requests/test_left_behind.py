"""What an order lives through: its unit, procedure, templates, clerks and officers may go; addresses may be odd."""

from communesplone.core.cases import queue
from communesplone.core.cases import store
from communesplone.core.moments import today
from plone import api
from plone.app.uuid.utils import uuidToObject
from plone.protect import createToken
from tests.integration.requests.conftest import PASSWORD
from tests.integration.requests.test_order_path import fill
from tests.integration.requests.test_order_path import HOUSEHOLD
from tests.integration.requests.test_order_path import mails
from tests.integration.requests.test_order_path import order
from tests.integration.requests.test_order_path import said
import pytest
import transaction


@pytest.fixture
def boss(town):
    with api.env.adopt_roles(["Manager"]):
        api.user.create(email="boss@valmeuse.example", username="boss", password=PASSWORD)
        api.user.grant_roles(username="boss", roles=["Manager"])
    transaction.commit()
    return "boss"


@pytest.fixture
def reference(town, browse):
    citizen = browse()
    order(citizen, town)
    return said(citizen, "reference")


def remove(thing):
    with api.env.adopt_roles(["Manager"]):
        api.content.delete(thing, check_linkintegrity=False)
    transaction.commit()


def step(browse, town, reference, user, **fields):
    browser = browse(user)
    with api.env.adopt_user(username=user):
        token = createToken()
    sent = "&".join(f"{name}={value}" for name, value in fields.items())
    browser.post(f"{town.absolute_url()}/@@case/{reference}", f"{sent}&_authenticator={token}")
    transaction.begin()
    return browser


def test_an_order_of_a_service_that_is_gone_is_the_managers(town, browse, boss, reference):
    remove(town.population)
    browser = browse(boss)
    browser.open(f"{town.absolute_url()}/@@cases")
    assert reference in browser.contents
    assert "No service" in browser.contents
    browser.open(f"{town.absolute_url()}/@@case/{reference}")
    with api.env.adopt_user(username=boss):
        token = createToken()
    browser.post(
        f"{town.absolute_url()}/@@case-people",
        f"reference={reference}&unit={town.works.UID()}&why=Gone&_authenticator={token}",
    )
    other = browse("other_clerk")
    other.open(f"{town.absolute_url()}/@@cases")
    assert reference in other.contents


def test_an_order_of_a_procedure_without_service_is_the_managers(town, browse, boss):
    town.demarches["composition-de-menage"].unit = None
    transaction.commit()
    citizen = browse()
    order(citizen, town)
    browser = browse(boss)
    browser.open(f"{town.absolute_url()}/@@cases")
    assert said(citizen, "reference") in browser.contents
    assert "No service" in browser.contents


def test_what_a_manager_sees_counts_orders_without_service(town, browse, boss, reference):
    remove(town.population)
    with api.env.adopt_user(username=boss):
        assert queue.count(queue.Filters(unit="-"), today()) == 1
    browser = browse(boss)
    browser.open(f"{town.absolute_url()}/@@cases?unit=-")
    assert reference in browser.contents


def test_an_order_goes_on_without_its_procedure_but_gets_no_document(town, browse, reference):
    remove(town.demarches["composition-de-menage"])
    browser = step(browse, town, reference, "clerk", do="take")
    assert "Household composition" in browser.contents
    browser = step(browse, town, reference, "clerk", do="prepare", template="x")
    assert "Choose a template first" in browser.contents
    citizen = browse()
    citizen.open(f"{town.absolute_url()}/@@track?number={reference}")
    assert api.content.get_state(store.find(reference)) == "in_progress"


def test_a_template_without_language_prints_in_the_citizens(town, browse, reference):
    uid = town.demarches["composition-de-menage"].templates[0]
    uuidToObject(uid, unrestricted=True).language = ""
    transaction.commit()
    step(browse, town, reference, "clerk", do="take")
    step(browse, town, reference, "clerk", do="prepare", template=uid)
    assert len(store.find(reference).versions) == 1


def test_a_template_that_is_gone_before_the_officer_signs_leaves_the_order_to_sign(town, browse, reference):
    uid = town.demarches["composition-de-menage"].templates[0]
    step(browse, town, reference, "clerk", do="take")
    step(browse, town, reference, "clerk", do="prepare", template=uid)
    step(browse, town, reference, "clerk", do="send_to_sign")
    remove(uuidToObject(uid, unrestricted=True))
    browser = step(browse, town, reference, "officer", do="issue")
    assert "not possible" in browser.contents
    order = store.find(reference)
    assert api.content.get_state(order) == "to_sign"
    assert not order.number


def test_an_order_of_a_clerk_who_is_gone_is_taken_by_another(town, browse, reference):
    step(browse, town, reference, "clerk", do="take")
    with api.env.adopt_roles(["Manager"]):
        api.user.delete(username="clerk")
    transaction.commit()
    head = browse("head")
    head.open(f"{town.absolute_url()}/@@cases")
    assert reference in head.contents
    head.open(f"{town.absolute_url()}/@@case/{reference}")
    assert "Lemaire" in head.contents


def test_an_address_with_letters_that_few_mail_servers_take_is_asked_for_again(town, browse):
    citizen = browse()
    citizen.open(f"{town.absolute_url()}/demarches/composition-de-menage/@@order")
    fill(citizen, {**HOUSEHOLD, "email": "josé@example.be", "birth_date": "1985-07-30", "purpose": "school"})
    citizen.getControl("Check my order").click()
    assert "form-widgets-email-error" in citizen.contents


def test_a_domain_with_other_letters_is_written_to(town, browse):
    citizen = browse()
    order(citizen, town, email="nadia@exämple.be")
    (mail,) = mails(town)
    assert mail["To"] == "nadia@xn--exmple-cua.be"


def test_an_address_that_a_form_of_the_commune_did_not_check_never_loses_an_order(town, browse):
    procedure = town.demarches["composition-de-menage"]
    procedure.form_model = procedure.form_model.replace("communesplone.core.fields.Email", "zope.schema.TextLine")
    transaction.commit()
    citizen = browse()
    order(citizen, town, email="nadia at example")
    assert "You gave no e-mail address" in citizen.contents
    assert mails(town) == []


def test_a_citizen_whose_language_the_suite_does_not_speak_is_served(town, browse, reference):
    store.find(reference).language = "it"
    transaction.commit()
    uid = town.demarches["composition-de-menage"].templates[0]
    uuidToObject(uid, unrestricted=True).language = ""
    transaction.commit()
    step(browse, town, reference, "clerk", do="take")
    step(browse, town, reference, "clerk", do="ask_citizen", text="Which+school")
    assert len(mails(town)) == 2
    step(browse, town, reference, "clerk", do="refuse", text="Not+here")
    assert api.content.get_state(store.find(reference)) == "refused"
