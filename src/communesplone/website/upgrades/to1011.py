"""Pages in several languages: translation support, with the addresses of before."""

from communesplone.website.languages import arrangement
from plone import api


PROFILE = "profile-communesplone.website:default"


def bring_translations(setup_tool) -> None:
    """On a site with several languages. Nothing is moved; safe to repeat."""
    setup_tool.runImportStepFromProfile(PROFILE, "catalog", run_dependencies=False, purge_old=False)
    arrangement.install(api.portal.get())
