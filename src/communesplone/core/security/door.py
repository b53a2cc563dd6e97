"""The way in for a password: slowed down for guessers, the same answer in the same time whatever was wrong."""

from communesplone.core.security import cookies
from communesplone.core.security.domain import hashing
from communesplone.core.security.domain.login import Attempt
from communesplone.core.security.domain.login import LoginGuard
from functools import cache
from logging import getLogger
from time import time
from zExceptions import HTTPTooManyRequests
import hashlib
import hmac
import math
import secrets


logger = getLogger(__name__)
_MEMO = "communesplone.door"
_guard = LoginGuard()
_PROCESS_KEY = secrets.token_bytes(32)
_REMEMBERED = 1000
_SECONDS = 300
_known: dict[bytes, float] = {}


class TooManyRequests(HTTPTooManyRequests):
    """Too many wrong passwords: the answer is 429, with the seconds to wait."""

    def __init__(self, seconds: float):
        super().__init__("Too many wrong passwords. Wait, then try again.")
        self.seconds = math.ceil(seconds)
        self.setHeader("Retry-After", str(self.seconds))


def attempt_of(request, login: str, user_id: str) -> Attempt:
    """Where the password of this request comes from."""
    return Attempt(request.getClientAddr() or "unknown", login, cookies.device_of(request, user_id))


def hold(attempt: Attempt) -> None:
    """Raise TooManyRequests while this may not be tried."""
    seconds = _guard.wait(attempt, time())
    if seconds > 0:
        raise TooManyRequests(seconds)


def failed(attempt: Attempt) -> None:
    """Count a wrong try."""
    _guard.failed(attempt, time())
    logger.warning("wrong password or unknown account, from %s", attempt.address)


def succeeded(attempt: Attempt) -> None:
    """Forget the wrong tries of this browser for this account."""
    _guard.succeeded(attempt, time())


def memo(request) -> dict:
    """What this request has found out already: it is asked several times, and counts once."""
    found = request.other.get(_MEMO)
    if found is None:
        found = request.other[_MEMO] = {}
    return found


def fingerprint(*parts: str | bytes) -> bytes:
    """A key for what must not be kept in clear, good in this process only."""
    raw = b"\0".join(part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part for part in parts)
    return hmac.new(_PROCESS_KEY, raw, hashlib.sha256).digest()


def fits(password: str | bytes, kept: str | bytes) -> bool:
    """Whether the password belongs to the hash; remembered for five minutes, as programs send it with each request."""
    key, now = fingerprint(kept, password), time()
    if _known.get(key, 0) > now:
        return True
    if not hashing.fits(password, kept):
        return False
    if len(_known) >= _REMEMBERED:
        _known.clear()
    _known[key] = now + _SECONDS
    return True


def waste(password: str | bytes) -> None:
    """Take as long as a check of a real password would."""
    hashing.fits(password, _nobody(hashing.rounds()))


@cache
def _nobody(_rounds: int) -> str:
    return hashing.make(secrets.token_hex(16))
