"""Editors' pages without the lists of news and events beside them, which no visitor sees."""

PROFILE = "profile-communesplone.website:default"


def take_lists_away(setup_tool) -> None:
    """Other portlets stay. Safe to repeat."""
    setup_tool.runImportStepFromProfile(PROFILE, "portlets", run_dependencies=False, purge_old=False)
