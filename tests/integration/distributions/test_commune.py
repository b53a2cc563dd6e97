"""The distribution "Commune": what the answers on the Add-site page make."""

from communesplone.core.settings import commune
from communesplone.requests import ready
from plone import api
from plone.distribution.api import distribution as distributions
from plone.distribution.api import site as sites
from zope.component.hooks import setSite
import pytest


ANSWERS = {
    "site_id": "essai",
    "title": "Essai",
    "description": "Une commune",
    "default_language": "fr",
    "languages": ["fr", "nl"],
    "portal_timezone": "Europe/Brussels",
    "jurisdiction": "brussels",
    "modules": ["website", "requests"],
    "setup_content": False,
}


@pytest.fixture
def make(functional):
    """`make(title="…")`: a new site from answers."""
    app = functional["app"]
    before = functional["portal"]

    def create(**changed):
        site = sites.create(app, "commune", {**ANSWERS, **changed})
        setSite(site)
        return site

    with api.env.adopt_roles(["Manager"]):
        yield create
    setSite(before)


def test_the_answers_become_the_site(make):
    site = make()
    assert api.portal.get_registry_record("communesplone.website.commune_name") == "Essai"
    assert api.portal.get_default_language() == "fr"
    assert list(api.portal.get_registry_record("plone.available_languages")) == ["fr", "nl"]
    assert commune().jurisdiction == "brussels"
    assert {"cases", "case_catalog", "demarches"} <= set(site.objectIds())


def test_the_ready_procedures_wait_as_drafts(make):
    folder = make()["demarches"]
    assert set(folder.objectIds()) == {ready.card(code)["slug"] for code in ready.orderable_codes()}
    assert len(folder.objectIds()) == 5
    assert {api.content.get_state(card) for card in folder.objectValues()} == {"draft"}
    assert not any(card.online for card in folder.objectValues())


def test_a_module_that_is_not_chosen_is_not_installed(make):
    site = make(modules=["website"])
    assert "demarches" not in site.objectIds()
    assert "Procedure" not in site.portal_types.objectIds()


def test_no_account_is_preset_without_the_demonstration(make):
    assert list(make().acl_users.source_users.getUserIds()) == []


def test_answers_outside_the_schema_are_refused(make):
    assert distributions.get("commune").schema["properties"]["jurisdiction"]["default"] == "wallonia"
    with pytest.raises(ValueError, match="not valid"):
        make(jurisdiction="atlantis")
