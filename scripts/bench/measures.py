"""What is measured of one request: CPU time, and counts that are the same on every machine."""

from collections.abc import Callable
from collections.abc import Iterator
from contextlib import contextmanager
from measure.server import Reply
from measure.server import Zope
from threading import get_ident
from typing import Any
import time


@contextmanager
def counting(database: Any) -> Iterator[dict[str, int]]:
    """Counts objects loaded, catalog queries and objects woken from rows by this thread while the block runs."""
    from Products.ZCatalog.Catalog import Catalog
    from Products.ZCatalog.CatalogBrains import AbstractCatalogBrain
    from ZODB.Connection import Connection

    mine = get_ident()
    counts = {"loads": 0, "queries": 0, "woken": 0, "stored": 0}
    patches: list[tuple[type, str, Callable]] = []

    def count(where: type, name: str, counter: str) -> None:
        original = getattr(where, name)

        def counted(*arguments: Any, **named: Any) -> Any:
            counts[counter] += get_ident() == mine
            return original(*arguments, **named)

        patches.append((where, name, original))
        setattr(where, name, counted)

    count(Connection, "setstate", "loads")
    count(Catalog, "search", "queries")
    count(AbstractCatalogBrain, "getObject", "woken")
    count(AbstractCatalogBrain, "_unrestrictedGetObject", "woken")
    count(Connection, "_store_objects", "stored")
    try:
        yield counts
    finally:
        for where, name, original in patches:
            setattr(where, name, original)


def cold(zope: Zope, ask: Callable[[], Reply]) -> dict[str, int]:
    """Counts of one request on a connection without any object, in a process that has seen the page before."""
    ask()
    ask()
    drop_connections(zope.database)
    with counting(zope.database) as counts:
        reply = ask()
    return {**counts, "bytes": len(reply.body), "status": reply.status}


def drop_connections(database: Any) -> None:
    """Forget what the pool's connections have in memory: the next request opens a fresh one."""
    for place in database.databases.values():
        place.pool.clear()
        place.historical_pool.pools.clear()


def cpu(ask: Callable[[], Reply]) -> float:
    """CPU milliseconds of this thread for one request."""
    begin = time.thread_time()
    ask()
    return (time.thread_time() - begin) * 1000


def least(ask: Callable[[], Reply], times: int = 15) -> float:
    """The least of several, in milliseconds: what the others add is the machine's."""
    return min(cpu(ask) for _time in range(times))
