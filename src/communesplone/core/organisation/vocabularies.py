"""Units and persons to choose from; read from the catalog's rows, no object is woken."""

from plone import api
from zope.interface import implementer
from zope.schema.interfaces import IVocabularyFactory
from zope.schema.vocabulary import SimpleTerm
from zope.schema.vocabulary import SimpleVocabulary


def unit_titles() -> dict[str, str]:
    """UID -> title of every unit of the site, by title."""
    catalog = api.portal.get_tool("portal_catalog")
    rows = catalog.unrestrictedSearchResults(portal_type="Unit", sort_on="sortable_title")
    return {row.UID: row.Title for row in rows}


@implementer(IVocabularyFactory)
class Units:
    """Vocabulary of units; the token is the UID."""

    def __call__(self, context):
        return SimpleVocabulary([SimpleTerm(uid, uid, title) for uid, title in unit_titles().items()])


units_factory = Units()
