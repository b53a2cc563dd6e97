"""What is refused before any page runs: forms of another site, addresses that climb out of an object, WebDAV.

A token protects the pages that write; this protects the others too: a mail, a login, a service. Programs send neither
header and are not concerned: they carry no cookie of a person. A service that gets such a cookie wants to know from
where: plone.restapi asks nobody for a token, and reads JSON out of any kind of body.
"""

from communesplone.core.interfaces import ICommunesLayer
from plone import api
from plone.protect.authenticator import check
from plone.rest.interfaces import IAPIRequest
from urllib.parse import urlsplit
from zExceptions import Forbidden
from zExceptions import MethodNotAllowed
from zExceptions import NotFound
from zope.component import adapter
from zope.component.hooks import getSite
from ZPublisher.interfaces import IPubAfterTraversal


SAFE = ("GET", "HEAD", "OPTIONS")
METHODS = (*SAFE, "POST", "PATCH", "DELETE")
"""What pages and services need. WebDAV writes fields without asking for the permission of each: nobody gets it."""


@adapter(IPubAfterTraversal)
def refuse(event) -> None:
    """Raise Forbidden, NotFound or MethodNotAllowed."""
    request = event.request
    method = request.get("REQUEST_METHOD", "GET")
    if not ICommunesLayer.providedBy(request):
        _refuse_outside_of_sites(request, method)
        return
    if method not in METHODS:
        raise MethodNotAllowed(f"{method} is not served here")
    if any(step.startswith("aq_") for step in request.get("PATH_INFO", "").split("/")):
        raise NotFound("no such address")
    if method not in SAFE and is_from_elsewhere(request) and not _is_open(request):
        raise Forbidden("sent by another site")
    if method not in SAFE and IAPIRequest.providedBy(request) and _is_of_unknown_origin(request):
        raise Forbidden("a service wants a token, or a browser that says from where it sends")


def _refuse_outside_of_sites(request, method: str) -> None:
    """The services of Zope's root make and remove sites; sites without the suite are not our business."""
    if method not in SAFE and getSite() is None and IAPIRequest.providedBy(request) and is_from_elsewhere(request):
        raise Forbidden("sent by another site")


def _is_of_unknown_origin(request) -> bool:
    """Whether somebody is logged in by a cookie, and neither a header nor a token says that it was this site that sent.

    Every browser of today says one of the two with whatever is no GET. Who sends a password or a bearer's token does so
    knowingly.
    """
    if getattr(request, "_auth", None) or api.user.is_anonymous():
        return False
    if request.getHeader("Sec-Fetch-Site") or request.getHeader("Origin"):
        return False
    try:
        check(request)
    except Forbidden:
        return True
    return False


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
