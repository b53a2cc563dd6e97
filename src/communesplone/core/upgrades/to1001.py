"""1001: jobs with their page, notes of the case rows that are pending, the address of the site."""

from communesplone.core.cases import pending
from communesplone.core.jobs import store
from communesplone.core.settings import ICommune
from communesplone.core.settings import PREFIX
from plone import api
from plone.registry.interfaces import IRegistry
from zope.component import getUtility


def step(tool) -> None:
    """Make room for them. Letters that wait in the mail host's queue are still sent by its thread."""
    site = api.portal.get()
    store.install(site)
    pending.install(site)
    # What the commune has set is kept.
    getUtility(IRegistry).registerInterface(ICommune, prefix=PREFIX)
    tool.runImportStepFromProfile("profile-communesplone.core:default", "controlpanel", run_dependencies=False)
