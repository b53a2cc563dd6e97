"""Cookies of the site: closed to scripts, not sent along by other sites, by https only where there is https."""

from communesplone.core.domain import tokens
from communesplone.core.keys import site_keys
from plone import api
from time import time
import datetime


DEVICE = "__communes_device"
DEVICE_DAYS = 180
_DAY = 86400


def is_secure(request) -> bool:
    """Whether the browser came by https."""
    return request.get("SERVER_URL", "").startswith("https:")


def give(request, name: str, purpose: str, payload: dict, days: int = 0) -> None:
    """Set a signed cookie, for so many days or until the browser is closed."""
    options = {"path": api.portal.get().absolute_url_path() or "/", "http_only": True, "same_site": "Lax"}
    if is_secure(request):
        options["secure"] = True
    if days:
        until = datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=days)
        options["expires"] = until.strftime("%a, %d %b %Y %H:%M:%S GMT")
    request.response.setCookie(name, tokens.sign(site_keys()[0], purpose, payload, time()), **options)


def take(request, name: str, purpose: str, seconds: float) -> dict | None:
    """What a signed cookie says, None when there is none that is ours and fresh enough."""
    text = request.cookies.get(name)
    return tokens.read(site_keys(), purpose, text, time(), seconds) if isinstance(text, str) else None


def drop(request, name: str) -> None:
    """Take a cookie back."""
    request.response.expireCookie(name, path=api.portal.get().absolute_url_path() or "/")


def mark_device(request, user_id: str, nonce: str) -> None:
    """Let this browser be known as one in which the account has been used."""
    give(request, DEVICE, "device", {"user": user_id, "nonce": nonce}, DEVICE_DAYS)


def device_of(request, user_id: str) -> str:
    """The mark of this browser for the account, '' when it has none."""
    found = take(request, DEVICE, "device", DEVICE_DAYS * _DAY)
    return str(found.get("nonce", "")) if found and found.get("user") == user_id else ""
