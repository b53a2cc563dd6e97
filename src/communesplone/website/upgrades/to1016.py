"""Editors' pages without lists beside them; a list of all pages for search engines; the check of the site."""

from plone import api


PROFILE = "profile-communesplone.website:default"


def take_lists_away(setup_tool) -> None:
    """Other portlets stay. Safe to repeat."""
    setup_tool.runImportStepFromProfile(PROFILE, "portlets", run_dependencies=False, purge_old=False)


def offer_site_map(setup_tool) -> None:
    """Until now robots.txt named a file that was not there. Safe to repeat."""
    api.portal.set_registry_record("plone.enable_sitemap", True)


def offer_check(setup_tool) -> None:
    """A row in site setup. Safe to repeat."""
    setup_tool.runImportStepFromProfile(PROFILE, "controlpanel", run_dependencies=False, purge_old=False)
