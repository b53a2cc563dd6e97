"""The settings of the security feature, and its plugins in the user folder."""

from communesplone.core.security import install
from communesplone.core.security.settings import ISecurity
from plone import api
from plone.registry.interfaces import IRegistry
from zope.component import getUtility


PROFILE = "profile-communesplone.core:default"


def step(setup_tool) -> None:
    """Safe to repeat. Not the whole registry again: it would undo what a commune chose."""
    setup_tool.runImportStepFromProfile(PROFILE, "controlpanel", run_dependencies=False)
    getUtility(IRegistry).registerInterface(ISecurity, prefix="communesplone.core.security")
    install.install(api.portal.get())
