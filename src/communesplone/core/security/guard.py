"""What is refused before any page runs: forms of another site, addresses that climb out of an object, WebDAV.

A token protects the pages that write; this protects the others too: a mail, a login, a service. Programs send neither
header and are not concerned: they carry no cookie of a person. A service that gets such a cookie wants to know from
where: plone.restapi asks nobody for a token, and reads JSON out of any kind of body.
"""

from communesplone.core.interfaces import ICommunesLayer
from plone import api
from plone.protect.authenticator import check
from plone.rest.interfaces import IAPIRequest
from Products.ZCatalog.Catalog import Catalog
from urllib.parse import urlsplit
from zExceptions import Forbidden
from zExceptions import MethodNotAllowed
from zExceptions import NotFound
from zope.component import adapter
from zope.component.hooks import getSite
from ZPublisher.HTTPRequest import HTTPRequest
from ZPublisher.interfaces import IPubAfterTraversal
from ZPublisher.interfaces import IPubBeforeAbort
import traceback


SAFE = ("GET", "HEAD", "OPTIONS")
FOR_PAGES = ("GET", "HEAD", "POST")
METHODS = (*SAFE, "POST", "PATCH", "DELETE")
"""What services need, and pages less. WebDAV writes fields without asking for the
permission of each: nobody gets it."""

UNREADABLE = {method.__code__ for method in (HTTPRequest._authUserPW, Catalog.make_query)}


@adapter(IPubAfterTraversal)
def refuse(event) -> None:
    """Raise Forbidden, NotFound or MethodNotAllowed."""
    request = event.request
    method = request.get("REQUEST_METHOD", "GET")
    if not ICommunesLayer.providedBy(request):
        _refuse_outside_of_sites(request, method)
        return
    if method not in METHODS or (method not in FOR_PAGES and not IAPIRequest.providedBy(request)):
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
    knowingly; in the body too, where plone.restapi takes name and password.
    """
    if getattr(request, "_auth", None) or not request.getHeader("Cookie") or api.user.is_anonymous():
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


@adapter(IPubBeforeAbort)
def blame_the_sender(event) -> None:
    """A header that cannot be read, or a catalog that is asked for what has no order (a list of records): 400.

    Zope says 500, for forms too: see `.reading`. Methods of WebDAV fail on pages while the address is followed: 405.
    """
    request = event.request
    places = {frame.f_code for frame, _line in traceback.walk_tb(event.exc_info[2])}
    if places & UNREADABLE:
        _answer_with(request.response, 400)
    elif event.exc_info[0] is AttributeError and request.get("REQUEST_METHOD") not in FOR_PAGES:
        _answer_with(request.response, 405)


def _answer_with(response, status: int) -> None:
    """The status, for good: plone.rest has locked its own, plone.transformchain sets one once more."""
    response._locked_status = False
    response.setStatus(status, lock=True)
