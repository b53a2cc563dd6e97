"""Installing puts the home page in place; uninstalling leaves a site that works."""

from communesplone.website import settings
from plone import api
from plone.app.portlets.portlets import navigation
from plone.app.testing import applyProfile
from plone.app.testing import setRoles
from plone.app.testing import TEST_USER_ID
from plone.portlets.constants import ASSIGNMENT_SETTINGS_KEY
from plone.portlets.interfaces import IPortletAssignmentMapping
from plone.portlets.interfaces import IPortletManager
from zope.annotation.interfaces import IAnnotations
from zope.component import getMultiAdapter
from zope.component import getUtility


def layout_of(portal):
    return portal.getLayout()


def test_the_home_page_is_the_default_view_of_the_site(portal):
    assert layout_of(portal) == "home"
    assert settings.settings().commune_name


def test_installing_again_keeps_what_was_set(portal):
    settings.settings().commune_name = "Valmeuse"
    applyProfile(portal, "communesplone.website:default")
    assert settings.settings().commune_name == "Valmeuse"


def test_a_default_page_gives_way_to_the_home_page(portal):
    setRoles(portal, TEST_USER_ID, ["Manager"])
    api.content.create(portal, "Document", id="front-page")
    portal.setDefaultPage("front-page")
    applyProfile(portal, "communesplone.website:default")
    assert not portal.getProperty("default_page")
    assert layout_of(portal) == "home"


def test_uninstalling_gives_the_site_a_view_of_plones_own(portal):
    applyProfile(portal, "communesplone.website:uninstall")
    assert layout_of(portal) == "listing_view"
    assert settings.settings() is None
    assert "home" not in api.portal.get_tool("portal_types")["Plone Site"].view_methods
    actions = api.portal.get_tool("portal_controlpanel").listActions()
    assert "communesplone.website" not in [action.getId() for action in actions]


def test_the_first_page_that_an_editor_opens_has_nothing_left_to_write_about_portlets(portal):
    manager = getUtility(IPortletManager, name="plone.leftcolumn")
    portlets = getMultiAdapter((portal, manager), IPortletAssignmentMapping)
    portlets["unseen"] = navigation.Assignment()
    applyProfile(portal, "communesplone.website:default")
    assert ASSIGNMENT_SETTINGS_KEY in IAnnotations(portlets["unseen"])
