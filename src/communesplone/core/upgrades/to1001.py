"""1001: jobs with their page, and notes of the case rows that are pending."""

from communesplone.core.cases import pending
from communesplone.core.jobs import store
from plone import api


def step(tool) -> None:
    """Make room for both. Letters that wait in the mail host's queue are still sent by its thread."""
    site = api.portal.get()
    store.install(site)
    pending.install(site)
    tool.runImportStepFromProfile("profile-communesplone.core:default", "controlpanel", run_dependencies=False)
