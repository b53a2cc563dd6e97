"""Website 1013: a site made before there was a newsletter."""

from communesplone.website.newsletter import letters
from communesplone.website.newsletter import store
from communesplone.website.newsletter.settings import PREFIX
from communesplone.website.newsletter.settings import themes
from communesplone.website.upgrades import to1013
from plone import api
from plone.registry.interfaces import IRegistry
from zope.component import getUtility


PERMISSION = "CommunesPlone: Write newsletters"


def test_an_older_site_gets_a_newsletter_and_works_until_then(portal):
    registry = getUtility(IRegistry)
    for name in [name for name in registry.records if name.startswith(PREFIX)]:
        del registry.records[name]
    store.remove(portal)
    portal.manage_permission(PERMISSION, ["Manager"], acquire=False)
    assert themes() == () and letters.unsent() == [] and store.query_store(portal) is None
    for _time in range(2):
        to1013.bring_newsletter(portal.portal_setup)
    assert store.query_store(portal) is not None
    assert api.portal.get_registry_record(f"{PREFIX}.days") == 3
    assert "Editor" in {r["name"] for r in portal.rolesOfPermission(PERMISSION) if r["selected"]}


def test_repeating_the_step_keeps_themes_and_readers(portal):
    kept = store.get_store(portal)
    api.portal.set_registry_record(f"{PREFIX}.themes", [{"id": "news", "title_fr": "Actualités"}])
    to1013.bring_newsletter(portal.portal_setup)
    assert store.get_store(portal) is kept and [one.id for one in themes()] == ["news"]


def test_addresses_go_with_the_website(portal):
    portal.portal_setup.runAllImportStepsFromProfile("profile-communesplone.website:uninstall")
    assert store.query_store(portal) is None
