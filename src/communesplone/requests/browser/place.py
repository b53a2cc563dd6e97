"""Where a browser stands in filling in a form, so that every page of the way has an address of its own.

A page that answers a POST cannot be gone back to: the browser asks whether to send everything again, or shows an error.
So the form gets an address with a mark, each step is redirected to, and a signed cookie under that mark carries the
token; it never stands in an address, since the secret code of the order is derived from it. A browser without cookies
gets the same pages as answers to its POST.
"""

from communesplone.core.domain import tokens
from communesplone.core.keys import site_keys
from plone import api
from time import time
import hashlib
import re


COOKIE = "__communes_form_"
PURPOSE = "form place"
LIFE = 3600
MARK = re.compile(r"[0-9a-f]{16}")


def mark_of(token: str) -> str:
    """Sixteen hexadecimal digits that tell forms apart and tell nothing about the token."""
    return hashlib.sha256(b"mark " + token.encode()).hexdigest()[:16]


def remember(request, token: str) -> None:
    """Have this browser carry the token for an hour, for the current user."""
    value = tokens.sign(site_keys()[0], PURPOSE, {"token": token, "user": _user()}, time())
    options = {"path": _path(), "http_only": True, "same_site": "Lax"}
    if request.get("SERVER_URL", "").startswith("https:"):
        options["secure"] = True
    request.response.setCookie(f"{COOKIE}{mark_of(token)}", value, **options)


def remembered(request, mark: str) -> str:
    """The token that this browser carries under the mark, '' when there is none or somebody else was logged in."""
    if not isinstance(mark, str) or not MARK.fullmatch(mark):
        return ""
    kept = tokens.read(site_keys(), PURPOSE, request.cookies.get(f"{COOKIE}{mark}", ""), time(), LIFE)
    return kept["token"] if kept and kept["user"] == _user() else ""


def forget_all(request) -> None:
    """Have this browser carry no form any more: somebody else may use it next."""
    for name in list(request.cookies):
        if name.startswith(COOKIE):
            request.response.expireCookie(name, path=_path())


def _path() -> str:
    return api.portal.get().absolute_url_path() or "/"


def _user() -> str:
    return "" if api.user.is_anonymous() else api.user.get_current().getId()
