"""Telling people from programs before a letter is sent to an address that somebody typed.

What comes from the machine itself (probes, tests, a proxy that Zope was not told to trust) is not counted: behind an
unknown proxy all visitors would look like one.
"""

from communesplone.core.cases.tracking import client_address
from communesplone.core.domain.rate import Rate
from communesplone.core.domain.throttle import client_key
from communesplone.core.forms.sent import text_of
from hashlib import sha256
from zope.component.hooks import getSite
import ipaddress
import math


BAIT = "homepage"  # a field that no person sees
by_network = Rate(10, 3600)
# An address gets so many letters at most, whoever types it: nobody's mailbox is flooded through this page.
by_address = Rate(3, 3600)


def is_program(request) -> bool:
    """Whether the bait was taken."""
    return bool(text_of(request, BAIT))


def wait(request, now: float) -> int:
    """Seconds until this network may ask again; 0 when it may. `now`: seconds since 1970."""
    return 0 if _is_machine_itself(request) else math.ceil(by_network.wait(_network(request), now))


def may_write_to(address: str, now: float) -> bool:
    """Whether the address may get another letter within the hour; it counts as sent."""
    key = (_site(), sha256(address.lower().encode()).hexdigest())
    if by_address.wait(key, now) > 0:
        return False
    by_address.count(key, now)
    return True


def count(request, now: float) -> None:
    """Somebody of this network asked."""
    by_network.count(_network(request), now)


def _network(request) -> tuple[str, str]:
    return _site(), client_key(client_address(request))


def _site() -> str:
    return "/".join(getSite().getPhysicalPath())


def _is_machine_itself(request) -> bool:
    try:
        return ipaddress.ip_address(client_address(request).strip()).is_loopback
    except ValueError:
        return True
