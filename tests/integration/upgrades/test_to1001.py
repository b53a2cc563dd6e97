"""Core 1001: a site made before there were jobs."""

from communesplone.core.cases import pending
from communesplone.core.jobs import store
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
