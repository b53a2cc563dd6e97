"""Events: the tab of registrations, and the place where they are kept."""

from communesplone.website.events import registers
from communesplone.website.events.proposals.settings import IEventSettings
from communesplone.website.events.proposals.settings import PREFIX
from plone import api
from plone.registry.interfaces import IRegistry
from zope.component import getUtility


PROFILE = "profile-communesplone.website:default"
STEPS = ("actions", "typeinfo", "workflow", "catalog", "controlpanel")
FACTS = "communesplone.event_facts"
NOT_SEARCHED = "plone.types_not_searched"


def bring_events(setup_tool) -> None:
    """Events that are there stay as they are; nobody has to register for them. Safe to repeat."""
    # Imported again, the facts would change places with behaviours that came later.
    known = FACTS in api.portal.get_tool("portal_types")["Event"].behaviors
    for step in [one for one in STEPS if one != "typeinfo" or not known]:
        setup_tool.runImportStepFromProfile(PROFILE, step, run_dependencies=False, purge_old=False)
    # The records by themselves: what a site set elsewhere in its registry stays.
    getUtility(IRegistry).registerInterface(IEventSettings, prefix=PREFIX)
    kept = tuple(api.portal.get_registry_record(NOT_SEARCHED, default=()) or ())
    if "EventProposal" not in kept:
        api.portal.set_registry_record(NOT_SEARCHED, (*kept, "EventProposal"))
    registers.install(api.portal.get())
    for row in api.portal.get_tool("portal_catalog").unrestrictedSearchResults(portal_type="Event"):
        # One index that costs nothing: what matters is the column.
        row._unrestrictedGetObject().reindexObject(idxs=["portal_type"], update_metadata=1)
