"""1001: settings of ordering, forms that can be saved, the channel of an order in the rows of the cases."""

from communesplone.core.cases.catalog import complete
from communesplone.core.cases.catalog import get_catalog
from communesplone.requests import drafts
from plone import api


PROFILE = "profile-communesplone.requests:default"


def step(tool) -> None:
    """Safe to repeat: what a commune has set is kept."""
    tool.runImportStepFromProfile(PROFILE, "plone.app.registry", run_dependencies=False)
    tool.runImportStepFromProfile(PROFILE, "controlpanel", run_dependencies=False)
    tool.runImportStepFromProfile(PROFILE, "typeinfo", run_dependencies=False)
    drafts.install(api.portal.get())
    complete(get_catalog())
