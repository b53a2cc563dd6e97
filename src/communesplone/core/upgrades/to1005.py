"""The settings of the security feature, its plugins, who may change a card or a name, and who gives roles by hand."""

from communesplone.core.security import install
from communesplone.core.security.settings import ISecurity
from plone import api
from plone.registry.interfaces import IRegistry
from zope.component import getUtility


ROLES = ("CardKeeper", "CardHead")
NAMING = ("Manager", "Site Administrator", "Editor")
DELEGATE = "Sharing page: Delegate roles"
PROFILE = "profile-communesplone.core:default"


def step(setup_tool) -> None:
    """Safe to repeat. Not the whole registry again: it would undo what a commune chose."""
    setup_tool.runImportStepFromProfile(PROFILE, "controlpanel", run_dependencies=False)
    getUtility(IRegistry).registerInterface(ISecurity, prefix="communesplone.core.security")
    site = api.portal.get()
    install.install(site)
    site.__ac_roles__ = (*site.__ac_roles__, *(role for role in ROLES if role not in site.__ac_roles__))
    # What a commune has changed stays: a permission nobody has mapped yet is acquired from Zope's root.
    if site.acquiredRolesAreUsedBy("CommunesPlone: Name person"):
        site.manage_permission("CommunesPlone: Name person", NAMING, acquire=0)
    if site.acquiredRolesAreUsedBy(DELEGATE):
        site.manage_permission(DELEGATE, ("Manager", "Site Administrator"), acquire=0)
