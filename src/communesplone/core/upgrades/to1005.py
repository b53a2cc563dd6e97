"""The settings of the security feature, and its plugins in the user folder."""

from communesplone.core.security import install
from plone import api


PROFILE = "profile-communesplone.core:default"


def step(setup_tool) -> None:
    """Safe to repeat: what a commune has set is kept."""
    setup_tool.runImportStepFromProfile(PROFILE, "plone.app.registry", run_dependencies=False)
    install.install(api.portal.get())
