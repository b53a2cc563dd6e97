"""Who keeps the waste calendar; remarks about pages and the question at their foot."""

from communesplone.website.feedback.settings import IFeedback
from communesplone.website.feedback.settings import PREFIX
from plone import api
from plone.registry.interfaces import IRegistry
from zope.component import getUtility


PROFILE = "profile-communesplone.website:default"
STEPS = ("rolemap", "controlpanel", "typeinfo", "workflow")


def bring_daily(setup_tool) -> None:
    """Records that are there keep their values. Safe to repeat."""
    getUtility(IRegistry).registerInterface(IFeedback, prefix=PREFIX)
    # Imported again, behaviours of other types would change places.
    known = "Remark" in api.portal.get_tool("portal_types")
    for step in [one for one in STEPS if one != "typeinfo" or not known]:
        setup_tool.runImportStepFromProfile(PROFILE, step, run_dependencies=False, purge_old=False)
