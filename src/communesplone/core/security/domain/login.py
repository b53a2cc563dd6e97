"""Who may try a password, and how soon again.

Wrong passwords slow down the browser they come from for that account, and everybody at that address a little. A browser
in which somebody has logged in before carries a mark and is counted by itself (OWASP: device cookies): whoever guesses
at an account from elsewhere delays strangers, never the person whose account it is. Counts live in the memory of one
process.
"""

from communesplone.core.domain.throttle import client_key
from communesplone.core.domain.throttle import Throttle
from dataclasses import dataclass


@dataclass(frozen=True)
class Attempt:
    """Where a password comes from: network address, login name as typed, and the browser's mark for that account."""

    address: str
    login: str
    device: str = ""


class LoginGuard:
    """Four throttles: browser with a mark; (address, account); address; account from browsers without a mark.

    The last one stops the slow guess from a thousand addresses at a hundred tries, then one in five minutes; the owner
    gets in from any browser with a mark, and gets a mark by resetting the password by mail.
    """

    def __init__(self) -> None:
        self._device = Throttle(free=10)
        self._pair = Throttle(free=5)
        self._address = Throttle(free=100, base=10, cap=300, quiet=7200)
        self._account = Throttle(free=100, base=30, cap=300, quiet=3600)

    def _counts(self, attempt: Attempt) -> list[tuple[Throttle, object]]:
        login = attempt.login.strip().casefold()[:200]
        if attempt.device:
            return [(self._device, (attempt.device, login))]
        client = client_key(attempt.address)
        return [(self._pair, (client, login)), (self._address, client), (self._account, login)]

    def wait(self, attempt: Attempt, now: float) -> float:
        """Seconds until this may be tried, 0 when now. Changes nothing."""
        return max(throttle.wait(key, now) for throttle, key in self._counts(attempt))

    def failed(self, attempt: Attempt, now: float) -> None:
        """Count a wrong password, or a name that nobody has: both alike."""
        for throttle, key in self._counts(attempt):
            throttle.failed(key, now)

    def succeeded(self, attempt: Attempt, now: float) -> None:
        """Forget what this browser did wrong with this account; what the address did stays."""
        throttle, key = self._counts(attempt)[0]
        throttle.succeeded(key, now)
