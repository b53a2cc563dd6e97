"""1006: the page of legal values in the site setup, and who may use it."""

from plone import api


PERMISSION = "CommunesPlone: Manage legal values"
ROLES = ["Manager", "Site Administrator"]


def step(tool) -> None:
    """Give the permission to those who run the site, and show the page. Safe to repeat."""
    api.portal.get().manage_permission(PERMISSION, ROLES, acquire=0)
    tool.runImportStepFromProfile("profile-communesplone.core:default", "controlpanel", run_dependencies=False)
