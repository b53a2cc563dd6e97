"""How much one address may send in a day: counted in the memory of one process, forgotten at midnight."""

from communesplone.core.domain.throttle import client_key
from datetime import date
from threading import Lock


_MOST_CLIENTS = 50_000


class Quota:
    """Files and bytes by client and day. Safe for threads."""

    def __init__(self) -> None:
        self._day: date | None = None
        self._sent: dict[str, tuple[int, int]] = {}
        self._lock = Lock()

    def take(self, address: str, size: int, today: date, files: int, megabytes: int) -> bool:
        """Count a file of ``size`` bytes and say whether it is within the limits; what is not is not counted."""
        client = client_key(address)
        with self._lock:
            if self._day != today or len(self._sent) > _MOST_CLIENTS:
                self._day, self._sent = today, {}
            number, total = self._sent.get(client, (0, 0))
            if number + 1 > files or total + size > megabytes * 1_000_000:
                return False
            self._sent[client] = (number + 1, total + size)
            return True
