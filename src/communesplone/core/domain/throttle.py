"""Slow down whoever guesses tracking secrets, without ever locking out the citizen they guess at.

Failures are counted by client address and by (client address, reference), never by reference alone: a stranger's
failures delay the stranger. Counts live in the memory of one process; with several processes an attacker gets several
times the free attempts, which against 79 bits changes nothing.
"""

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass
import ipaddress
import threading


_DOUBLINGS = 32


@dataclass
class _Failures:
    count: int
    last: float


class Throttle:
    """Counts failures by key and says how long the next attempt must wait. Safe for threads.

    ``free`` failures cost nothing; from then on each failure doubles the delay, from ``base`` seconds up to ``cap``.
    A key is forgotten after ``quiet`` seconds without failure (twice the cap unless given), and at most ``size`` keys
    are kept: beyond that the one that failed longest ago is forgotten.
    """

    def __init__(
        self,
        free: int = 5,
        base: float = 30.0,
        cap: float = 3600.0,
        quiet: float | None = None,
        size: int = 10_000,
    ) -> None:
        self.free = free
        self.base = base
        self.cap = cap
        self.quiet = 2 * cap if quiet is None else quiet
        self.size = size
        self._entries: OrderedDict[Hashable, _Failures] = OrderedDict()
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._entries)

    def wait(self, key: Hashable, now: float) -> float:
        """Return the seconds still to wait before the next attempt, 0 when it may be made. Changes nothing.

        ``now`` is in seconds, of any clock that does not go back.
        """
        with self._lock:
            entry = self._entries.get(key)
            if entry is None:
                return 0.0
            return max(0.0, entry.last + self._delay(entry.count) - now)

    def failed(self, key: Hashable, now: float) -> None:
        """Count one failure."""
        with self._lock:
            self._forget(now)
            entry = self._entries.pop(key, None) or _Failures(0, now)
            entry.count += 1
            entry.last = max(entry.last, now)
            self._entries[key] = entry

    def succeeded(self, key: Hashable, now: float) -> None:
        """Forget the failures of the key."""
        with self._lock:
            self._entries.pop(key, None)
            self._forget(now)

    def _delay(self, count: int) -> float:
        if count < self.free:
            return 0.0
        return min(self.cap, self.base * 2 ** min(count - self.free, _DOUBLINGS))

    def _forget(self, now: float) -> None:
        # The order of the entries is the order of their last failure.
        while self._entries:
            key, entry = next(iter(self._entries.items()))
            if now - entry.last <= self.quiet and len(self._entries) < self.size:
                return
            del self._entries[key]


class SecretGuard:
    """The two throttles of the tracking page: one by (address, reference), a wider one by address.

    The wider one leaves room for the many people behind one address (a library, a school, a mobile operator) and is not
    reset by a success: else whoever owns one case could guess at all others.
    """

    def __init__(self, pair: Throttle | None = None, address: Throttle | None = None) -> None:
        self._pair = pair or Throttle()
        self._address = address or Throttle(free=30)

    def wait(self, address: str, reference: str, now: float) -> float:
        """Return the seconds this client must wait before trying this reference again; 0 when it may."""
        client = client_key(address)
        return max(self._pair.wait((client, reference), now), self._address.wait(client, now))

    def failed(self, address: str, reference: str, now: float) -> None:
        """Count a wrong secret or an unknown reference (both alike, or the delay would tell them apart)."""
        client = client_key(address)
        self._pair.failed((client, reference), now)
        self._address.failed(client, now)

    def succeeded(self, address: str, reference: str, now: float) -> None:
        """Forget what this client did wrong with this reference."""
        self._pair.succeeded((client_key(address), reference), now)


def client_key(address: str) -> str:
    """Return what stands for one client: the IPv4 address, or the /64 network of an IPv6 address.

    One IPv6 subscriber has 2**64 addresses to choose from (RFC 4291, section 2.5.1). All text that is no address stands
    for one client.
    """
    try:
        parsed = ipaddress.ip_address(address.strip().partition("%")[0])
    except ValueError:
        return "unknown"
    if parsed.version == 4:
        return str(parsed)
    if parsed.ipv4_mapped:
        return str(parsed.ipv4_mapped)
    return str(ipaddress.ip_network((parsed, 64), strict=False))
