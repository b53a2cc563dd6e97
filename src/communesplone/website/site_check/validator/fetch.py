"""Getting addresses as a browser does, each once, within limits."""

from collections.abc import Callable
from dataclasses import dataclass
from dataclasses import field
from http.client import HTTPException
from urllib.error import HTTPError
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import build_opener
from urllib.request import Request
import zlib


AGENT = "Mozilla/5.0 (compatible; CommunesPlone site check)"
TIMEOUT_SECONDS = 20
MOST_BYTES = 20_000_000
HEADERS = {"User-Agent": AGENT, "Accept-Encoding": "gzip", "Accept": "text/html,*/*;q=0.8"}


@dataclass(frozen=True)
class Answer:
    """What came: the address after redirects, status (0 when nothing came), headers by lower-case name.

    `body` is unpacked; `transferred` are the bytes that travelled.
    """

    url: str
    status: int
    headers: dict[str, str]
    body: bytes = b""
    transferred: int = 0
    cookies: tuple[str, ...] = ()

    @property
    def kind(self) -> str:
        """The content type without its parameters."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def text(self) -> str:
        return self.body.decode("utf-8", "replace")


Ask = Callable[[str], Answer]


def over_http(url: str) -> Answer:
    """One request by HTTP or HTTPS; never raises for what the network does."""
    if urlsplit(url).scheme not in ("http", "https"):
        return Answer(url, 0, {"x-trouble": "no web address"})
    request = Request(url, headers=HEADERS)  # noqa: S310 - the scheme is known
    try:
        with build_opener().open(request, timeout=TIMEOUT_SECONDS) as reply:
            return _answer(reply.url, reply.status, reply)
    except HTTPError as error:
        with error:
            return _answer(url, error.code, error)
    except (URLError, HTTPException, OSError, ValueError) as error:
        return Answer(url, 0, {"x-trouble": str(getattr(error, "reason", error))})


def within(base: str, ask: Ask = over_http) -> Ask:
    """Asks for what lies below an address only: for a server that shall not be led to others by what editors write."""

    def asked(url: str) -> Answer:
        is_own = url == base or url.startswith(f"{base}/")
        return ask(url) if is_own else Answer(url, 0, {"x-trouble": "not asked"})

    return asked


def _answer(url: str, status: int, reply) -> Answer:
    raw = reply.read(MOST_BYTES)
    headers = {name.lower(): value for name, value in reply.headers.items()}
    packed = headers.get("content-encoding", "") == "gzip"
    cookies = tuple(reply.headers.get_all("Set-Cookie") or ())
    return Answer(url, status, headers, _unpacked(raw) if packed else raw, len(raw), cookies)


def _unpacked(raw: bytes) -> bytes:
    try:
        return zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(raw, MOST_BYTES)
    except zlib.error:
        return raw


@dataclass
class Fetcher:
    """Asks each address once and remembers the answer; `asked` counts."""

    ask: Ask = over_http
    known: dict[str, Answer] = field(default_factory=dict)

    def get(self, url: str) -> Answer:
        """The answer for an address without its fragment."""
        url = url.partition("#")[0]
        if url not in self.known:
            self.known[url] = self.ask(url)
        return self.known[url]

    @property
    def asked(self) -> int:
        return len(self.known)
