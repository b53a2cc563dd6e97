"""Core 1001: a site made before there were jobs."""

from communesplone.core.cases import pending
from communesplone.core.jobs import store
from communesplone.core.settings import commune
from communesplone.core.settings import site_address
from communesplone.core.upgrades import to1001
from zope.annotation.interfaces import IAnnotations


def test_a_site_without_jobs_gets_room_for_them(portal):
    store.remove(portal)
    to1001.step(portal.portal_setup)
    assert isinstance(IAnnotations(portal)[store.ANNOTATION], store.JobStore)


def test_a_site_without_notes_of_pending_rows_gets_room_for_them(portal):
    del IAnnotations(portal)[pending.ANNOTATION]
    to1001.step(portal.portal_setup)
    assert len(pending.notes(portal)) == 0
    assert pending.notes(portal) is pending.notes(portal)


def test_repeating_the_step_keeps_what_waits(portal):
    before = store.get_store(portal)
    to1001.step(portal.portal_setup)
    assert store.get_store(portal) is before


def test_the_address_of_the_site_can_be_set_and_what_was_set_is_kept(portal):
    registry = portal.portal_registry
    registry["communesplone.core.jurisdiction"] = "flanders"
    del registry.records["communesplone.core.address"]
    assert (commune().jurisdiction, site_address()) == ("flanders", "")
    to1001.step(portal.portal_setup)
    registry["communesplone.core.address"] = "https://www.valmeuse.be"
    assert registry["communesplone.core.jurisdiction"] == "flanders"


def test_managers_find_the_page_in_the_site_setup(portal):
    tool = portal.portal_controlpanel
    tool.unregisterConfiglet("communesplone.core.jobs")
    to1001.step(portal.portal_setup)
    assert "communesplone.core.jobs" in {one.id for one in tool.listActions()}
