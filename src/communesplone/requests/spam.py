"""Telling people from programs before an order is made: each check refuses with words, none throws an order away.

Checks that compare visitors with one another or with the clock need the visitor's own address. What comes from the
machine itself (probes, tests, a proxy that Zope was not told to trust) passes them: behind an unknown proxy all
visitors would look like one.
"""

from altcha import ChallengeOptionsV1
from altcha import create_challenge_v1
from altcha import verify_solution_v1
from communesplone.core.cases.tracking import client_address
from communesplone.core.domain.rate import Rate
from communesplone.core.domain.throttle import client_key
from communesplone.core.domain.throttle import SecretGuard
from communesplone.core.keys import site_keys
from communesplone.requests.settings import ordering
from dataclasses import dataclass
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from enum import StrEnum
from zope.component.hooks import getSite
import base64
import hashlib
import hmac
import ipaddress
import json
import math


LARGEST = 60_000  # tries of the puzzle at most: about a second on a telephone
PUZZLE_LIFE = timedelta(hours=1)
orders_by_network = Rate(30, 600)
orders_by_email = Rate(5, 3600)
letters_by_network = Rate(20, 3600)
letters_by_email = Rate(3, 3600)
links = SecretGuard()


class Doubt(StrEnum):
    """Why an order is not taken yet."""

    HONEYPOT = "honeypot"
    TOO_FAST = "too fast"
    TOO_MANY = "too many"
    PUZZLE = "puzzle"


@dataclass(frozen=True)
class Verdict:
    """A doubt, and how many seconds to wait before it is gone."""

    doubt: Doubt
    wait: int = 0


def is_machine_itself(request) -> bool:
    """Whether the request comes from this machine, or without any address, as far as Zope knows."""
    try:
        return ipaddress.ip_address(client_address(request).strip()).is_loopback
    except ValueError:
        return True


def judge(request, token: str, email: str, made: float, now: float) -> Verdict | None:
    """What speaks against taking this order now, None when nothing does.

    `made`, `now`: seconds since 1970, of the form and of its sending.
    """
    settings = ordering()
    if request.form.get("homepage"):
        return Verdict(Doubt.HONEYPOT)
    if not is_machine_itself(request):
        if 0 <= now - made < settings.seconds:
            return Verdict(Doubt.TOO_FAST, math.ceil(settings.seconds - (now - made)))
        wait = _wait(request, email, now, settings)
        if wait > 0:
            return Verdict(Doubt.TOO_MANY, math.ceil(wait))
    if settings.proof_of_work and not is_solved(request, token):
        return Verdict(Doubt.PUZZLE)
    return None


def _wait(request, email: str, now: float, settings) -> float:
    by_network = orders_by_network.wait(_network(request), now, settings.per_network)
    by_email = orders_by_email.wait(_address(email), now, settings.per_email) if email else 0
    return max(by_network, by_email)


def count(request, email: str, now: float) -> None:
    """An order was made."""
    orders_by_network.count(_network(request), now)
    if email:
        orders_by_email.count(_address(email), now)


def wait_for_letter(request, email: str, now: float) -> int:
    """Seconds until another link may be sent to that address from that network."""
    if is_machine_itself(request):
        return 0
    return math.ceil(max(letters_by_network.wait(_network(request), now), letters_by_email.wait(_address(email), now)))


def count_letter(request, email: str, now: float) -> None:
    """A link was sent."""
    letters_by_network.count(_network(request), now)
    letters_by_email.count(_address(email), now)


def _network(request) -> tuple[str, str]:
    return _site(), client_key(client_address(request))


def _address(email: str) -> tuple[str, str]:
    return _site(), hashlib.sha256(email.lower().encode()).hexdigest()


def _site() -> str:
    # Communes that share a process share no limits.
    return "/".join(getSite().getPhysicalPath())


# The puzzle


def puzzle(token: str) -> dict:
    """A puzzle for the browser, bound to this form; solving it twice makes no second order, the form makes one."""
    expires = datetime.now(UTC) + PUZZLE_LIFE
    made = create_challenge_v1(
        ChallengeOptionsV1(
            max_number=LARGEST, hmac_key=site_keys()[0].decode(), expires=expires, params={"form": _bound(token)}
        )
    )
    return {"salt": made.salt, "challenge": made.challenge, "signature": made.signature, "most": LARGEST}


def sum_of(token: str) -> tuple[int, int]:
    """Two numbers below ten to be added by who has no script."""
    mac = hmac.new(site_keys()[0], b"sum " + token.encode(), hashlib.sha256).digest()
    return mac[0] % 9 + 1, mac[1] % 9 + 1


def is_solved(request, token: str) -> bool:
    """Whether the browser solved the puzzle of this form, or the person the sum."""
    typed = request.form.get("sum", "")
    if isinstance(typed, str) and typed.strip() == str(sum(sum_of(token))):
        return True
    payload = request.form.get("altcha", "")
    if not isinstance(payload, str) or not payload or len(payload) > 2000:
        return False
    try:
        salt = json.loads(base64.b64decode(payload))["salt"]
        if f"form={_bound(token)}" not in salt:
            return False
        return any(verify_solution_v1(payload, key.decode(), True)[0] for key in site_keys())
    except (ValueError, TypeError, KeyError, AttributeError):
        return False


def _bound(token: str) -> str:
    return hashlib.sha256(b"puzzle " + token.encode()).hexdigest()[:32]
