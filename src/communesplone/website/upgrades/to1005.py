"""Alerts: the types, their workflow, who manages them, and what catalog rows tell of them."""

from plone import api


PROFILE = "profile-communesplone.website:default"
STEPS = ("rolemap", "typeinfo", "workflow", "catalog")
NOT_SEARCHED = "plone.types_not_searched"


def bring_alerts(setup_tool) -> None:
    """What a site changed in its registry stays. Safe to repeat."""
    for step in STEPS:
        setup_tool.runImportStepFromProfile(PROFILE, step, run_dependencies=False, purge_old=False)
    kept = tuple(api.portal.get_registry_record(NOT_SEARCHED, default=()) or ())
    if "AlertFolder" not in kept:
        api.portal.set_registry_record(NOT_SEARCHED, (*kept, "AlertFolder"))
