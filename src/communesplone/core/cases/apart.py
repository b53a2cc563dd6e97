"""Keeps cases out of what stock Plone does to all content: intids, link integrity, publishing by path."""

from communesplone.core.interfaces import ICase
from communesplone.core.interfaces import ICaseStore
from plone.app.linkintegrity.interfaces import IRetriever
from zExceptions import NotFound
from zope.component import adapter
from zope.interface import implementer
from zope.interface import Interface
from zope.keyreference.interfaces import IKeyReference
from zope.publisher.interfaces import IPublishTraverse


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


@implementer(IPublishTraverse)
@adapter(ICaseStore, Interface)
class NothingHere:
    """The store is no place to visit: a case is reached by `@@case/REFERENCE`, `@@track` or the `@cases` service only.

    Whoever guesses a path below the store learns nothing, logged in or not.
    """

    def __init__(self, context, request):
        self.context = context
        self.request = request

    def publishTraverse(self, request, name):
        raise NotFound(name)

    def browserDefault(self, request):
        raise NotFound(self.context.getId())
