"""What follows a commit: works of several features in one further transaction, so that a request costs two, not three.

A work is an object that gathers what is to be done while the request runs, and does it when called with the site. It
may be called several times (a conflict), so it has no effect outside the database.
"""

from communesplone.core import own_transaction
from logging import getLogger
from typing import Protocol
from typing import TypeVar
from zope.component.hooks import getSite


logger = getLogger(__name__)


class Work(Protocol):
    """What is done after the commit; its text says how much of what, for the log of errors."""

    def __call__(self, site) -> None:
        """Do it in the running transaction."""


W = TypeVar("W", bound=Work)


class _KeyHolder:
    """`transaction.data` wants an object as key."""


_KEY_HOLDER = _KeyHolder()


def gathered() -> dict[type, Work]:
    """The works that follow the running transaction, by class; empty when nothing was asked for."""
    try:
        return _running().data(_KEY_HOLDER)
    except KeyError:
        return {}


def _running():
    """The transaction of the site's own connection: of the request, of a job, or of a second one beside it."""
    site = getSite()
    jar = site._p_jar or site.aq_parent._p_jar
    return jar.transaction_manager.get()


def join(kind: type[W]) -> W:
    """The one work of this kind that follows the running transaction in the current site; made when first asked for."""
    works = gathered()
    if not works:
        current = _running()
        current.set_data(_KEY_HOLDER, works)
        current.addAfterCommitHook(_after_commit, (*own_transaction.place_of(getSite()), works))
    if kind not in works:
        works[kind] = kind()
    return works[kind]


def _after_commit(committed: bool, db, site_path: tuple, works: dict[type, Work]) -> None:
    if not committed:
        return
    try:
        own_transaction.run(db, site_path, lambda site: _do(works, site), note=", ".join(map(str, works.values())))
    except Exception:
        logger.exception("work after a commit failed together; each is tried alone")
        _one_by_one(db, site_path, works)


def _do(works: dict[type, Work], site) -> None:
    for work in works.values():
        work(site)


def _one_by_one(db, site_path: tuple, works: dict[type, Work]) -> None:
    for work in works.values():
        try:
            own_transaction.run(db, site_path, work)
        except Exception:
            logger.exception("%s left undone; the catch-up will do it", work)
