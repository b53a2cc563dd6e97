"""How many transactions a process has written, and how many it had to repeat because somebody else was there first."""

from collections import Counter
from collections.abc import Callable
from typing import Any
import json
import threading


PATH = "/++commits++"


class Commits:
    """Counts since the start of the process: `commits` that wrote, `conflicts` at a commit, `repeated` requests.

    `where`: class and number of the objects that two wanted, with how often.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._counts: Counter[str] = Counter()
        self._where: Counter[str] = Counter()

    def add(self, what: str, where: str = "") -> None:
        """One more."""
        with self._lock:
            self._counts[what] += 1
            if where:
                self._where[where] += 1

    def told(self) -> dict[str, Any]:
        """As plain values."""
        with self._lock:
            names = ("commits", "conflicts", "repeated")
            return {**{name: self._counts[name] for name in names}, "where": dict(self._where)}


def watch() -> Commits:
    """Count from now on, in this process, whoever commits: the publisher, a second connection, the worker."""
    from transaction import Transaction
    from ZODB.POSException import ConflictError
    from ZPublisher.HTTPRequest import HTTPRequest

    counts = Commits()
    commit, retry = Transaction.commit, HTTPRequest.retry

    def counted_commit(self: Any) -> Any:
        writes = bool(self._resources)
        try:
            result = commit(self)
        except ConflictError as error:
            counts.add("conflicts", f"{error.class_name} {error.oid.hex() if error.oid else ''}")
            raise
        if writes:
            counts.add("commits")
        return result

    def counted_retry(self: Any) -> Any:
        counts.add("repeated")
        return retry(self)

    Transaction.commit, HTTPRequest.retry = counted_commit, counted_retry
    return counts


def telling(application: Callable, counts: Commits) -> Callable:
    """The application, which tells its counts at `PATH`."""

    def answer(environ: dict, start_response: Callable) -> Any:
        if environ["PATH_INFO"] != PATH:
            return application(environ, start_response)
        body = json.dumps(counts.told()).encode()
        start_response("200 OK", [("Content-Type", "application/json"), ("Content-Length", str(len(body)))])
        return [body]

    return answer
