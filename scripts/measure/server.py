"""A real Zope inside the running process: the same configuration as the instance, any database, no port."""

from collections.abc import Callable
from dataclasses import dataclass
from dataclasses import field
from io import BytesIO
from pathlib import Path
from typing import Any
import base64
import os


SITE_ZCML = """\
<configure xmlns="http://namespaces.zope.org/zope"
           xmlns:five="http://namespaces.zope.org/five"
           xmlns:meta="http://namespaces.zope.org/meta">
  <include package="Products.Five" />
  <meta:redefinePermission from="zope2.Public" to="zope.Public" />
  <five:loadProducts file="meta.zcml" />
  <five:loadProducts />
  <five:loadProductsOverrides />
  <securityPolicy component="AccessControl.security.SecurityPolicy" />
</configure>
"""
CONFIGURATION = """\
%define INSTANCEHOME {home}
instancehome $INSTANCEHOME
clienthome {home}
debug-mode off
security-policy-implementation C
verbose-security off
default-zpublisher-encoding utf-8
<zodb_db main>
  cache-size {cache_size}
  pool-size 20
  {storage}
  mount-point /
</zodb_db>
max-conflict-retries {retries}
<dos_protection>
  form-memory-limit 2MB
  form-disk-limit 150MB
</dos_protection>
{extra}
"""
FILE_STORAGE = """\
<blobstorage>
    blob-dir {var}/blobstorage
    <filestorage>
      path {var}/filestorage/Data.fs
    </filestorage>
  </blobstorage>"""
ZEO_CLIENT = """\
<zeoclient>
    server localhost:{port}
    storage 1
    name client
    blob-dir {var}/blobstorage
    shared-blob-dir on
  </zeoclient>"""
PASSWORD = "Demo-2026!"  # noqa: S105 - the demo's


@dataclass
class Reply:
    """What a client gets back."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8", "replace")


@dataclass
class Zope:
    """The running Zope: `ask` goes through the whole publisher, `connection` beside it."""

    application: Callable[..., Any]
    database: Any
    settings: dict[str, Any] = field(default_factory=dict)

    def ask(
        self,
        path: str,
        *,
        user: str = "",
        body: bytes = b"",
        method: str = "",
        content_type: str = "",
        headers: dict[str, str] | None = None,
        password: str = PASSWORD,
    ) -> Reply:
        """One request; `path` with its query string."""
        environ = self.environ(path, user, body, method, content_type, headers or {}, password)
        return self.send(environ)

    def environ(
        self, path: str, user: str, body: bytes, method: str, content_type: str, headers: dict[str, str], password: str
    ) -> dict[str, Any]:
        """The WSGI environment of a request."""
        path, _mark, query = path.partition("?")
        environ: dict[str, Any] = {
            "REQUEST_METHOD": method or ("POST" if body else "GET"),
            "SCRIPT_NAME": "",
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "8080",
            "HTTP_HOST": "localhost:8080",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "127.0.0.1",
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": "http",
            "wsgi.input": BytesIO(body),
            "wsgi.errors": BytesIO(),
            "wsgi.multithread": True,
            "wsgi.multiprocess": False,
            "wsgi.run_once": False,
            "CONTENT_LENGTH": str(len(body)),
            "HTTP_ACCEPT": "text/html",
            "HTTP_ACCEPT_LANGUAGE": "fr",
        }
        if content_type:
            environ["CONTENT_TYPE"] = content_type
        for name, value in headers.items():
            environ["HTTP_" + name.upper().replace("-", "_")] = value
        if user:
            token = base64.b64encode(f"{user}:{password}".encode()).decode()
            environ["HTTP_AUTHORIZATION"] = f"Basic {token}"
        return environ

    def send(self, environ: dict[str, Any]) -> Reply:
        """One request as a WSGI environment."""
        told: dict[str, Any] = {}

        def start_response(status: str, headers: list, exc_info: Any = None) -> None:
            told.update(status=int(status.split()[0]), headers={name.lower(): value for name, value in headers})

        answer = self.application(environ, start_response)
        try:
            body = b"".join(answer)
        finally:
            if hasattr(answer, "close"):
                answer.close()
        return Reply(told["status"], told["headers"], body)


def configure(
    var: Path,
    *,
    zeo_port: int = 0,
    cache_size: int = 30000,
    retries: int = 10,
    environment: dict | None = None,
    extra: str = "",
) -> Path:
    """Write the configuration of a Zope on the database below `var` (or the ZEO server of that port); returns the file.

    `var` holds filestorage and blobstorage, as the instance's own folder does; both are made when missing.
    `extra`: more lines of configuration.
    """
    var = var.resolve()
    for name in ("filestorage", "blobstorage", "mailqueue"):
        (var / name).mkdir(parents=True, exist_ok=True, mode=0o700)
    home = var / "zope"
    (home / "etc").mkdir(parents=True, exist_ok=True)
    (home / "etc" / "site.zcml").write_text(SITE_ZCML, encoding="utf-8")
    storage = ZEO_CLIENT.format(port=zeo_port, var=var) if zeo_port else FILE_STORAGE.format(var=var)
    conf = home / "etc" / "zope.conf"
    text = CONFIGURATION.format(home=home, storage=storage, cache_size=cache_size, retries=retries, extra=extra)
    conf.write_text(text, encoding="utf-8")
    os.environ.setdefault("COMMUNES_MAIL_QUEUE", str(var / "mailqueue"))
    os.environ.setdefault("MAILHOST_QUEUE_ONLY", "1")
    os.environ.setdefault("zope_i18n_compile_mo_files", "true")
    os.environ.update(environment or {})
    return conf


def start(var: Path, *, worker: bool = False, **settings: Any) -> Zope:
    """Start a Zope configured with these settings (those of `configure`); once in a process.

    Without `worker` no job is done: one that the timetable asks for every five minutes would be counted with a page.
    """
    conf = configure(var, **settings)
    if not worker:
        os.environ["COMMUNES_WORKER"] = "off"
    from Zope2.Startup.run import make_wsgi_app
    from ZPublisher.httpexceptions import HTTPExceptionHandler
    import Zope2

    application = HTTPExceptionHandler(make_wsgi_app({}, str(conf)))
    return Zope(application, Zope2.DB)


def use_paper_converter() -> None:
    """Let every PDF be made at once and be the smallest there is: what is measured is ours, not LibreOffice."""
    from communesplone.core.documents.interfaces import IConverter
    from zope.component import provideUtility
    from zope.interface import implementer

    @implementer(IConverter)
    class Paper:
        def to_pdf(self, odt: bytes, *, timeout: float = 5.0, fallback: bool = True) -> bytes:
            return b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"

        def is_alive(self, timeout: float = 1.0) -> bool:
            return True

    provideUtility(Paper(), IConverter)


def keep_mails(site: Any, folder: Path) -> None:
    """Where the mails of a site that comes from elsewhere wait; the folder of its old place may be gone."""
    from communesplone.core.mail.queue import use_queue

    use_queue(site.MailHost, str(folder.resolve()))


class Inside:
    """A connection with the site set and everything allowed: `with Inside(house.database, "commune") as site`.

    Leaves the transaction to the caller; what is not committed is given up at the end.
    """

    def __init__(self, database: Any, site: str = ""):
        self.database, self.site = database, site

    def __enter__(self) -> Any:
        from AccessControl.SecurityManagement import newSecurityManager
        from AccessControl.users import system
        from Testing.makerequest import makerequest
        from zope.component.hooks import setSite
        from zope.globalrequest import setRequest
        import transaction

        transaction.begin()
        self.connection = self.database.open()
        root = makerequest(self.connection.root()["Application"])
        setRequest(root.REQUEST)
        users = (root[self.site] if self.site else root).acl_users
        newSecurityManager(None, system.__of__(users))
        if not self.site:
            return root
        site = root[self.site]
        setSite(site)
        return site

    def __exit__(self, *exc: object) -> None:
        from AccessControl.SecurityManagement import noSecurityManager
        from zope.component.hooks import setSite
        from zope.globalrequest import clearRequest
        import transaction

        transaction.abort()
        setSite(None)
        noSecurityManager()
        clearRequest()
        self.connection.close()
