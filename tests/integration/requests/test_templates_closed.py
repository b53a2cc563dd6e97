"""A document template is Python: nobody but a Manager makes, changes, copies or renames one, by page or by service."""

from communesplone.requests.ready import templates_folder
from plone import api
from plone.testing.zope import Browser
from tests.integration.requests.conftest import PASSWORD
import base64
import json
import pytest
import transaction


TYPES = ("PODTemplate", "ConfigurablePODTemplate", "StyleTemplate", "SubTemplate", "MailingLoopTemplate")
ROLES = {
    "editor": ["Editor", "Contributor", "Reviewer"],
    "siteadmin": ["Site Administrator"],
    "owner": ["Contributor", "Owner"],
}


@pytest.fixture
def client(functional, town):
    with api.env.adopt_roles(["Manager"]):
        for name, roles in ROLES.items():
            api.user.create(email=f"{name}@valmeuse.example", username=name, password=PASSWORD)
            api.user.grant_roles(username=name, roles=roles)
        api.content.transition(api.content.create(town, "Folder", "pages", title="Pages"), "publish")
    transaction.commit()

    def send(user, method, path, **body):
        key = base64.b64encode(f"{user}:{PASSWORD}".encode()).decode()
        headers = {"Accept": "application/json", "Content-Type": "application/json"}
        headers["Authorization"] = f"Basic {key}"
        app = Browser(functional["app"]).testapp
        call = getattr(app, method)
        answer = call(f"{town.absolute_url()}/{path}", json.dumps(body), headers=headers, expect_errors=True)
        transaction.begin()
        return answer.status_int

    return send


USERS = (*ROLES, "clerk", "head", "citizen")


def all_templates(town):
    rows = town.portal_catalog.unrestrictedSearchResults(portal_type=list(TYPES))
    return sorted((row.getPath(), row._unrestrictedGetObject().title) for row in rows)


@pytest.mark.parametrize("user", USERS)
def test_no_template_is_made_by_a_service(town, client, user):
    before = all_templates(town)
    assert before
    for place in ("", "pages", "modeles", "demarches"):
        for kind in TYPES:
            assert client(user, "post", place, **{"@type": kind, "title": "Mine"}) >= 400, (place, kind)
    assert all_templates(town) == before


@pytest.mark.parametrize("user", USERS)
def test_no_template_is_changed_copied_moved_or_renamed_by_a_service(town, client, user):
    before = all_templates(town)
    path = "modeles/birth-record-en"
    source = f"{town.absolute_url()}/{path}"
    assert client(user, "patch", path, title="Mine", tal_condition="python: 1") >= 400
    client(user, "post", "pages/@copy", source=source)
    client(user, "post", "pages/@move", source=source)
    client(user, "post", "pages/@copy", source=[templates_folder().UID()])
    client(user, "patch", "modeles", ordering={"obj_id": "birth-record-en", "delta": "top"}, id="other", title="Other")
    assert client(user, "delete", path) >= 400
    assert all_templates(town) == before
    assert "modeles" in town
    assert town["modeles"].title != "Other"


@pytest.mark.parametrize("user", [one for one in USERS if one != "citizen"])
def test_no_add_form_of_a_template(functional, town, client, user):
    browser = Browser(functional["app"])
    browser.raiseHttpErrors = browser.followRedirects = False
    browser.addHeader("Authorization", f"Basic {user}:{PASSWORD}")
    for place in ("pages/", "modeles/", ""):
        for kind in TYPES:
            browser.open(f"{town.absolute_url()}/{place}++add++{kind}")
            assert int(browser.headers["status"].split()[0]) >= 300, (place, kind)


@pytest.mark.parametrize("field", ["form_model", "office_model", "code", "_translations"])
def test_the_models_of_a_form_are_not_written_by_a_service(town, client, field):
    procedure = town.demarches["composition-de-menage"]
    before = getattr(procedure, field, None)
    client("clerk", "patch", "demarches/composition-de-menage", **{field: "<x/>", "cost": "5 EUR"})
    assert procedure.cost == "5 EUR"
    assert getattr(procedure, field, None) == before
