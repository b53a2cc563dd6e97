"""The cases' own index queue: right after the commit, in a transaction of its own, rows follow their cases.

Why not inside the request: several writers of one catalog conflict, and each conflict costs a person half a second
of sleep. What is to be done is noted with the case (`pending`), so work lost between the two commits is found again:
by a job when a worker starts and every ten minutes. Every night `catch_up` compares, shard by shard, the revision a
case carries with the revision its row was made from.
"""

from communesplone.core import after_commit
from communesplone.core.cases import pending
from communesplone.core.cases.catalog import CATALOG_ID
from communesplone.core.cases.store import STORE_ID
from communesplone.core.cases.store import walk
from zope.component.hooks import getSite


class Indexing:
    """Rows to be made, renewed or removed after the commit (a work of core.after_commit).

    `paths`: path of a case -> key of its note among those that are pending.
    """

    def __init__(self) -> None:
        self.paths: dict[str, str] = {}

    def __call__(self, site) -> None:
        notes = pending.notes(site)
        for path, key in self.paths.items():
            sync_row(site, path)
            notes.drop(key)

    def __str__(self) -> str:
        return f"{len(self.paths)} case rows"


def schedule(case) -> None:
    """Have the row of this case made, renewed or removed once the running transaction is committed."""
    paths, path = after_commit.join(Indexing).paths, "/".join(case.getPhysicalPath())
    if path not in paths:
        paths[path] = pending.notes(getSite()).add(path)


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
    work = after_commit.gathered().get(Indexing)
    if work is None:
        return 0
    work(site)
    done = len(work.paths)
    work.paths.clear()
    return done


def catch_up_pending(site, limit: int) -> int:
    """Make rows that a killed process left pending, at most so many; returns how many were."""
    notes, done = pending.notes(site), 0
    for key, path in notes.items():
        if done == limit:
            break
        sync_row(site, path)
        notes.drop(key)
        done += 1
    return done


def catch_up(site, shard: str = "") -> dict[str, int]:
    """Compare every case (of one shard) with its row; mend what differs; returns counts made/renewed/removed.

    Loads the cases: for nights, shard by shard.
    """
    catalog, place = site[CATALOG_ID], "/".join((*site.getPhysicalPath(), STORE_ID, shard)).rstrip("/")
    rows = catalog.revisions(place)
    counts = {"made": 0, "renewed": 0, "removed": 0}
    for case in walk(shard):
        path = "/".join(case.getPhysicalPath())
        known = rows.pop(path, None)
        if known != case.revision:
            catalog.note(case, path)
            counts["made" if known is None else "renewed"] += 1
    for path in rows:
        catalog.forget(path)
        counts["removed"] += 1
    return counts
