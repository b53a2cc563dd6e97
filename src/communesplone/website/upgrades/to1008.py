"""Events: the tab of registrations, and the place where they are kept."""

from communesplone.website.events import registers
from plone import api


PROFILE = "profile-communesplone.website:default"
STEPS = ("actions", "typeinfo", "catalog")


def bring_events(setup_tool) -> None:
    """Events that are there stay as they are; nobody has to register for them. Safe to repeat."""
    for step in STEPS:
        setup_tool.runImportStepFromProfile(PROFILE, step, run_dependencies=False, purge_old=False)
    registers.install(api.portal.get())
    for row in api.portal.get_tool("portal_catalog").unrestrictedSearchResults(portal_type="Event"):
        # One index that costs nothing: what matters is the column.
        row._unrestrictedGetObject().reindexObject(idxs=["portal_type"], update_metadata=1)
