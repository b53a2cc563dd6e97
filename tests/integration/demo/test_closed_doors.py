"""What a stranger can reach of Valmeuse by address, search or service: no template, no order, no account."""

from plone.testing.zope import Browser
from urllib.error import HTTPError
import json
import pytest


@pytest.fixture
def stranger(functional, functional_portal):
    browser = Browser(functional["app"])
    browser.raiseHttpErrors = False
    browser.followRedirects = False
    return browser


def ask(browser, url, accept="text/html"):
    browser.addHeader("Accept", accept)
    try:
        browser.open(url)
    except HTTPError as problem:
        return problem.code, ""
    text = browser.contents
    return int(browser.headers["status"].split()[0]), text if isinstance(text, str) else text.decode()


@pytest.mark.parametrize("view", ["", "/view", "/@@download/odt_file", "/@@display-file/odt_file", "/@@edit"])
@pytest.mark.parametrize("accept", ["text/html", "application/json"])
def test_no_template_by_its_address(stranger, functional_portal, view, accept):
    url = f"{functional_portal.absolute_url()}/modeles/birth-record-fr{view}"
    status, text = ask(stranger, url, accept)
    assert status in (302, 401, 403, 404)
    assert "PK\x03\x04" not in text
    assert "Acte de naissance (fr)" not in text


@pytest.mark.parametrize("path", ["/modeles", "/cases", "/case_catalog"])
@pytest.mark.parametrize("accept", ["text/html", "application/json"])
def test_no_folder_that_is_not_for_the_public(stranger, functional_portal, path, accept):
    status, _text = ask(stranger, functional_portal.absolute_url() + path, accept)
    assert status in (302, 401, 403, 404)


@pytest.mark.parametrize(
    "query", ["portal_type=ConfigurablePODTemplate", "SearchableText=naissance&fullobjects=1", "portal_type=Order"]
)
def test_no_template_and_no_order_by_search(stranger, functional_portal, query):
    status, text = ask(stranger, f"{functional_portal.absolute_url()}/@search?{query}", "application/json")
    assert status == 200
    found = json.loads(text)["items"]
    assert not [one for one in found if one["@type"] in ("ConfigurablePODTemplate", "Order")]
    assert "/modeles" not in text


def test_the_service_of_a_card_does_not_carry_its_templates_files(stranger, functional_portal):
    url = f"{functional_portal.absolute_url()}/demarches/acte-de-naissance"
    status, text = ask(stranger, url, "application/json")
    assert status == 200
    assert json.loads(text)["title"] == "Acte de naissance"
    assert "/modeles/" not in text


@pytest.mark.parametrize("name", ["communesplone.requests.templates", "communesplone.requests.procedures"])
def test_no_vocabulary_tells_of_templates_and_drafts(stranger, functional_portal, name):
    status, text = ask(stranger, f"{functional_portal.absolute_url()}/@vocabularies/{name}", "application/json")
    assert status in (401, 403)
    assert "token" not in text


def test_a_card_does_not_name_its_templates(stranger, functional_portal):
    url = f"{functional_portal.absolute_url()}/demarches/acte-de-naissance"
    assert not json.loads(ask(stranger, url, "application/json")[1]).get("templates")
