"""Settings of the accessibility statement, of the privacy page and of open data, and their places in the site setup."""

from communesplone.website.accessibility import settings as accessibility
from communesplone.website.opendata import settings as opendata
from communesplone.website.privacy import settings as privacy
from plone.registry.interfaces import IRegistry
from zope.component import getUtility


PROFILE = "profile-communesplone.website:default"
STEPS = ("rolemap", "controlpanel")
RECORDS = (
    (accessibility.IAccessibilitySettings, accessibility.PREFIX),
    (privacy.IPrivacySettings, privacy.PREFIX),
    (opendata.IOpenDataSettings, opendata.PREFIX),
)


def bring_statements(setup_tool) -> None:
    """What a site has set already stays. Safe to repeat."""
    for step in STEPS:
        setup_tool.runImportStepFromProfile(PROFILE, step, run_dependencies=False, purge_old=False)
    registry = getUtility(IRegistry)
    for interface, prefix in RECORDS:
        registry.registerInterface(interface, prefix=prefix)
