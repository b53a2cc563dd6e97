"""Who keeps the waste calendar."""

PROFILE = "profile-communesplone.website:default"
STEPS = ("rolemap", "controlpanel")


def bring_daily(setup_tool) -> None:
    """Safe to repeat."""
    for step in STEPS:
        setup_tool.runImportStepFromProfile(PROFILE, step, run_dependencies=False, purge_old=False)
