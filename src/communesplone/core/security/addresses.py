"""Addresses that are not UTF-8 are read as Latin-1, as old sites wrote them, so that they end on our page for what is
not there. Zope answers them with a bare 500 before it knows which site is asked: only a filter before it can help.
"""

from collections.abc import Callable
from collections.abc import Iterable


Application = Callable[[dict, Callable], Iterable[bytes]]


def legible(application: Application) -> Application:
    """The WSGI application, which gets only addresses that it can read."""

    def read(environ: dict, start_response: Callable) -> Iterable[bytes]:
        environ["PATH_INFO"] = as_utf8(environ.get("PATH_INFO", ""))
        return application(environ, start_response)

    return read


def as_utf8(path: str) -> str:
    """An address as WSGI hands it on (each character a byte), its bytes UTF-8: unchanged if they are already.

    Nothing can be asked in this way that could not be asked for in UTF-8.
    """
    try:
        path.encode("latin-1").decode("utf-8")
    except UnicodeDecodeError:
        return path.encode("utf-8").decode("latin-1")
    return path


def filter_factory(global_conf: dict) -> Callable[[Application], Application]:
    """For a pipeline of Paste: `egg:communesplone#legible`."""
    return legible
