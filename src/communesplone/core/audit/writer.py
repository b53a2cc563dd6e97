"""The single writer of the chain: right after a commit, and for what a killed process left in the inbox."""

from communesplone.core import own_transaction
from communesplone.core.audit.log import ANNOTATION
from communesplone.core.audit.log import get_log
from communesplone.core.moments import today
from datetime import date
from logging import getLogger
from zope.annotation.interfaces import IAnnotations
from zope.component.hooks import setSite


logger = getLogger(__name__)
AT_ONCE = 500  # entries that one transaction of the catch-up takes


class Chaining:
    """Puts the acts of a request, and its readings, into the chain (a work of core.after_commit)."""

    def __init__(self) -> None:
        self.keys: list[str] = []
        self.readings: list[bytes] = []

    def __call__(self, site) -> None:
        log = get_log(site)
        if log is None:
            return
        day = today()
        for key in self.keys:
            _take(log, key, day)
        for body in self.readings:
            log.chain.append(body, day)

    def __str__(self) -> str:
        kinds = ((len(self.keys), "acts"), (len(self.readings), "readings"))
        return " and ".join(f"{number} {kind}" for number, kind in kinds if number)


def _take(log, key: str, day: date) -> None:
    """Chain what lies under a key; nothing happens when another process has done it."""
    body = log.inbox.get(key)
    if body is not None:
        log.chain.append(body, day)
        log.inbox.drop(key)


def chain_now(site, most: int | None = None) -> int:
    """Chain what lies in the inbox, oldest first, inside the running transaction; returns how many."""
    log = get_log(site)
    if log is None:
        return 0
    waiting = sorted(log.inbox.items(), key=lambda item: item[1])[:most]
    day = today()
    for key, _body in waiting:
        _take(log, key, day)
    return len(waiting)


def catch_up(site) -> int:
    """Chain everything that waits, in short transactions of their own; returns how many."""
    place, done = own_transaction.place_of(site), 0
    while True:
        count = own_transaction.run(*place, lambda here: chain_now(here, AT_ONCE))
        done += count
        if count < AT_ONCE:
            return done


def catch_up_at_start(event) -> None:
    """When the database is open: chain in every site what a killed process left between a commit and the chain."""
    connection = event.database.open()
    try:
        for site in connection.root()["Application"].objectValues():
            annotations = IAnnotations(site, None)
            if annotations is not None and ANNOTATION in annotations:
                setSite(site)
                done = catch_up(site)
                if done:
                    logger.info("%s entries of the log of %s chained at start", done, site.getId())
    finally:
        setSite(None)
        connection.close()
