"""A card is changed by the unit that handles its orders; where they go is its head's and the editors' to decide."""

from .conftest import PASSWORD
from .test_form_design import procedure
from communesplone.requests.content.procedure import ROUTING
from plone import api
from plone.app.testing import login
from plone.app.testing import SITE_OWNER_NAME
from tests.integration.core.conftest import Browser
from urllib.parse import urlencode
from zExceptions import Unauthorized
import base64
import json
import pytest
import transaction


CARD = "/demarches/composition-de-menage"
EVERYBODY = ("clerk", "head", "officer", "other_clerk", "other_head", "editor", "webmaster", "citizen", "")
DECIDE = ("head", "editor", "webmaster")
WRITE = ("clerk", *DECIDE)


@pytest.fixture
def staff(town):
    """Besides the unit's people: the head of another unit, an editor, a site administrator."""
    login(town.aq_parent, SITE_OWNER_NAME)
    for name in ("other_head", "editor", "webmaster"):
        api.user.create(email=f"{name}@valmeuse.example", username=name, password=PASSWORD)
    town.works.heads = ("other_head",)
    api.user.grant_roles("editor", roles=["Editor", "Contributor"])
    api.user.grant_roles("webmaster", roles=["Site Administrator"])
    transaction.commit()
    return town


@pytest.fixture
def send(functional, staff):
    """A program's request as somebody; gives the status."""
    web = Browser(functional["host"], functional["port"], staff.getId())

    def ask(user, path, method="PATCH", json_=None, raw=None):
        headers = {"Content-Type": "application/json"}
        if user:
            headers["Authorization"] = "Basic " + base64.b64encode(f"{user}:{PASSWORD}".encode()).decode()
        body = raw if json_ is None else json.dumps(json_)
        accept = "*/*" if json_ is None else "application/json"
        answer = web.get(path, accept=accept, method=method, body=body, headers=headers)
        transaction.begin()
        return answer.status

    return ask


def changed(staff) -> dict:
    """Another value for each of the fields that decide."""
    return {"unit": staff.works.UID(), "online": False, "register": "XX", "templates": [], "confirm_email": True}


@pytest.mark.parametrize("user", EVERYBODY)
def test_by_service_the_unit_writes_and_its_head_decides(staff, send, user):
    before = {name: getattr(procedure(staff), name) for name in ROUTING}
    status = send(user, CARD, json_={"cost": "For nothing", **changed(staff)})
    card = procedure(staff)
    assert (card.cost == "For nothing") == (user in WRITE)
    assert (status == 204) == (user in WRITE)
    for name, value in changed(staff).items():
        expected = value if user in DECIDE else before[name]
        assert (getattr(card, name) or ()) == (expected or ()), name


@pytest.mark.parametrize("user", EVERYBODY)
def test_in_the_form_stands_what_one_may_change(staff, browse, user):
    browser = browse(user)
    browser.handleErrors, browser.raiseHttpErrors = True, False
    browser.open(f"{staff.absolute_url()}{CARD}/edit")
    assert ('name="form.widgets.cost"' in browser.contents) == (user in WRITE)
    for name in ("unit", "online", "register", "templates", "confirm_email"):
        assert (f'name="form.widgets.{name}' in browser.contents) == (user in DECIDE), name
    if user == "clerk":  # what stands nowhere in her form is not taken when she sends it all the same
        before = procedure(staff).unit, procedure(staff).register
        browser.getControl(name="form.widgets.cost").value = "Ten euros"
        sent = dict(browser.getForm(id="form")._form.submit_fields("form.buttons.save"))
        sent |= {"form.widgets.register": "XX", "form.widgets.unit:list": staff.works.UID()}
        browser.post(f"{staff.absolute_url()}{CARD}/edit", urlencode(sent))
        transaction.begin()
        card = procedure(staff)
        assert (card.unit, card.register, card.cost) == (*before, "Ten euros")


@pytest.mark.parametrize("page", ["@@form-plan", "@@form-preview", "order-form", "office-form", "@@card-languages"])
@pytest.mark.parametrize("user", EVERYBODY)
def test_forms_and_languages_are_the_responsible_unit_s(staff, user, page):
    card = procedure(staff)
    with api.env.adopt_user(username=user) if user else api.env.adopt_roles(["Anonymous"]):
        try:
            card.restrictedTraverse(page)
            reached = True
        except Unauthorized:
            reached = False
    assert reached == (user in WRITE)


@pytest.mark.parametrize("user", EVERYBODY)
def test_the_fields_of_a_form_too(staff, browse, user):
    """The editor's own pages lie below the form's; Zope asks for the permission of the last one only."""
    browser = browse(user)
    browser.handleErrors, browser.raiseHttpErrors = True, False
    browser.open(f"{staff.absolute_url()}{CARD}/order-form/@@add-field")
    assert ('name="form.widgets.title"' in browser.contents) == (user in WRITE)


def test_a_card_is_that_of_the_unit_of_its_maker(staff, send):
    words = {"title": "A new one", "description": "New", "icon": "users"}
    new = {"@type": "Procedure", "unit": staff.population.UID(), **words}
    assert send("other_clerk", "/demarches", "POST", {**new, "online": True}) == 201
    card = staff.demarches["a-new-one"]
    assert card.unit == staff.works.UID() and not card.online
    assert send("other_clerk", "/demarches/a-new-one", json_={"cost": "1"}) == 204
    assert send("clerk", "/demarches/a-new-one", json_={"cost": "2"}) in (401, 403)
    assert send("other_head", "/demarches/a-new-one", json_={"online": True, "unit": staff.population.UID()}) == 204
    assert send("other_clerk", "/demarches/a-new-one", json_={"cost": "3"}) in (401, 403)
    assert send("clerk", "/demarches/a-new-one", json_={"cost": "4"}) == 204


def test_a_name_that_signs_is_the_manager_s_to_change(staff, send):
    login(staff.aq_parent, SITE_OWNER_NAME)
    for name, account in (("signs", "officer"), ("plain", None)):
        api.content.create(staff, "Person", name, first_name="Paul", last_name="Dubois", user_id=account)
    transaction.commit()
    assert send("editor", "/plain", json_={"last_name": "Durand"}) == 204
    assert staff.plain.title == "Paul Durand"
    send("editor", "/signs", json_={"last_name": "Durand", "phone": "+32 4 1"})
    assert (staff.signs.title, staff.signs.phone) == ("Paul Dubois", "+32 4 1")
    send("webmaster", "/signs", json_={"last_name": "Durand"})
    assert staff.signs.title == "Paul Durand"
    new = {"@type": "Person", "first_name": "Ann", "last_name": "Roy", "functions": [], "units": []}
    assert send("editor", "", "POST", new) == 201


def test_in_its_form_neither(staff, browse):
    login(staff.aq_parent, SITE_OWNER_NAME)
    person = api.content.create(staff, "Person", "signs", first_name="Paul", last_name="Dubois", user_id="officer")
    person.functions = person.units = ()
    transaction.commit()
    for user, shown in (("editor", False), ("webmaster", True)):
        browser = browse(user)
        browser.open(f"{staff.absolute_url()}/signs/edit")
        assert 'name="form.widgets.phone"' in browser.contents
        assert ('name="form.widgets.last_name"' in browser.contents) == shown


@pytest.mark.parametrize("method", ["PUT", "PROPPATCH", "PROPFIND", "MKCOL", "COPY", "MOVE", "LOCK", "UNLOCK", "TRACE"])
def test_webdav_asks_for_no_permission_of_fields_so_it_is_closed(staff, send, method):
    raw = f"title: Card\nunit: {staff.works.UID()}\nregister: XX\nclerks: clerk\n\n"
    for path in (CARD, "/population", "/demarches/new"):
        assert send("editor", path, method, raw=raw) in (401, 404, 405), path
    assert procedure(staff).register != "XX" and "clerk" not in staff.works.clerks
