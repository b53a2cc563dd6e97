"""The newsletter: its settings, its store, who writes letters and who answers for the addresses."""

from communesplone.website.newsletter.settings import INewsletterSettings
from communesplone.website.newsletter.settings import PREFIX
from communesplone.website.newsletter.store import get_store
from plone import api
from plone.registry.interfaces import IRegistry
from zope.component import getUtility


PROFILE = "profile-communesplone.website:default"
STEPS = ("rolemap", "controlpanel")


def bring_newsletter(setup_tool) -> None:
    """Records that are there keep their values. Safe to repeat."""
    getUtility(IRegistry).registerInterface(INewsletterSettings, prefix=PREFIX)
    get_store(api.portal.get())
    for step in STEPS:
        setup_tool.runImportStepFromProfile(PROFILE, step, run_dependencies=False, purge_old=False)
