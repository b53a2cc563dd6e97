"""A worker's transaction: a connection of its own, the site set, the system as user, a bare request.

Unlike `core.own_transaction` it uses the thread's own transaction manager, because Plone's index queue and our
after-commit hooks ask for that one; so it is for threads that have nothing else open. And it holds no lock: work may
take minutes.
"""

from AccessControl.SecurityManagement import newSecurityManager
from AccessControl.SecurityManagement import noSecurityManager
from AccessControl.users import system
from collections.abc import Callable
from io import BytesIO
from plone.browserlayer.layer import mark_layer
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit
from ZODB.POSException import ConflictError
from zope.component.hooks import setSite
from zope.globalrequest import setRequest
from ZPublisher.BaseRequest import RequestContainer
from ZPublisher.HTTPRequest import HTTPRequest
from ZPublisher.HTTPResponse import HTTPResponse
import transaction


ATTEMPTS = 10
NOWHERE = "http://localhost"


def in_site(db: Any, path: tuple, work: Callable[[Any], Any], note: str = "", address: str = "") -> Any:
    """Call ``work(site)`` and commit; a conflict is repeated at once. Returns what the call returned.

    ``address``: of the site as visitors see it, for the links that are written. Raises KeyError when the site is gone,
    ConflictError when the database is never quiet, and whatever ``work`` raises; nothing is written then.
    """
    for attempt in range(1, ATTEMPTS + 1):
        transaction.begin()
        connection = db.open()
        try:
            site = _enter(connection.root()["Application"], path, address)
            result = work(site)
            if note:
                transaction.get().note(note)
            transaction.commit()
            return result
        except ConflictError:
            if attempt == ATTEMPTS:
                raise
        finally:
            transaction.abort()
            noSecurityManager()
            setSite(None)
            setRequest(None)
            connection.close()
    return None


def _enter(application: Any, path: tuple, address: str) -> Any:
    request = bare_request(path, address)
    application = application.__of__(RequestContainer(REQUEST=request))
    site = application.unrestrictedTraverse(path)
    request["PARENTS"] = [site, application]
    setRequest(request)
    setSite(site)
    mark_layer(site, SimpleNamespace(request=request))
    newSecurityManager(request, system.__of__(application.acl_users))
    return site


def bare_request(path: tuple, address: str) -> HTTPRequest:
    """A request that nobody sent, under which the object at the path has that address.

    Without an address it is `http://localhost` and the path.
    """
    parts = urlsplit(address or NOWHERE + "/".join(path))
    host = parts.hostname or "localhost"
    usual = 443 if parts.scheme == "https" else 80
    port = parts.port or usual
    environ = {
        "SERVER_NAME": host,
        "SERVER_PORT": str(port),
        "REQUEST_METHOD": "GET",
        "SCRIPT_NAME": "",
        "PATH_INFO": "",
    }
    request = HTTPRequest(BytesIO(), environ, HTTPResponse(stdout=BytesIO()))
    request.setServerURL(parts.scheme or "http", host, None if port == usual else str(port))
    request["PARENTS"] = [_VirtualRoot(path)]
    request.setVirtualRoot([part for part in parts.path.split("/") if part])
    return request


class _VirtualRoot:
    """What a request asks for the place that its address stands for."""

    def __init__(self, path: tuple):
        self._path = path

    def getPhysicalPath(self) -> tuple:
        return self._path
