"""The ready procedures in two steps, ordered as a citizen does: what is asked depends on what was answered."""

from .forms import first_answer as answer
from .test_order_path import PDF
from .test_order_steps import go_on
from .test_order_steps import heading
from .test_order_steps import send
from communesplone.requests import ready
from plone import api
from plone.app.testing import login
from plone.app.testing import logout
from plone.app.testing import SITE_OWNER_NAME
from webtest import Upload
import pytest
import transaction


NADIA = {
    "last_name": "Lemaire",
    "first_name": "Nadia",
    "national_number": "85.07.30-033.28",
    "birth_date": "1985-07-30",
    "street": "Rue Haute 8",
    "postcode": "5999",
    "city": "Valmeuse",
    "email": "nadia@example.be",
}


@pytest.fixture
def begin(town, browse):
    """Takes a ready procedure over and opens its form."""

    def start(code: str):
        login(town.aq_parent, SITE_OWNER_NAME)
        procedure = ready.add(town["demarches"], code, unit_uid=town["population"].UID(), language="en", online=True)
        api.content.transition(procedure, to_state="published")
        logout()
        transaction.commit()
        browser = browse()
        browser.open(f"{procedure.absolute_url()}/@@order")
        return browser

    return start


def attach(browser, name: str) -> None:
    browser.getForm(id="order")._form[f"form.widgets.{name}"].value = Upload(f"{name}.pdf", PDF, "application/pdf")


def test_whoever_drives_a_company_car_is_asked_for_a_statement(begin):
    browser = begin("parking-card")
    assert heading(browser) == "The vehicle"
    attach(browser, "registration")
    go_on(browser, plate="1-ABC-234", vehicle_holder="company", card_rank="first", former_plate="-")
    assert "There is a problem" in browser.contents
    assert 'href="#form-widgets-use_proof"' in browser.contents
    assert 'href="#form-widgets-former_plate"' not in browser.contents
    attach(browser, "use_proof")
    go_on(browser, former_plate="-")
    assert heading(browser) == "You"
    go_on(browser, **NADIA)
    case = send(browser)
    assert set(case.attachments) == {"registration", "use_proof"}
    assert (case.data["plate"], case.data["card_rank"]) == ("1-ABC-234", "first")
    assert "former_plate" not in case.data


def test_whoever_drives_his_own_car_is_not(begin):
    browser = begin("parking-card")
    attach(browser, "registration")
    go_on(browser, plate="1-ABC-234", vehicle_holder="self", card_rank="first", use_proof="-", former_plate="-")
    assert heading(browser) == "You"


def test_who_cannot_come_says_where_he_is_seen(begin):
    browser = begin("life-certificate")
    answer(browser, purpose="foreign_pension", file_number="PF 12", institution_form="-")
    go_on(browser, meeting="institution", meeting_place="")
    assert 'href="#form-widgets-meeting_place"' in browser.contents
    go_on(browser, meeting_place="Les Tilleuls, room 12")
    assert heading(browser) == "You"
    go_on(browser, **NADIA)
    assert send(browser).data["meeting_place"] == "Les Tilleuls, room 12"
