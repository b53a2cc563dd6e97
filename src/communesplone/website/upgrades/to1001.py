"""How long public pages are kept, by whom, and what makes them old."""

from plone.app.registry.exportimport.handler import RegistryImporter
from plone.registry.interfaces import IRegistry
from zope.component import getUtility


PROFILE = "profile-communesplone.website:default"


def cache_public_pages(setup_tool) -> None:
    """This file of the profile only: what a commune set elsewhere in the registry stays. Safe to repeat."""
    context = setup_tool._getImportContext(PROFILE)
    importer = RegistryImporter(getUtility(IRegistry), context)
    importer.importDocument(context.readDataFile("caching.xml", subdir="registry"))
