"""A clerk enters an order for somebody at the counter, on the telephone, by letter."""

from .forms import ADDRESS
from .forms import use_form
from .test_order_path import mails
from .test_order_path import said
from .test_order_steps import go_on
from .test_order_steps import heading
from AccessControl import Unauthorized
from communesplone.core.cases import store
from communesplone.core.cases.catalog import get_catalog
from plone import api
import pytest
import transaction


def entered(browse, town, user="clerk", **about):
    browser = browse(user)
    use_form(town)
    browser.open(f"{town.absolute_url()}/demarches/composition-de-menage")
    browser.getLink("Enter an order at the counter").click()
    about = {"last_name": "Servais", "first_name": "Paul", "subject": "alone", "members": "-", **about}
    go_on(browser, **about)
    go_on(browser, **ADDRESS)
    browser.getControl(name="consent").value = ["1"]
    return browser


def send(browser, channel="counter", identity=True):
    if channel:
        browser.getControl(name="channel").value = [channel]
    browser.getControl(name="identity").value = ["1"] if identity else []
    browser.getControl("Send my order").click()


def test_an_order_without_e_mail_gets_a_receipt_to_print(town, browse):
    browser = entered(browse, town)
    send(browser)
    assert heading(browser).startswith("The order is entered") or "The order is entered" in browser.contents
    assert said(browser, "secret")
    assert "Print the receipt" in browser.contents
    transaction.begin()
    case = store.find(said(browser, "reference"))
    assert (case.channel, case.entered_by, case.identity_checked) == ("counter", "clerk", True)
    assert (case.applicant_name, case.applicant_user, case.applicant_email) == ("Paul Servais", "", "")
    assert mails(town) == []
    with api.env.adopt_user("clerk"):
        assert [row.channel for row in get_catalog().visible()] == ["counter"]
    browser.getLink("Open the order").click()
    assert "identity checked on the card" in browser.contents
    citizen = browse()
    citizen.open(f"{town.absolute_url()}/@@track")
    citizen.getControl(name="number").value = case.reference


def test_with_an_e_mail_address_the_citizen_gets_number_and_code(town, browse):
    browser = entered(browse, town, email="paul@example.be")
    send(browser, "phone", identity=False)
    assert mails(town)[-1]["To"] == "paul@example.be"
    assert said(browser, "secret") in mails(town)[-1].get_body(("plain",)).get_content()


def test_at_the_counter_the_card_is_looked_at(town, browse):
    browser = entered(browse, town)
    send(browser, identity=False)
    assert "Look at the identity card" in browser.contents
    assert "Rue Haute 8" in browser.contents
    browser.getControl(name="consent").value = ["1"]
    send(browser, "letter", identity=False)
    assert "The order is entered" in browser.contents


@pytest.mark.parametrize("channel", ["", "web", "pigeon"])
def test_how_the_order_came_is_one_of_three(town, browse, channel):
    browser = entered(browse, town)
    form = browser.getForm(id="order-check")._form
    if channel:
        form["channel"].force_value(channel)
    browser.getControl("Send my order").click()
    assert "Say how the order came." in browser.contents


def test_the_clerks_browser_follows_no_order_and_knows_no_clerk(town, browse):
    browser = entered(browse, town)
    send(browser)
    browser.open(f"{town.absolute_url()}/@@track")
    assert "Servais" not in browser.contents
    browser.open(f"{town.absolute_url()}/demarches/composition-de-menage/@@order-at-counter")
    assert "clerk@valmeuse.example" not in browser.contents


@pytest.mark.parametrize("user", ["", "citizen", "other_clerk", "officer"])
def test_only_people_of_the_unit_enter_orders(town, browse, user):
    address = use_form(town)
    browser = browse(user)
    browser.open(address)
    assert "Enter an order at the counter" not in browser.contents
    browser.followRedirects = False
    with pytest.raises(Unauthorized):
        browser.open(f"{address}/@@order-at-counter")


def test_a_form_of_the_counter_is_no_form_of_a_citizen(town, browse):
    browser = entered(browse, town)
    token = browser.getControl(name="token").value
    citizen = browse()
    citizen.post(f"{use_form(town)}/@@order", f"token={token}&consent=1&form.confirm=1&channel=counter&identity=1")
    assert "did not come from this page" in citizen.contents
    transaction.begin()
    assert list(store.walk()) == []


def test_nobody_makes_a_clerk_enter_orders_unknowingly(town, browse):
    browser = entered(browse, town)
    token = browser.getControl(name="token").value
    browser.handleErrors = True
    browser.raiseHttpErrors = False
    browser.post(
        f"{use_form(town)}/@@order-at-counter", f"token={token}&consent=1&form.confirm=1&channel=counter&identity=1"
    )
    transaction.begin()
    assert list(store.walk()) == []
