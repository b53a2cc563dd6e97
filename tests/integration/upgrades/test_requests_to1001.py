"""Requests 1001: a site made before forms could be saved."""

from communesplone.core.cases.catalog import get_catalog
from communesplone.requests import drafts
from communesplone.requests.settings import ordering
from communesplone.requests.settings import PREFIX
from communesplone.requests.upgrades import to1001
from plone import api
from zope.annotation.interfaces import IAnnotations


def test_an_older_site_gets_settings_room_and_column(portal):
    registry = portal.portal_registry
    for name in [name for name in registry.records if name.startswith(f"{PREFIX}.")]:
        del registry.records[name]
    del IAnnotations(portal)[drafts.STARTED]
    get_catalog()._catalog.delColumn("channel")
    assert ordering().per_network == 30
    to1001.step(portal.portal_setup)
    assert ordering().per_network == 30
    assert drafts.STARTED in IAnnotations(portal)
    assert "channel" in get_catalog()._catalog.schema


def test_repeating_the_step_keeps_what_was_set(portal):
    api.portal.set_registry_record(f"{PREFIX}.per_network", 7)
    kept = IAnnotations(portal)[drafts.ANNOTATION]
    to1001.step(portal.portal_setup)
    assert ordering().per_network == 7
    assert IAnnotations(portal)[drafts.ANNOTATION] is kept
