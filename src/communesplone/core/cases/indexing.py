"""The cases' own index queue: right after the commit, in a transaction of its own, rows follow their cases.

Why not inside the request: several writers of one catalog conflict, and each conflict costs a person half a second
of sleep. Work lost between the two commits (a killed process) is found again by `catch_up`, which compares the
revision a case carries with the revision its row was made from.
"""

from communesplone.core import after_commit
from communesplone.core.cases.catalog import CATALOG_ID
from logging import getLogger
from ZODB.POSException import ConflictError
from zope.component.hooks import setSite
import transaction


logger = getLogger(__name__)


class Indexing:
    """Rows to be made, renewed or removed after the commit (a work of core.after_commit)."""

    def __init__(self) -> None:
        self.paths: set[str] = set()

    def __call__(self, site) -> None:
        for path in self.paths:
            sync_row(site, path)

    def __str__(self) -> str:
        return f"{len(self.paths)} case rows"


def schedule(case) -> None:
    """Have the row of this case made, renewed or removed once the running transaction is committed."""
    after_commit.join(Indexing).paths.add("/".join(case.getPhysicalPath()))


def sync_row(site, path: str) -> None:
    """Make, renew or remove one row, in the running transaction."""
    catalog = site[CATALOG_ID]
    case = site.unrestrictedTraverse(path, None)
    if case is None:
        catalog.forget(path)
    else:
        catalog.note(case, path)


def sync_now(site) -> int:
    """Index everything scheduled so far inside the running transaction (bulk creation, tests); returns how many."""
    pending = after_commit.gathered().get(Indexing)
    if pending is None:
        return 0
    pending(site)
    done = len(pending.paths)
    pending.paths.clear()
    return done


def catch_up_at_start(event) -> None:
    """When the database is open: mend in every site what a killed process left between a commit and its indexing."""
    connection = event.database.open()
    try:
        for site in connection.root()["Application"].objectValues():
            if CATALOG_ID in getattr(site, "objectIds", tuple)():
                setSite(site)
                _catch_up_and_commit(site)
    finally:
        setSite(None)
        transaction.abort()
        connection.close()


def _catch_up_and_commit(site) -> None:
    try:
        counts = catch_up(site)
        if any(counts.values()):
            logger.info("cases of %s brought in line at start: %s", site.getId(), counts)
            transaction.commit()
    except ConflictError:
        transaction.abort()
        logger.info("cases of %s are being brought in line by another process", site.getId())


def catch_up(site) -> dict[str, int]:
    """Compare every case with its row; mend what a crash or an error left; returns counts made/renewed/removed."""
    from communesplone.core.cases.store import walk

    catalog = site[CATALOG_ID]
    rows = catalog.revisions()
    counts = {"made": 0, "renewed": 0, "removed": 0}
    for case in walk():
        path = "/".join(case.getPhysicalPath())
        known = rows.pop(path, None)
        if known != case.revision:
            catalog.note(case, path)
            counts["made" if known is None else "renewed"] += 1
    for path in rows:
        catalog.forget(path)
        counts["removed"] += 1
    return counts
