"""What every answer of the site carries, and what no log of errors keeps."""

from AccessControl import getSecurityManager
from communesplone.core.interfaces import ICommunesLayer
from communesplone.core.security.domain import csp
from communesplone.core.security.settings import settings
from plone.namedfile.browser import Download
from Products.SiteErrorLog import SiteErrorLog
from Products.SiteErrorLog.interfaces import IErrorRaisedEvent
from zope.component import adapter
from zope.component.hooks import getSite
from zope.globalrequest import getRequest
from ZPublisher.interfaces import IPubBeforeAbort
from ZPublisher.interfaces import IPubBeforeCommit


HEADERS = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(self), microphone=(), payment=(), usb=(), browsing-topics=()",
    # The address of a tracking page holds the number of an order.
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}
POLICY = "Content-Security-Policy"
PERSONAL = "private, no-store"
LONG_AGO = "Sat, 01 Jan 2000 00:00:00 GMT"
SCRIPTS = "communesplone.scripts"
STYLES = "communesplone.styles"
# Two scripts of Plone compile their templates in the browser: the listing of a folder, and the dates of an event.
_COMPILES = "'unsafe-eval'"
_WHERE = (b"pat-structure", b"pat-recurrence")


@adapter(IPubBeforeCommit)
def set_headers(event) -> None:
    """Add the headers, unless the page has set its own."""
    _complete(event.request)


@adapter(IPubBeforeAbort)
def set_headers_of_errors(event) -> None:
    """A page that says what went wrong carries them too."""
    if not event.retry:
        _complete(event.request)


def _complete(request) -> None:
    if not ICommunesLayer.providedBy(request) or getSite() is None:
        return
    response = request.response
    for name, value in HEADERS.items():
        _default(response, name, value)
    known = settings()
    if request.get("SERVER_URL", "").startswith("https:"):
        _default(response, "Strict-Transport-Security", f"max-age={known.hsts_days * 86400}")
    kind = kind_of(request)
    if kind in csp.PAGES and _is_logged_in():
        # Over what the caching of public pages says, which has no rule of its own for people with an account.
        response.setHeader("Cache-Control", PERSONAL)
        _renew_session(request)
    if response.getHeader("Expires") == "Sat, 1 Jan 2000 00:00:00 GMT":
        # Not a date by RFC 9110, 5.6.7: proxies fall back to keeping the page for a while.
        response.setHeader("Expires", LONG_AGO)
    _set_policy(request, kind, known)


def _default(response, name: str, value: str) -> None:
    if response.getHeader(name) is None:
        response.setHeader(name, value)


def _is_logged_in() -> bool:
    user = getSecurityManager().getUser()
    return user is not None and user.getId() is not None


def _renew_session(request) -> None:
    plugin = getattr(getSite().acl_users, "session", None)
    if hasattr(plugin, "renew") and "public" not in (request.response.getHeader("Cache-Control") or ""):
        plugin.renew(request)


def _set_policy(request, kind: csp.Kind, known) -> None:
    response = request.response
    if response.getHeader(POLICY) is not None:
        return
    value = csp.policy(
        kind,
        scripts=request.get(SCRIPTS, ()),
        styles=request.get(STYLES, ()),
        extra=known.sources or (),
        needs=_COMPILES if kind is csp.Kind.EDITING and _compiles(response.body) else "",
    )
    if kind is csp.Kind.FILE:
        _keep_from_running(response)
    name = f"{POLICY}-Report-Only" if known.report_only and kind in csp.PAGES else POLICY
    response.setHeader(name, value)


def _compiles(body) -> bool:
    return isinstance(body, bytes) and any(one in body for one in _WHERE)


def _keep_from_running(response) -> None:
    """An uploaded file is never a script or a style sheet of the site: with nosniff, plain text is neither."""
    content_type = response.getHeader("Content-Type") or ""
    if any(word in content_type for word in ("javascript", "ecmascript", "css")):
        response.setHeader("Content-Type", "text/plain; charset=utf-8")


def published(request):
    """The view that answers."""
    found = request.get("PUBLISHED")
    return getattr(found, "__self__", found)


def kind_of(request) -> csp.Kind:
    """Which kind of answer this is."""
    response = request.response
    content_type = (response.getHeader("Content-Type") or "").partition(";")[0].strip().lower()
    if content_type == "application/pdf":
        return csp.Kind.PRINT
    if isinstance(published(request), Download):
        return csp.Kind.FILE
    if content_type not in ("text/html", "application/xhtml+xml", ""):
        return csp.Kind.DATA
    if request.get(SCRIPTS):
        own = getattr(published(request), "light_page", False) is True
        return csp.Kind.LIGHT if own else csp.Kind.READING
    if request.get("PATH_INFO", "").rpartition("/")[2].startswith("manage"):
        return csp.Kind.MANAGING
    return csp.Kind.EDITING


@adapter(IErrorRaisedEvent)
def forget_the_request(event) -> None:
    """Plone's log of errors keeps the whole request: forms with national numbers, secret codes, cookies. Not here."""
    if not ICommunesLayer.providedBy(getRequest()):
        return
    for log in list(SiteErrorLog.temp_logs.values()):
        for entry in list(log):
            if entry["id"] == event["id"]:
                entry["req_html"] = ""
