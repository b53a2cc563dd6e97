"""Confirming the e-mail address of an order: the order is there at once, only the address waits.

An order that waited for its link would be lost with every mistyped address. So it is handled like any other, its clerk
sees that nobody has confirmed the address, and until then no mail carries the secret code or a question.
"""

from communesplone.core.cases import store
from communesplone.core.domain import tokens
from communesplone.core.keys import site_keys
from plone import api
from time import time
import hashlib


PURPOSE = "confirm address"
LIFE = 30 * 24 * 3600


def link_of(order) -> str:
    """Where the address of this order is confirmed."""
    payload = {"case": order.reference, "address": _mark(order)}
    signed = tokens.sign(site_keys()[0], PURPOSE, payload, time())
    return f"{api.portal.get().absolute_url()}/@@confirm-address?key={signed}"


def order_of(key: str):
    """The order of a link that is fresh and was sent to the address the order still has, or None."""
    kept = tokens.read(site_keys(), PURPOSE, key, time(), LIFE)
    order = store.find(kept["case"]) if kept else None
    known = getattr(order, "email_confirmed", None)
    return order if order is not None and known is not None and kept["address"] == _mark(order) else None


def confirm(order) -> None:
    """The address belongs to who ordered."""
    order.email_confirmed = True


def _mark(order) -> str:
    return hashlib.sha256(f"{order.reference} {order.applicant_email}".encode()).hexdigest()[:16]
