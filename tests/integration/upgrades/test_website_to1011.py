"""Website 1011: a site made before its pages could be translated."""

from communesplone.website.upgrades import to1011
from plone import api
from plone.app.testing import login
from plone.app.testing import SITE_OWNER_NAME
from Products.CMFPlone.utils import get_installer
import pytest


@pytest.fixture
def old_site(portal):
    """Several languages, pages of before: one says its language, one does not, one is a procedure."""
    login(portal.aq_parent, SITE_OWNER_NAME)
    api.portal.set_registry_record("plone.available_languages", ["fr", "nl"])
    api.portal.set_registry_record("plone.default_language", "fr")
    api.content.create(portal, "Folder", "vivre", title="Vivre")
    api.content.create(portal.vivre, "Document", "marche", title="Marché", language="fr")
    api.content.create(portal, "Document", "welkom", title="Welkom", language="nl")
    api.content.create(portal, "ProcedureFolder", "demarches", title="Démarches")
    api.content.create(portal.demarches, "Procedure", "carte", title="Carte", safe_id=False)
    return portal


def rows(site) -> dict:
    """Path to language and group of every row."""
    return {row.getPath(): (row.Language, row.TranslationGroup) for row in site.portal_catalog()}


def test_pages_stay_where_they_are_and_have_a_language(old_site):
    to1011.bring_translations(old_site.portal_setup)
    found = {path.removeprefix("/plone"): language for path, (language, _group) in rows(old_site).items()}
    assert (found["/vivre"], found["/vivre/marche"], found["/nl"]) == ("fr", "fr", "nl")
    assert found["/welkom"] == "nl"
    assert (found["/demarches"], found["/demarches/carte"]) == ("", "")
    assert old_site.demarches.carte.absolute_url().endswith("/plone/demarches/carte")


def test_repeating_the_step_changes_nothing(old_site):
    to1011.bring_translations(old_site.portal_setup)
    before = rows(old_site)
    to1011.bring_translations(old_site.portal_setup)
    assert rows(old_site) == before


def test_cases_and_cards_are_no_translated_content(old_site):
    to1011.bring_translations(old_site.portal_setup)
    for kind in ("Procedure", "Order", "Unit", "Alert", "CaseStore"):
        assert "plone.translatable" not in old_site.portal_types[kind].behaviors
    assert "plone.translatable" in old_site.portal_types["News Item"].behaviors


def test_a_site_with_one_language_stays_as_it_is(portal):
    api.portal.set_registry_record("plone.available_languages", ["fr"])
    api.portal.set_registry_record("plone.default_language", "fr")
    to1011.bring_translations(portal.portal_setup)
    assert not get_installer(portal).is_product_installed("plone.app.multilingual")


def test_something_else_at_the_address_of_a_language_stays(old_site):
    api.content.create(old_site, "Document", "nl", title="Pays-Bas")
    to1011.bring_translations(old_site.portal_setup)
    assert old_site.nl.portal_type == "Document"
