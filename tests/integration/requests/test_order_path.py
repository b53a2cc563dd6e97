"""From the citizen's order to the PDF in the citizen's hands: the whole path, without JavaScript."""

from communesplone.core.cases import store
from communesplone.testing import posted
from plone import api
from webtest import Upload
import re
import transaction


PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
HOUSEHOLD = {
    "last_name": "Lemaire",
    "first_name": "Nadia",
    "national_number": "85.07.30-033.28",
    "street": "Rue Haute 8",
    "postcode": "5999",
    "city": "Valmeuse",
    "email": "nadia@example.be",
}


def field(browser, name):
    """A field of the order form; the test browser's own controls know no dates and telephones."""
    form = browser.getForm(id="order")._form
    return form[name] if name in form.fields else form[f"{name}:list"]


def fill(browser, values):
    """Type into the form; choices by their token."""
    for name, value in values.items():
        field(browser, f"form.widgets.{name}").value = value


def order(browser, town, code="composition-de-menage", values=HOUSEHOLD, **extra):
    """Fill in, check and send; the browser is left on the confirmation."""
    browser.open(f"{town.absolute_url()}/demarches/{code}/@@order")
    fill(browser, {**values, **extra})
    if code == "composition-de-menage":
        fill(browser, {"birth_date": "1985-07-30", "purpose": "school"})
    browser.getControl("Check my order").click()
    browser.getControl(name="consent").value = ["1"]
    browser.getControl("Send my order").click()


def said(browser, name):
    """Number or secret on the confirmation page."""
    return re.search(rf'id="order-{name}"[^>]*>([^<]+)<', browser.contents)[1].strip()


def mails(town):
    """Letters that wait to be sent, oldest first."""
    return posted(town)


def test_a_citizen_without_account_orders_and_gets_number_and_secret_by_screen_and_mail(town, browse):
    browser = browse()
    order(browser, town)
    reference, secret = said(browser, "reference"), said(browser, "secret")
    transaction.begin()
    case = store.find(reference)
    assert case.data["last_name"] == "Lemaire"
    assert api.content.get_state(case) == "submitted"
    assert secret not in repr(case.__dict__)
    (mail,) = mails(town)
    text = mail.get_body(("plain",)).get_content()
    assert mail["To"] == "nadia@example.be"
    assert reference in text
    assert secret in text


def test_sending_twice_makes_one_order_and_one_mail(town, browse):
    browser = browse()
    browser.open(f"{town.absolute_url()}/demarches/composition-de-menage/@@order")
    token = browser.getControl(name="token").value
    order_page = browser.url
    fill(browser, {**HOUSEHOLD, "birth_date": "1985-07-30", "purpose": "school"})
    browser.getControl("Check my order").click()
    for _click in range(2):
        browser.post(order_page, f"token={token}&consent=1&form.confirm=1")
        assert "Your order has been sent" in browser.contents
    first = said(browser, "reference"), said(browser, "secret")
    browser.post(order_page, f"token={token}&consent=1&form.confirm=1")
    assert (said(browser, "reference"), said(browser, "secret")) == first
    assert len(mails(town)) == 1
    assert sum(1 for _case in store.walk()) == 1


def test_the_whole_path_ends_with_the_document_in_the_citizens_hands(town, browse, converter):
    citizen = browse()
    order(citizen, town)
    reference, secret = said(citizen, "reference"), said(citizen, "secret")

    clerk = browse("clerk")
    clerk.open(f"{town.absolute_url()}/@@case/{reference}")
    clerk.getControl("Take in hand").click()
    clerk.getLink("Complete or correct the data").click()
    clerk.getControl(name="form.widgets.office.members").value = "Lemaire; Nadia; 30/07/1985; reference person"
    clerk.getForm(id="correct")._form["form.widgets.office.registered_since"].value = "2010-05-01"
    clerk.getControl("Save").click()
    clerk.getControl("Prepare the document").click()
    assert "The document is prepared" in clerk.contents
    clerk.getControl("Send to be signed").click()

    officer = browse("officer")
    officer.open(f"{town.absolute_url()}/@@case/{reference}")
    officer.getControl("Approve and issue").click()
    assert "The document is issued" in officer.contents

    transaction.begin()
    case = store.find(reference)
    assert case.number.endswith("-00001")
    assert [version.final for version in case.versions] == [False, True]
    ready = mails(town)[-1]
    assert not list(ready.iter_attachments())
    assert "@@track" in ready.get_body(("plain",)).get_content()

    later = browse()
    later.open(f"{town.absolute_url()}/@@track?number={reference}")
    later.getControl(name="secret").value = secret.lower().replace("-", " ")
    later.getControl("Show my order").click()
    later.getControl(name="download").click()
    assert later.headers["Content-Type"].startswith("application/pdf")
    assert later.headers["Cache-Control"] == "private, no-store"
    transaction.begin()
    assert api.content.get_state(store.find(reference)) == "delivered"


def test_a_question_stops_the_clock_and_the_answer_starts_it(town, browse):
    citizen = browse()
    order(citizen, town)
    reference = said(citizen, "reference")
    clerk = browse("clerk")
    clerk.open(f"{town.absolute_url()}/@@case/{reference}")
    clerk.getControl(name="text", index=0).value = "Please send a copy of your card."
    clerk.getControl("Send the question").click()
    transaction.begin()
    assert store.find(reference).stopped is not None

    citizen.open(f"{town.absolute_url()}/@@track")
    assert "Please send a copy of your card." in citizen.contents
    citizen.getControl(name="text").value = "Here it is."
    citizen.getControl("Send my answer")._form["files:list"].value = [Upload("card.pdf", PDF, "application/pdf")]
    citizen.getControl("Send my answer").click()
    transaction.begin()
    case = store.find(reference)
    assert api.content.get_state(case) == "in_progress"
    assert case.stopped is None
    assert [attachment.name for attachment in case.attachments.values()] == ["card.pdf"]


def test_a_refusal_without_reason_is_sent_back_to_the_form(town, browse):
    citizen = browse()
    order(citizen, town)
    clerk = browse("clerk")
    clerk.open(f"{town.absolute_url()}/@@case/{said(citizen, 'reference')}")
    clerk.getControl("Refuse", index=0).click()
    assert "Write the reason: the citizen reads it." in clerk.contents
    transaction.begin()
    assert api.content.get_state(store.find(said(citizen, "reference"))) == "submitted"
