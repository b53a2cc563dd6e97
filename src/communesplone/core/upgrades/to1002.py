"""1002: the log of every act and every reading of a personal file."""

from communesplone.core.audit import log
from plone import api


def step(tool) -> None:
    """Make room for the log; take over the permissions that come with it. Safe to repeat."""
    log.install(api.portal.get())
    for name in ("rolemap", "plone.app.registry", "controlpanel"):
        tool.runImportStepFromProfile("profile-communesplone.core:default", name)
