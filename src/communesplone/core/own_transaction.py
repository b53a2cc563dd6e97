"""Work in a transaction of its own, beside the one of the request: after its commit, or in another thread.

The request is put aside meanwhile: adapters cached on it would carry the first connection into the second. Conflicts
are repeated here, at once, because nobody sleeps between them as the publisher does. Servers that share the database
take turns (`turns`).
"""

from collections.abc import Callable
from communesplone.core import turns
from threading import RLock
from transaction import TransactionManager
from typing import Any
from ZODB.POSException import ConflictError
from zope.component.hooks import getSite
from zope.component.hooks import setSite
from zope.globalrequest import getRequest
from zope.globalrequest import setRequest


ATTEMPTS = 50
_lock = RLock()


def run(db: Any, site_path: tuple, work: Callable[[Any], Any], note: str = "", attempts: int = ATTEMPTS) -> Any:
    """Call ``work(site)`` in a second connection and commit; returns what the call returned in the attempt that held.

    ``work`` may be called several times, so it must have no effect outside the database. One at a time in a process,
    and among the servers of a machine. ``note`` becomes the description of the transaction. Raises ConflictError when
    the database is never quiet, KeyError when the site is gone, and whatever ``work`` raises; nothing is written then.
    """
    request, site = getRequest(), getSite()
    manager = TransactionManager()
    manager.begin()
    with _lock, turns.turn(db):
        connection = db.open(manager)
        setRequest(None)
        try:
            for _attempt in range(attempts):
                manager.abort()
                manager.begin()
                try:
                    here = connection.root()["Application"].unrestrictedTraverse(site_path)
                    setSite(here)
                    result = work(here)
                    if note:
                        manager.get().note(note)
                    manager.commit()
                    return result
                except ConflictError:
                    turns.catch_up(db)
            raise ConflictError(f"no quiet moment in {attempts} attempts")
        finally:
            manager.abort()
            connection.close()
            setSite(site)
            setRequest(request)


def place_of(site: Any) -> tuple[Any, tuple]:
    """Database and path of a site, which ``run`` wants; good in every thread and after the request."""
    jar = site._p_jar or site.aq_parent._p_jar
    return jar.db(), site.getPhysicalPath()
