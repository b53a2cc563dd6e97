"""Turns among the processes that share a database: short works of several servers wait instead of undoing each other.

Two servers that write the same index or the same chain conflict, and whoever must repeat would read the same old state
again until the database server's word of the change has arrived. So the processes of one machine take turns by a lock
on a file in the folder of blobs, which they share; each begins by waiting for that word. The lock is a courtesy:
without it (other machines, a folder that cannot lock, patience at an end) the database still refuses what does not fit.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextlib import suppress
from pathlib import Path
from time import monotonic
from time import sleep
from typing import Any
from typing import BinaryIO
import fcntl


LOCK = "communesplone.lock"
# Seconds: how long a turn is waited for, and between two looks.
PATIENCE = 5.0
PAUSE = 0.002
_having: set[str] = set()


@contextmanager
def turn(db: Any, patience: float = PATIENCE) -> Iterator[None]:
    """One at a time among the servers of this machine; at once where nobody shares the database.

    The caller holds a lock of its process. A turn within a turn (what follows the commit of a short work) is the same.
    """
    place = _place(db)
    if place is None or place in _having:
        yield
        return
    with _file(place) as file:
        if file is not None:
            _wait(file, patience)
        catch_up(db)
        _having.add(place)
        try:
            yield
        finally:
            # Closing the file ends the turn, and so does the end of the process, whatever ends it.
            _having.discard(place)


def catch_up(db: Any) -> None:
    """Wait until everything that was committed before is known here: what begins now sees it."""
    if is_served(db):
        db.storage.ping()


def is_served(db: Any) -> bool:
    """Whether the database comes from a ZEO server, so that others may write to it."""
    return hasattr(db.storage, "ping")


def _place(db: Any) -> str | None:
    """The folder that the processes of this database share; None where there is none."""
    helper = getattr(db.storage, "fshelper", None)
    return helper.base_dir if helper is not None and is_served(db) else None


@contextmanager
def _file(place: str) -> Iterator[BinaryIO | None]:
    try:
        file = (Path(place) / LOCK).open("ab")
    except OSError:
        yield None
        return
    with file:
        yield file


def _wait(file: BinaryIO, patience: float) -> None:
    end = monotonic() + patience
    with suppress(OSError):
        while not _take(file) and monotonic() < end:
            sleep(PAUSE)


def _take(file: BinaryIO) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
