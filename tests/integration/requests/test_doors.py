"""Who may do what by hand: steps that no page offers, requests from elsewhere, other people's orders and names."""

from communesplone.core.cases import store
from communesplone.core.cases import tracking
from plone import api
from plone.protect import createToken
from plone.testing.zope import Browser
from tests.integration.requests.conftest import PASSWORD
from tests.integration.requests.test_order_path import fill
from tests.integration.requests.test_order_path import HOUSEHOLD
from tests.integration.requests.test_order_path import order
from tests.integration.requests.test_order_path import said
import base64
import json
import pytest
import transaction


STEPS = (
    "take",
    "ask_citizen",
    "refuse",
    "prepare",
    "send_to_sign",
    "send_back",
    "issue",
    "deliver",
    "close",
    "reopen",
)


@pytest.fixture
def visit(functional, town):
    """`visit(user)`: a browser that reports the status instead of raising."""

    def start(user="", **headers):
        browser = Browser(functional["app"])
        browser.raiseHttpErrors = False
        browser.followRedirects = False
        if user:
            browser.addHeader("Authorization", f"Basic {user}:{PASSWORD}")
        for name, value in headers.items():
            browser.addHeader(name, value)
        return browser

    return start


def status(browser) -> int:
    return int(browser.headers["status"].split()[0])


@pytest.fixture
def reference(town, browse):
    """An order that a visitor without account has made."""
    citizen = browse()
    order(citizen, town)
    return said(citizen, "reference")


def step(browse, town, reference, user, **fields):
    """Post a step with a valid token of the page; the history afterwards."""
    browser = browse(user)
    with api.env.adopt_user(username=user):
        token = createToken()
    sent = "&".join(f"{name}={value}" for name, value in fields.items())
    browser.post(f"{town.absolute_url()}/@@case/{reference}", f"{sent}&_authenticator={token}")
    transaction.begin()
    return browser


def snapshot(reference):
    transaction.begin()
    case = store.find(reference)
    return api.content.get_state(case), len(case.versions), len(case.messages), case.number, case.assignee, case.unit


def template(town) -> str:
    return town.demarches["composition-de-menage"].templates[0]


def prepared(browse, town, reference):
    step(browse, town, reference, "clerk", do="take")
    step(browse, town, reference, "clerk", do="prepare", template=template(town))


@pytest.mark.parametrize("name", ["prepare", "send_to_sign", "send_back", "issue", "deliver", "close", "reopen"])
@pytest.mark.parametrize("user", ["clerk", "head", "officer"])
def test_a_step_that_a_new_order_does_not_offer_changes_nothing(town, browse, reference, user, name):
    before = snapshot(reference)
    step(browse, town, reference, user, do=name, text="because", template=template(town))
    assert snapshot(reference) == before


def test_the_document_that_waits_for_the_officer_is_not_made_again(town, browse, reference):
    prepared(browse, town, reference)
    step(browse, town, reference, "clerk", do="send_to_sign")
    before = snapshot(reference)
    assert before[0] == "to_sign"
    for user in ("clerk", "head", "officer"):
        step(browse, town, reference, user, do="prepare", template=template(town))
    for user in ("clerk", "head"):
        step(browse, town, reference, user, do="issue")
    assert snapshot(reference) == before


def test_each_step_twice_is_one_step(town, browse, reference):
    for user, name in (
        ("clerk", "take"),
        ("clerk", "prepare"),
        ("clerk", "send_to_sign"),
        ("officer", "issue"),
        ("clerk", "deliver"),
        ("clerk", "close"),
    ):
        step(browse, town, reference, user, do=name, template=template(town))
        after = snapshot(reference)
        if name != "prepare":
            step(browse, town, reference, user, do=name, template=template(town))
            assert snapshot(reference) == after
    case = store.find(reference)
    assert [entry["action"] for entry in case.workflow_history["order_workflow"]] == [
        None,
        "take",
        "send_to_sign",
        "issue",
        "deliver",
        "close",
    ]


def test_data_are_not_corrected_once_the_document_is_at_the_officers(town, browse, reference):
    prepared(browse, town, reference)
    clerk = browse("clerk")
    clerk.open(f"{town.absolute_url()}/@@case/{reference}/data")
    step(browse, town, reference, "clerk", do="send_to_sign")
    clerk.getControl(name="form.widgets.last_name").value = "Dupont"
    clerk.getControl(name="form.widgets.office.members").value = "Dupont; Nadia; 30/07/1985; reference person"
    clerk.getForm(id="correct")._form["form.widgets.office.registered_since"].value = "2010-05-01"
    clerk.getControl("Save").click()
    assert "This step is not possible" in clerk.contents
    transaction.begin()
    assert store.find(reference).data["last_name"] == "Lemaire"


def test_a_refused_order_taken_up_again_gets_a_new_number(town, browse, reference, converter):
    from communesplone.core.documents.convert import ConversionFailed
    from communesplone.core.registers import register

    prepared(browse, town, reference)
    step(browse, town, reference, "clerk", do="send_to_sign")
    converter.failure = ConversionFailed("down", "")
    step(browse, town, reference, "officer", do="issue")
    first = store.find(reference).number
    assert first.endswith("-00001")
    step(browse, town, reference, "clerk", do="refuse", text="Not+registered+here")
    converter.failure = None
    step(browse, town, reference, "head", do="reopen", text="A+mistake+of+ours")
    step(browse, town, reference, "clerk", do="prepare", template=template(town))
    step(browse, town, reference, "clerk", do="send_to_sign")
    step(browse, town, reference, "officer", do="issue")
    case = store.find(reference)
    assert api.content.get_state(case) == "issued"
    assert case.number.endswith("-00002")
    (volume,) = register.volumes().values()
    assert [entry.annulled for entry in volume.entries.values()] == ["Not registered here", ""]


@pytest.mark.parametrize("user", ["other_clerk", "citizen", "other_citizen", ""])
@pytest.mark.parametrize("tail", ["", "/data", "/document/1", "/file/proof"])
def test_whoever_is_not_of_the_unit_finds_no_order(town, visit, reference, user, tail):
    browser = visit(user)
    browser.open(f"{town.absolute_url()}/@@case/{reference}{tail}")
    known = status(browser), "Lemaire" in browser.contents
    browser.open(f"{town.absolute_url()}/@@case/ABCD-EFGH{tail}")
    assert known == (404, False) == (status(browser), False)


@pytest.mark.parametrize("name", STEPS)
def test_no_step_by_a_clerk_of_another_unit(town, browse, visit, reference, name):
    before = snapshot(reference)
    browser = visit("other_clerk")
    browser.post(f"{town.absolute_url()}/@@case/{reference}", f"do={name}&text=because")
    assert status(browser) == 404
    assert snapshot(reference) == before


@pytest.mark.parametrize(
    ("page", "fields"),
    [
        ("@@case/{0}", "do=take"),
        ("@@case/{0}", "do=refuse&text=no"),
        ("@@cases", "take={0}"),
        ("@@case-people", "reference={0}&user=head"),
    ],
)
def test_a_page_from_elsewhere_makes_a_clerk_do_nothing(town, visit, reference, page, fields):
    before = snapshot(reference)
    browser = visit("head")
    browser.post(f"{town.absolute_url()}/{page.format(reference)}", fields.format(reference))
    assert status(browser) == 403
    assert snapshot(reference) == before


def test_who_is_in_charge_is_not_changed_by_a_link(town, browse, reference):
    browser = browse("head")
    browser.open(f"{town.absolute_url()}/@@case/{reference}")
    token = browser.getControl(name="_authenticator", index=0).value
    browser.handleErrors, browser.raiseHttpErrors = True, False
    browser.open(f"{town.absolute_url()}/@@case-people?reference={reference}&user=clerk&_authenticator={token}")
    assert status(browser) == 403
    transaction.begin()
    assert store.find(reference).assignee == ""


def test_a_page_from_elsewhere_withdraws_no_order_of_a_citizen_with_an_account(town, browse, visit):
    citizen = browse("citizen")
    order(citizen, town)
    (case,) = store.walk()
    assert case.applicant_user == "citizen"
    before = snapshot(case.reference)
    browser = visit("citizen")
    browser.post(f"{town.absolute_url()}/@@my-orders/{case.reference}", "withdraw=1&sure=1")
    assert snapshot(case.reference) == before
    other = visit("other_citizen")
    other.post(f"{town.absolute_url()}/@@my-orders/{case.reference}", "withdraw=1&sure=1")
    assert status(other) == 404
    assert snapshot(case.reference) == before


def test_an_order_made_with_an_account_stays_with_the_account(town, browse):
    citizen = browse("citizen")
    order(citizen, town)
    assert tracking.COOKIE not in citizen.cookies
    (case,) = store.walk()
    citizen.open(f"{town.absolute_url()}/logout")
    for page in ("@@track", f"@@my-orders/{case.reference}"):
        citizen.open(f"{town.absolute_url()}/{page}")
        assert "Lemaire" not in citizen.contents


@pytest.mark.parametrize("user", ["citizen", "clerk", "other_clerk", "officer"])
@pytest.mark.parametrize(
    "page",
    [
        "@vocabularies/plone.app.vocabularies.Users",
        "@vocabularies/plone.app.vocabularies.Principals",
        "@@getVocabulary?name=plone.app.vocabularies.Users&field=clerks",
        "author/other_citizen",
        "@users",
        "@users/other_citizen",
        "member-search?form.widgets.fullname=Otto&form.buttons.search=1",
    ],
)
def test_nobody_but_those_who_look_after_accounts_reads_the_names_of_others(town, visit, user, page):
    api.user.get(userid="other_citizen").setMemberProperties({"fullname": "Otto Secret"})
    transaction.commit()
    browser = visit(user, Accept="application/json" if page.startswith("@") and page[1] != "@" else "text/html")
    browser.open(f"{town.absolute_url()}/{page}")
    assert "Otto Secret" not in str(browser.contents)
    assert "other_citizen@" not in str(browser.contents)


@pytest.mark.parametrize("field", ["clerks", "heads", "signers"])
def test_an_editor_does_not_put_herself_among_those_who_see_orders(town, visit, field):
    with api.env.adopt_roles(["Manager"]):
        api.user.create(email="editor@valmeuse.example", username="editor", password=PASSWORD)
        api.user.grant_roles(username="editor", roles=["Editor"])
    before = getattr(town.population, field)
    transaction.commit()
    key = base64.b64encode(f"editor:{PASSWORD}".encode()).decode()
    answer = visit().testapp.patch(
        town.population.absolute_url(),
        json.dumps({field: ["editor"], "phone": "081 22 22 22"}),
        headers={"Accept": "application/json", "Content-Type": "application/json", "Authorization": f"Basic {key}"},
        expect_errors=True,
    )
    transaction.begin()
    assert town.population.phone == "081 22 22 22", answer
    assert getattr(town.population, field) == before


def test_a_half_filled_form_is_not_shown_to_another_user_of_the_browser(town, browse):
    citizen = browse("citizen")
    citizen.open(f"{town.absolute_url()}/demarches/composition-de-menage/@@order")
    fill(citizen, {**HOUSEHOLD, "birth_date": "1985-07-30", "purpose": "school"})
    citizen.getControl("Check my order").click()
    address = citizen.url
    assert "Lemaire" in citizen.contents
    citizen.open(f"{town.absolute_url()}/logout")
    citizen.open(address)
    assert "Lemaire" not in citizen.contents
