"""Answers that come from the catalog, kept in the process while neither the catalog nor a setting has changed.

Every page asks some questions whose answer changes once a week. The key is the committed state of the portal catalog
and of the registry, so whatever is indexed or set makes all answers old at once, in every process and without a message
between them.
"""

from Acquisition import aq_base
from collections.abc import Callable
from collections.abc import Hashable
from plone import api
from plone.registry.interfaces import IRecordEvent
from plone.registry.interfaces import IRegistry
from Products.CMFCore.indexing import processQueue
from typing import Any
from typing import TypeVar
from weakref import WeakKeyDictionary
from zope.component import adapter
from zope.component import queryUtility


MOST_KEPT = 500
Answer = TypeVar("Answer")


class Kept:
    """One kind of answers; for each database a dictionary of at most 500."""

    def __init__(self) -> None:
        self._known: WeakKeyDictionary = WeakKeyDictionary()

    def answer(
        self,
        request: Any,
        question: Hashable,
        find: Callable[[], Answer],
        is_good: Callable[[Answer], bool] = lambda answer: True,
    ) -> Answer:
        """The answer kept for the question, or what `find` finds; `is_good` says whether a kept one still holds.

        The question names everything that the answer depends on beside the catalog, also whoever asks. Kept are plain
        values, never objects of the database.
        """
        catalog = api.portal.get_tool("portal_catalog")
        processQueue()
        state = _state(catalog, request)
        if state is None:
            return find()
        known = self._known.setdefault(catalog._p_jar.db(), {})
        key = (catalog._p_oid, state, question)
        answer = known.get(key)
        if answer is None or not is_good(answer):
            if len(known) >= MOST_KEPT:
                _forget_oldest(known)
            answer = known[key] = find()
        return answer


@adapter(IRecordEvent)
def mark_settings(event: IRecordEvent) -> None:
    """Write the registry itself with each of its records, so that its serial number tells that a setting changed."""
    registry = event.record.__parent__
    if registry is not None:
        aq_base(registry)._p_changed = True


def _forget_oldest(known: dict) -> None:
    """Half of the answers go: most are of states that are over."""
    for key in tuple(known)[: MOST_KEPT // 2]:
        known.pop(key, None)


def _state(catalog: Any, request: Any) -> tuple[bytes, bytes] | None:
    """What tells one committed state from every other; None where this transaction may change it.

    The revisions, not a count: an undone change gives its number back. After a savepoint a revision is still the old
    one, whatever the transaction has indexed or set.
    """
    counter, connection = catalog._counter, catalog._p_jar
    registry = aq_base(queryUtility(IRegistry))
    if counter is None or registry is None or request.get("REQUEST_METHOD", "GET") not in ("GET", "HEAD"):
        return None
    if connection._savepoint_storage is not None:
        return None
    serials = [_serial(one) for one in (counter, registry)]
    return None if None in serials else tuple(serials)


def _serial(thing: Any) -> bytes | None:
    """Revision of a persistent object; None for one that is new or changed."""
    if thing._p_jar is None:
        return None
    thing._p_activate()
    return None if thing._p_changed else thing._p_serial
