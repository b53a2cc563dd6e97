"""Choices for the blocks of the home page."""

from plone import api
from zope.interface import provider
from zope.schema.interfaces import IVocabularyFactory
from zope.schema.vocabulary import SimpleTerm
from zope.schema.vocabulary import SimpleVocabulary


MOST_PICTURES = 100


@provider(IVocabularyFactory)
def languages(context) -> SimpleVocabulary:
    """The languages that the site has switched on."""
    tool = api.portal.get_tool("portal_languages")
    known = tool.getAvailableLanguages()
    codes = tool.getSupportedLanguages()
    return SimpleVocabulary([SimpleTerm(code, code, known.get(code, {}).get("native", code)) for code in codes])


@provider(IVocabularyFactory)
def pictures(context) -> SimpleVocabulary:
    """The newest pictures of the site, by UID."""
    rows = api.portal.get_tool("portal_catalog")(
        portal_type="Image", sort_on="modified", sort_order="descending", sort_limit=MOST_PICTURES
    )[:MOST_PICTURES]
    return SimpleVocabulary([SimpleTerm(row.UID, row.UID, row.Title or row.getId) for row in rows])
