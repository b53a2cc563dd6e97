"""Answers that come from the catalog, kept in the process while the catalog has not changed.

Every page asks some questions whose answer changes once a week. The key is the committed state of the portal catalog,
so whatever is indexed makes all answers old at once, in every process and without a message between them.
"""

from collections.abc import Callable
from collections.abc import Hashable
from plone import api
from Products.CMFCore.indexing import processQueue
from typing import Any
from typing import TypeVar
from weakref import WeakKeyDictionary


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
                known.clear()
            answer = known[key] = find()
        return answer


def _state(catalog: Any, request: Any) -> bytes | None:
    """What tells one committed state of the catalog from every other; None where this transaction may change it.

    The revision, not the count: an undone change gives its number back. After a savepoint the revision is still the
    old one, whatever the transaction has indexed.
    """
    counter, connection = catalog._counter, catalog._p_jar
    if counter is None or counter._p_jar is None or request.get("REQUEST_METHOD", "GET") not in ("GET", "HEAD"):
        return None
    counter._p_activate()
    return None if counter._p_changed or connection._savepoint_storage is not None else counter._p_serial
