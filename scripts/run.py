"""``python scripts/run.py VERB``: what ``make start``, ``make test`` and ``make build`` run."""

from collections.abc import Callable
from house import data
from house import tasks
from house.messages import Reporter
from house.messages import Stop
from house.places import find_places
from house.ports import parse_port
import os
import signal
import sys


VERBS: dict[str, Callable[..., int]] = {
    "backup": data.backup,
    "build": tasks.build,
    "drill": data.drill,
    "restore": data.restore,
    "start": tasks.start,
    "test": tasks.test,
}


def _interrupt(number: int, frame: object) -> None:
    raise KeyboardInterrupt


def main(arguments: list[str]) -> int:
    """Run a verb; returns the exit code."""
    verb = VERBS.get(arguments[0]) if arguments else None
    if verb is None:
        print(f"usage: run.py {'|'.join(VERBS)} [arguments]", file=sys.stderr)
        return 2
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _interrupt)
    if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:  # nohup
        signal.signal(signal.SIGHUP, _interrupt)
    reporter = Reporter()
    try:
        port = parse_port(os.environ.get("PORT") or "8080")
        return verb(find_places(), reporter, port, arguments[1:])
    except (Stop, ValueError) as stop:
        reporter.show(f"Stopped: {stop}")
        return 1
    except PermissionError as error:
        reporter.show(f"Stopped: {error.filename} may not be written by this account.")
        return 1
    except OSError as error:
        reporter.show(f"Stopped: {error.strerror or error} ({error.filename or 'no file named'}).")
        return 1
    except KeyboardInterrupt:
        reporter.show("Interrupted. The same command goes on from here.")
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
