"""How a citizen without an account comes back: number and secret once, then a signed session cookie for an hour."""

from communesplone.core.audit import cases as audit
from communesplone.core.audit.api import record_reading
from communesplone.core.cases import store
from communesplone.core.domain import references
from communesplone.core.domain import secrets
from communesplone.core.domain import tokens
from communesplone.core.domain.throttle import SecretGuard
from communesplone.core.keys import site_keys
from dataclasses import dataclass
from logging import getLogger
from plone import api
from time import time
import math


logger = getLogger(__name__)
COOKIE = "__communes_case"
PURPOSE = "tracking"
LIFE = 3600
_guard = SecretGuard()


@dataclass(frozen=True)
class Refused:
    """Number and secret do not belong together, or too many tries: `wait` seconds, 0 when one may try at once."""

    wait: int = 0


def open_with_secret(request, reference: str, secret: str, now: float | None = None):
    """The case of that number and secret, or Refused: one answer for unknown numbers and wrong secrets.

    Wrong tries slow down the address they come from, for that number and for all numbers; nobody locks out another.
    """
    now = time() if now is None else now
    address = client_address(request)
    reference = references.normalise(reference)  # one key of the guard, however it is spelled, and a short one
    wait = _guard.wait(address, reference, now)
    if wait > 0:
        return Refused(math.ceil(wait))
    case = store.find(reference)
    if secrets.matches(secret, case.secret_hash if case is not None else "") and case is not None:
        _guard.succeeded(address, reference, now)
        audit.reading("case.followed", case)
        return case
    _guard.failed(address, reference, now)
    _note_wrong_try(case)
    logger.warning("wrong tracking number or secret from %s", address)
    return Refused()


def _note_wrong_try(case) -> None:
    """What was typed is not noted: it may be the secret of another case."""
    if case is None:
        record_reading("case.wrong_secret", "site:")
    else:
        audit.reading("case.wrong_secret", case)


def client_address(request) -> str:
    """Address of the client as Zope trusts it (trusted-proxy in its configuration)."""
    return request.getClientAddr() or "unknown"


def remember(request, case, now: float | None = None) -> None:
    """Let this browser follow the case for an hour without typing the secret again."""
    now = time() if now is None else now
    payload = {"case": case.reference, "proof": case.secret_hash[:16]}
    value = tokens.sign(site_keys()[0], PURPOSE, payload, now)
    path = api.portal.get().absolute_url_path() or "/"
    options = {"path": path, "http_only": True, "same_site": "Lax"}
    if request.get("SERVER_URL", "").startswith("https:"):
        options["secure"] = True
    request.response.setCookie(COOKIE, value, **options)


def forget(request) -> None:
    """End the tracking session."""
    request.response.expireCookie(COOKIE, path=api.portal.get().absolute_url_path() or "/")


def remembered(request, now: float | None = None):
    """The case this browser opened within the hour, or None."""
    now = time() if now is None else now
    payload = tokens.read(site_keys(), PURPOSE, request.cookies.get(COOKIE, ""), now, LIFE)
    case = store.find(payload["case"]) if payload else None
    if case is None or not case.secret_hash or payload["proof"] != case.secret_hash[:16]:
        return None
    return case


def own(reference: str):
    """The case of that number if the logged-in user made it, or None."""
    if api.user.is_anonymous():
        return None
    case = store.find(reference)
    if case is None or not case.applicant_user or case.applicant_user != api.user.get_current().getId():
        return None
    return case
