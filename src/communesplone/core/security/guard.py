"""What is refused before any page runs: forms of another site, addresses that climb out of an object, WebDAV.

A token protects the pages that write; this protects the others too: a mail, a login, a service. Programs send neither
header and are not concerned: they carry no cookie of a person.
"""

from communesplone.core.interfaces import ICommunesLayer
from urllib.parse import urlsplit
from zExceptions import Forbidden
from zExceptions import MethodNotAllowed
from zExceptions import NotFound
from zope.component import adapter
from ZPublisher.interfaces import IPubAfterTraversal


SAFE = ("GET", "HEAD", "OPTIONS")
METHODS = (*SAFE, "POST", "PATCH", "DELETE")
"""What pages and services need. WebDAV writes fields without asking for the permission of each: nobody gets it."""


@adapter(IPubAfterTraversal)
def refuse(event) -> None:
    """Raise Forbidden, NotFound or MethodNotAllowed."""
    request = event.request
    if not ICommunesLayer.providedBy(request):
        return
    method = request.get("REQUEST_METHOD", "GET")
    if method not in METHODS:
        raise MethodNotAllowed(f"{method} is not served here")
    if any(step.startswith("aq_") for step in request.get("PATH_INFO", "").split("/")):
        raise NotFound("no such address")
    if method not in SAFE and is_from_elsewhere(request) and not _is_open(request):
        raise Forbidden("sent by another site")


def _is_open(request) -> bool:
    """A view that other sites may send to (an identity provider answers so) says ``cross_site = True``."""
    found = request.get("PUBLISHED")
    return getattr(getattr(found, "__self__", found), "cross_site", False) is True


def is_from_elsewhere(request) -> bool:
    """Whether a browser says that another site made it send this."""
    site = request.getHeader("Sec-Fetch-Site")
    if site:
        return site not in ("same-origin", "none")
    origin = request.getHeader("Origin")
    if not origin:
        return False
    host = urlsplit(origin).netloc
    return host not in (urlsplit(request.get("SERVER_URL", "")).netloc, request.getHeader("Host"))
