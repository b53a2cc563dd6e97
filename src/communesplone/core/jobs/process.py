"""The worker as a process of its own, where several servers share a database (ZEO, RelStorage).

``communesplone-worker etc/zope.conf``, or ``python -m communesplone.core.jobs.process etc/zope.conf``: the
configuration of an instance whose database is the servers' and whose files (CLIENT_HOME) are its own. Ends on SIGTERM
or Ctrl-C after the job in hand. ``--once`` does what is due and ends.
"""

from argparse import ArgumentParser
from collections.abc import Sequence
from communesplone.core.jobs import wake
from communesplone.core.jobs.thread import WorkerThread
from pathlib import Path
import logging
import signal
import sys


# Seconds between two looks at the database: commits of other processes wake nobody here.
POLL = 2.0


def main(arguments: Sequence[str] | None = None) -> int:
    """Work until somebody ends it; returns the exit status."""
    asked = _parser().parse_args(arguments)
    if not Path(asked.configuration).is_file():
        print(f"There is no file {asked.configuration}.", file=sys.stderr)
        return 2
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    looker = WorkerThread(_database(asked.configuration), longest=asked.poll)

    def end(number: int, _frame: object) -> None:
        logging.getLogger(__name__).info("asked to stop (signal %s)", number)
        looker.stop()

    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, end)
    if asked.once:
        while looker.worker.round() == 0.0:
            pass
    else:
        # In the main thread, so that a signal interrupts its sleep.
        looker.run()
    return 0


def _parser() -> ArgumentParser:
    parser = ArgumentParser(prog="communesplone-worker", description="Does the jobs of every commune in a database.")
    parser.add_argument("configuration", help="zope.conf of an instance")
    parser.add_argument("--once", action="store_true", help="do what is due, then end")
    parser.add_argument("--poll", type=float, default=POLL, help="seconds between two looks (default: %(default)s)")
    return parser


def _database(configuration: str):
    from Zope2.Startup.run import configure_wsgi
    import Zope2

    configure_wsgi(configuration)
    Zope2.startup_wsgi()
    wake.now()
    return Zope2.DB


if __name__ == "__main__":
    sys.exit(main())
