"""``python server.py VAR PORT``: a server with worker on the database below VAR, which can be told where to die.

``COMMUNES_ZEO_PORT``: the database is the one of that ZEO server; then it has no worker. It counts its commits.

``COMMUNES_FAULT`` is ``PLACE:N``: at the N-th time the process comes to the place, it is killed with SIGKILL.

before_row      a transaction is committed, the rows of its cases are not
before_accept   a mail server has taken a letter, nothing of that is noted yet
before_done     a job has done its work, its transaction is not committed
"""

from measure import commits
from measure import server as zope
from pathlib import Path
import os
import signal
import sys
import threading
import waitress


FAULT = "COMMUNES_FAULT"


class Fault:
    """Kills this process at the N-th call."""

    def __init__(self, times: int):
        self._left = times
        self._lock = threading.Lock()

    def __call__(self) -> None:
        with self._lock:
            self._left -= 1
            if self._left == 0:
                os.kill(os.getpid(), signal.SIGKILL)


def before(owner, name: str, fault: Fault, applies=lambda *args: True) -> None:
    """Let the fault happen before `owner.name` is called."""
    original = getattr(owner, name)

    def instead(*args, **kwargs):
        if applies(*args):
            fault()
        return original(*args, **kwargs)

    setattr(owner, name, instead)


def prepare(place: str, fault: Fault) -> None:
    """Put the fault in its place. Raises KeyError for an unknown one."""
    from communesplone.core import after_commit
    from communesplone.core.jobs.store import JobStore
    from communesplone.core.mail.journal import Journal

    {
        "before_row": lambda: before(after_commit, "_after_commit", fault, lambda committed, *rest: committed),
        "before_accept": lambda: before(Journal, "accept", fault),
        "before_done": lambda: before(JobStore, "finish", fault),
    }[place]()


def main(var: Path, port: int) -> None:
    """Serve until killed."""
    zeo_port = int(os.environ.get("COMMUNES_ZEO_PORT", "0"))
    house = zope.start(var, worker=True, zeo_port=zeo_port, extra="trusted-proxy 127.0.0.1")
    application = commits.telling(house.application, commits.watch())
    if os.environ.get("COMMUNES_PAPER", "1") == "1":
        zope.use_paper_converter()
    place, _colon, times = os.environ.get(FAULT, "").partition(":")
    if place:
        prepare(place, Fault(int(times)))
    waitress.serve(application, host="127.0.0.1", port=port, threads=8, _quiet=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
