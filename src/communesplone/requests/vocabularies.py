"""Procedures and document templates to choose from; from the catalog's rows."""

from plone import api
from plone.app.content.browser.vocabulary import PERMISSIONS
from zope.interface import implementer
from zope.schema.interfaces import IVocabularyFactory
from zope.schema.vocabulary import SimpleTerm
from zope.schema.vocabulary import SimpleVocabulary


@implementer(IVocabularyFactory)
class OfType:
    """Vocabulary of all content of some types; the token is the UID."""

    def __init__(self, *types: str):
        self.types = types

    def __call__(self, context):
        catalog = api.portal.get_tool("portal_catalog")
        rows = catalog.unrestrictedSearchResults(portal_type=list(self.types), sort_on="sortable_title")
        return SimpleVocabulary([SimpleTerm(row.UID, row.UID, row.Title) for row in rows])


procedures = OfType("Procedure")
templates = OfType("PODTemplate", "ConfigurablePODTemplate")

# Both read past permissions, drafts and templates included: by address they are for those who edit cards.
PERMISSIONS["communesplone.requests.procedures"] = "Modify portal content"
PERMISSIONS["communesplone.requests.templates"] = "Modify portal content"
