"""Cards are changed by the unit that handles their orders; heads and editors decide where the orders go."""

from plone import api


PROFILE = "profile-communesplone.requests:default"
ROUTING = "CommunesPlone: Route procedure"
ROLES = ("CardHead", "Editor", "Manager", "Site Administrator")


def step(tool) -> None:
    """Safe to repeat; what a commune changed in the mapping of the permission stays."""
    site = api.portal.get()
    if site.acquiredRolesAreUsedBy(ROUTING):
        site.manage_permission(ROUTING, ROLES, acquire=0)
    tool.runImportStepFromProfile(PROFILE, "workflow", run_dependencies=False)
    workflow = api.portal.get_tool("portal_workflow").getWorkflowById("procedure_workflow")
    rows = api.portal.get_tool("portal_catalog").unrestrictedSearchResults(portal_type=["Procedure", "ProcedureFolder"])
    for row in rows:
        card = row._unrestrictedGetObject()
        workflow.updateRoleMappingsFor(card)
        card.reindexObjectSecurity()
