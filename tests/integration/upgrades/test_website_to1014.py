"""Website 1014: settings of the accessibility statement come; those that are set stay."""

from communesplone.website.accessibility import settings
from communesplone.website.upgrades import to1014
from plone import api
from plone.registry.interfaces import IRegistry
from zope.component import getUtility


def test_the_settings_come_and_stay(portal):
    registry = getUtility(IRegistry)
    for name in settings.IAccessibilitySettings.names():
        del registry.records[f"{settings.PREFIX}.{name}"]
    assert settings.settings() is None
    to1014.bring_statements(portal.portal_setup)
    settings.settings().organisation = "Valmeuse"
    to1014.bring_statements(portal.portal_setup)
    assert settings.settings().organisation == "Valmeuse"
    actions = [action.getId() for action in api.portal.get_tool("portal_controlpanel").listActions()]
    assert {"communesplone.website.accessibility", "communesplone.website.checks"} <= set(actions)
