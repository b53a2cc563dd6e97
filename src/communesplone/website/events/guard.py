"""Telling people from programs where anybody may write: a field that people do not see, and how often one may.

What comes from the machine itself passes: behind a proxy that Zope was not told of, all visitors would look like one.
"""

from communesplone import _
from communesplone.core.cases.tracking import client_address
from communesplone.core.domain.rate import Rate
from communesplone.core.domain.throttle import client_key
from typing import Any
from zope.component.hooks import getSite
import hashlib
import ipaddress
import math


TRAP = "homepage"
by_network = Rate(20, 600)
by_email = Rate(6, 3600)
TRAPPED = _(
    "A field that people do not see was filled in, perhaps by a program of your browser. It is empty again, and "
    "nothing else is lost: press the button once more."
)


def trapped(request: Any) -> bool:
    """Whether the field that people do not see was filled in; it is emptied, so that a person can go on."""
    return bool(request.form.pop(TRAP, None))


def wait(request: Any, email: str, now: float) -> int:
    """Seconds until the next one is taken from that network and for that address, 0 when it is taken now."""
    if _is_machine_itself(request):
        return 0
    return math.ceil(max(by_network.wait(_network(request), now), by_email.wait(_address(email), now) if email else 0))


def count(request: Any, email: str, now: float) -> None:
    """One was taken."""
    by_network.count(_network(request), now)
    if email:
        by_email.count(_address(email), now)


def too_many(seconds: int):
    """What to say to whoever must wait."""
    return _(
        "Many forms have come from your network or for your e-mail address. Wait ${minutes} minute(s), then press the "
        "button once more. Nothing is lost; if you are in a hurry, call us.",
        mapping={"minutes": str(math.ceil(seconds / 60))},
    )


def _is_machine_itself(request: Any) -> bool:
    try:
        return ipaddress.ip_address(client_address(request).strip()).is_loopback
    except ValueError:
        return True


def _network(request: Any) -> tuple[str, str]:
    return _site(), client_key(client_address(request))


def _address(email: str) -> tuple[str, str]:
    return _site(), hashlib.sha256(email.lower().encode()).hexdigest()


def _site() -> str:
    return "/".join(getSite().getPhysicalPath())
