"""Website 1008: a site made before events took registrations."""

from communesplone.website.events import registers
from communesplone.website.upgrades import to1008
from plone import api
from zope.annotation.interfaces import IAnnotations


def test_an_older_site_gets_the_tab_and_a_place_for_registrations(portal):
    portal.portal_actions.object.manage_delObjects(["registrations"])
    del IAnnotations(portal)[registers.ANNOTATION]
    assert registers.find(portal, "any") is None
    for _time in range(2):
        to1008.bring_events(portal.portal_setup)
    assert "registrations" in portal.portal_actions.object
    assert registers.ANNOTATION in IAnnotations(api.portal.get())


def test_repeating_the_step_keeps_registrations(portal):
    registers.made(portal, "uid")
    to1008.bring_events(portal.portal_setup)
    assert registers.find(portal, "uid") is not None
