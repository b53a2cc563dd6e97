"""Website 1004: a site made before its home page could be arranged."""

from communesplone.website.home import store
from communesplone.website.settings import settings
from communesplone.website.upgrades import to1004


def test_an_older_site_gets_room_for_its_home_page_and_keeps_its_settings(portal, http_request):
    settings().commune_name = "Valmeuse"
    for name in ("shown", "draft"):
        del portal.portal_registry.records[f"{store.PREFIX}.{name}"]
    assert store.records() is None
    assert store.shown(portal, http_request)
    to1004.arrange_home(portal.portal_setup)
    assert store.records().shown == ""
    assert settings().commune_name == "Valmeuse"


def test_repeating_the_step_keeps_what_was_arranged(portal):
    store.records().shown = '[{"key": "news", "block": "news"}]'
    to1004.arrange_home(portal.portal_setup)
    assert "news" in store.records().shown


def test_editors_may_arrange_after_the_step(portal):
    portal.manage_permission("CommunesPlone: Arrange the home page", ["Manager"], acquire=False)
    to1004.arrange_home(portal.portal_setup)
    allowed = {r["name"] for r in portal.rolesOfPermission("CommunesPlone: Arrange the home page") if r["selected"]}
    assert "Editor" in allowed
