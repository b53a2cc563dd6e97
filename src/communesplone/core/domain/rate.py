"""So much in so long: how often something may be done by one client, or for one e-mail address.

Counts live in the memory of one process. With several processes somebody may do several times as much; the limits are
there against floods, not to count people.
"""

from collections import deque
from collections import OrderedDict
from collections.abc import Hashable
import threading


class Rate:
    """At most ``most`` times within ``seconds`` for each key. Safe for threads; at most ``size`` keys are kept.

    ``most`` of 0 or less means no limit. Times are in seconds, of any clock that does not go back.
    """

    def __init__(self, most: int, seconds: float, size: int = 10_000) -> None:
        self.most = most
        self.seconds = seconds
        self.size = size
        self._times: OrderedDict[Hashable, deque[float]] = OrderedDict()
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._times)

    def wait(self, key: Hashable, now: float, most: int | None = None) -> float:
        """Seconds until it may be done again, 0 when it may be done now. Changes nothing."""
        most = self.most if most is None else most
        if most <= 0:
            return 0.0
        with self._lock:
            recent = [moment for moment in self._times.get(key, ()) if moment > now - self.seconds]
        return 0.0 if len(recent) < most else max(0.0, recent[-most] + self.seconds - now)

    def count(self, key: Hashable, now: float) -> None:
        """It was done."""
        with self._lock:
            times = self._times.pop(key, None) or deque()
            while times and times[0] <= now - self.seconds:
                times.popleft()
            times.append(now)
            self._times[key] = times
            while len(self._times) > self.size:
                self._times.popitem(last=False)
