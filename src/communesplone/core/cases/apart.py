"""Keeps cases out of what stock Plone does to all content: intids, link integrity."""

from communesplone.core.interfaces import ICase
from plone.app.linkintegrity.interfaces import IRetriever
from zope.component import adapter
from zope.interface import implementer
from zope.keyreference.interfaces import IKeyReference


@adapter(ICase)
@implementer(IKeyReference)
def no_key_reference(case):
    """No intid for a case: one counter less that all writers share."""
    return


@adapter(ICase)
@implementer(IRetriever)
def no_link_retriever(case):
    """No link integrity for a case: it has no relations."""
    return
