"""1007: further pages of ours in the site setup, and a mark for proposed hand-overs in the rows of the cases."""

from communesplone.core.cases.catalog import complete
from communesplone.core.cases.catalog import get_catalog


def step(tool) -> None:
    """Safe to repeat. No row is made anew: nothing can have been proposed before."""
    tool.runImportStepFromProfile("profile-communesplone.core:default", "controlpanel", run_dependencies=False)
    complete(get_catalog())
