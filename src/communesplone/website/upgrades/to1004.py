"""Room for the arrangement of the home page and for the new settings of the commune, and who may change them."""

from communesplone.website.home.store import IHomeArrangement
from communesplone.website.home.store import PREFIX as HOME
from communesplone.website.settings import ICommuneSettings
from communesplone.website.settings import PREFIX
from plone.registry.interfaces import IRegistry
from zope.component import getUtility


PROFILE = "profile-communesplone.website:default"
STEPS = ("rolemap", "controlpanel")


def arrange_home(setup_tool) -> None:
    """Records that are there keep their values. Safe to repeat."""
    registry = getUtility(IRegistry)
    registry.registerInterface(ICommuneSettings, prefix=PREFIX)
    registry.registerInterface(IHomeArrangement, prefix=HOME)
    for step in STEPS:
        setup_tool.runImportStepFromProfile(PROFILE, step, run_dependencies=False, purge_old=False)
