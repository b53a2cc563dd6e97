"""A small client of clamd: one file by INSTREAM, over TCP or a Unix socket, never longer than its time limits."""

from contextlib import closing
from contextlib import suppress
from time import monotonic
import re
import socket
import struct


CONNECT_SECONDS = 3.0
WHOLE_SECONDS = 60.0
PING_SECONDS = 1.0
_CHUNK = 64 * 1024
_LONGEST_ANSWER = 4096


class NoAnswer(Exception):
    """The scanner is down, hangs, or says what is no answer; ``reason`` is a short word."""

    def __init__(self, reason: str):
        super().__init__(reason)
        self.reason = reason


def scan(address: str, data: bytes, seconds: float = WHOLE_SECONDS, connect: float = CONNECT_SECONDS) -> str:
    """Name of what was found in the data, '' when it is clean.

    ``address``: ``host:port`` or the path of a socket. ``seconds``: for everything together. Raises NoAnswer.
    """
    until = monotonic() + seconds
    try:
        with closing(_connect(address, connect)) as link:
            with suppress(BrokenPipeError):  # it stops listening at StreamMaxLength, and says so
                _send(link, data, until)
            return _verdict(_read(link, until))
    except TimeoutError:
        raise NoAnswer("timeout") from None
    except (OSError, ValueError):
        raise NoAnswer("unreachable") from None


def ping(address: str, seconds: float = PING_SECONDS) -> None:
    """Ask whether it is there; raises NoAnswer. ``seconds``: for connecting, and again for the answer."""
    try:
        with closing(_connect(address, seconds)) as link:
            _limit(link, monotonic() + seconds)
            link.sendall(b"zPING\0")
            answer = _read(link, monotonic() + seconds)
    except TimeoutError:
        raise NoAnswer("timeout") from None
    except (OSError, ValueError):
        raise NoAnswer("unreachable") from None
    if answer.partition(b"\0")[0] != b"PONG":
        raise NoAnswer("garbled")


def _connect(address: str, seconds: float) -> socket.socket:
    if address.startswith("/"):
        link = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        link.settimeout(seconds)
        try:
            link.connect(address)
        except OSError:
            link.close()
            raise
        return link
    host, _colon, port = address.rpartition(":")
    return socket.create_connection((host, int(port)), timeout=seconds)


def _send(link: socket.socket, data: bytes, until: float) -> None:
    link.sendall(b"zINSTREAM\0")
    for start in range(0, len(data), _CHUNK):
        piece = data[start : start + _CHUNK]
        _limit(link, until)
        link.sendall(struct.pack(">I", len(piece)) + piece)
    link.sendall(struct.pack(">I", 0))


def _limit(link: socket.socket, until: float) -> None:
    left = until - monotonic()
    if left <= 0:
        raise TimeoutError
    link.settimeout(left)


def _read(link: socket.socket, until: float) -> bytes:
    answer = b""
    while b"\0" not in answer and len(answer) < _LONGEST_ANSWER:
        _limit(link, until)
        piece = link.recv(1024)
        if not piece:
            break
        answer += piece
    return answer


def _verdict(answer: bytes) -> str:
    text = answer.partition(b"\0")[0].decode("utf-8", "replace").strip()
    if text == "stream: OK":
        return ""
    found = re.fullmatch(r"stream: (\S{1,200}) FOUND", text)
    if found is None:
        raise NoAnswer("size" if "size limit exceeded" in text else "garbled")
    return found[1]
