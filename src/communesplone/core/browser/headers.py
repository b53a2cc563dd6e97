"""What every answer of the site carries, and what no log of errors keeps."""

from communesplone.core.interfaces import ICommunesLayer
from Products.SiteErrorLog import SiteErrorLog
from Products.SiteErrorLog.interfaces import IErrorRaisedEvent
from zope.component import adapter
from zope.globalrequest import getRequest
from ZPublisher.interfaces import IPubBeforeCommit


HEADERS = {
    # The address of a tracking page holds the number of an order.
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}


@adapter(IPubBeforeCommit)
def set_headers(event) -> None:
    """Add the headers, unless the page has set its own."""
    request = event.request
    if not ICommunesLayer.providedBy(request):
        return
    for name, value in HEADERS.items():
        if request.response.getHeader(name) is None:
            request.response.setHeader(name, value)


@adapter(IErrorRaisedEvent)
def forget_the_request(event) -> None:
    """Plone's log of errors keeps the whole request: forms with national numbers, secret codes, cookies. Not here."""
    if not ICommunesLayer.providedBy(getRequest()):
        return
    for log in list(SiteErrorLog.temp_logs.values()):
        for entry in list(log):
            if entry["id"] == event["id"]:
                entry["req_html"] = ""
