"""Where cases lie: one store in the site, 64 unordered shards, none of them written when a case is added."""

from communesplone.core.domain.references import is_valid
from communesplone.core.domain.references import normalise
from communesplone.core.domain.references import shard
from communesplone.core.interfaces import ICaseShard
from communesplone.core.interfaces import ICaseStore
from plone import api
from plone.dexterity.content import Container
from plone.supermodel import model
from zExceptions import NotFound
from zope.interface import implementer


STORE_ID = "cases"
SHARDS = 64


class IHolder(model.Schema):
    """Store and shards have no fields."""


class _Apart(Container):
    """Outside every catalog, and silent about its children: an added case must not write its container."""

    def _getCatalogTool(self):
        return None

    def isTemporary(self) -> bool:
        return True

    def notifyModified(self):
        pass

    def setModificationDate(self, modification_date=None):
        pass

    def reindexObjectSecurity(self, skip_self=False):
        for child in self.objectValues():
            child.reindexObjectSecurity()


@implementer(ICaseStore)
class CaseStore(_Apart):
    """The store; roles given above it end here (`__ac_local_roles_block__`): only a case's unit sees it.

    No place to visit: a case is reached by `@@case/REFERENCE`, `@@track` or the `@case` service only. Whoever guesses a
    path below the store learns nothing, logged in or not.
    """

    __ac_local_roles_block__ = True

    def __before_publishing_traverse__(self, published, request=None):
        # Asked for by every kind of request that passes here; publish traversers would not be, with plone.rest.
        raise NotFound(self.getId())


@implementer(ICaseShard)
class CaseShard(_Apart):
    """One shard."""


def get_store() -> CaseStore:
    """The store of the current site; raises KeyError where `communesplone.core` is not installed."""
    return api.portal.get()[STORE_ID]


def find(reference: str):
    """The case with that reference, wrapped, or None. Two BTree look-ups, no catalog, no permission check.

    Accepts the reference as people type it (case, spaces, dashes).
    """
    if not is_valid(reference):
        return None
    reference = normalise(reference)
    holder = get_store().get(shard(reference, SHARDS))
    return None if holder is None else holder.get(reference)


def put(case) -> object:
    """File a new case under its reference; returns it wrapped. Raises KeyError when the reference is taken."""
    holder = get_store()[shard(case.reference, SHARDS)]
    if case.reference in holder:
        raise KeyError(case.reference)
    case.id = case.reference
    holder._setObject(case.reference, case, set_owner=0)
    return holder[case.reference]


def walk(shard: str = ""):
    """Every case of the site (of one shard), shard by shard; for the catch-up and for exports, never for a page."""
    found = get_store()
    for holder in [found[shard]] if shard else found.objectValues():
        yield from holder.objectValues()
