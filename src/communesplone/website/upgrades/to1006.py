"""The search: stems in the text indexes, the commune's words for the same, and the page where they are set."""

from communesplone.website.search.lexicon import keep_stems
from communesplone.website.search.settings import ISearchSettings
from communesplone.website.search.settings import PREFIX
from plone.registry.interfaces import IRegistry
from zope.component import getUtility


PROFILE = "profile-communesplone.website:default"


def find_more(setup_tool) -> None:
    """The indexes are rewritten from themselves, no content is woken; what a site has set stays. Safe to repeat."""
    getUtility(IRegistry).registerInterface(ISearchSettings, prefix=PREFIX)
    setup_tool.runImportStepFromProfile(PROFILE, "controlpanel", run_dependencies=False, purge_old=False)
    keep_stems()
