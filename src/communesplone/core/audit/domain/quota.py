"""So many in so long a time: strangers must not fill the log."""

from threading import Lock


class Quota:
    """At most ``most`` in each ``seconds``; safe in several threads. What was refused is counted and told once."""

    def __init__(self, most: int, seconds: float):
        self._most, self._seconds = most, seconds
        self._start, self._used, self._refused = float("-inf"), 0, 0
        self._lock = Lock()

    def take(self, moment: float) -> int | None:
        """None when there is no room; else how many were refused since the last one that had room.

        ``moment``: seconds, on any clock; a clock that was set back begins anew.
        """
        with self._lock:
            if not 0 <= moment - self._start < self._seconds:
                self._start, self._used = moment, 0
            if self._used >= self._most:
                self._refused += 1
                return None
            self._used += 1
            refused, self._refused = self._refused, 0
            return refused
