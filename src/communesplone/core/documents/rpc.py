"""XML-RPC over HTTP with one deadline for the whole call.

`xmlrpc.client.ServerProxy` only knows a time limit per read: a server that sends one byte a second would hold its
caller for ever. Here each wait on the socket gets what is left of the total.
"""

from collections.abc import Callable
from xmlrpc.client import dumps
from xmlrpc.client import loads
from xmlrpc.client import ResponseError
import http.client
import io
import socket
import xml.parsers.expat


# A certificate weighs 50 kB; what is larger than this is no document of ours.
MAX_ANSWER = 64 * 1024 * 1024


class Unreachable(ConnectionError):
    """Nobody answers at this address, or the answer is not one of an XML-RPC server."""


def call(where: tuple[str, int], method: str, arguments: tuple, deadline: float, clock: Callable[[], float]) -> object:
    """Result of an XML-RPC call, before `deadline` (a reading of `clock`, seconds).

    Raises `TimeoutError` after the deadline, `Unreachable` when there is no server, `xmlrpc.client.Fault` when the
    server refuses.
    """
    body = dumps(arguments, method, allow_none=True).encode()
    host, port = where
    head = (
        f"POST /RPC2 HTTP/1.0\r\nHost: {host}:{port}\r\nContent-Type: text/xml\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    with _connect(where, deadline, clock) as connection:
        try:
            connection.settimeout(_left(deadline, clock))
            connection.sendall(head.encode() + body)
            answer = _read(connection, deadline, clock)
        except TimeoutError:
            raise
        except OSError as error:
            raise Unreachable(f"the connection broke: {error}") from error
    try:
        (result,), _method = loads(answer)
    except (xml.parsers.expat.ExpatError, ResponseError, ValueError, TypeError) as error:
        raise Unreachable(f"not an XML-RPC answer: {error}") from error
    return result


def _left(deadline: float, clock: Callable[[], float]) -> float:
    left = deadline - clock()
    if left <= 0:
        raise TimeoutError("the time is over")
    return left


def _connect(where: tuple[str, int], deadline: float, clock: Callable[[], float]) -> socket.socket:
    host, port = where
    # The supervisor listens on IPv4 only; asking the resolver for "localhost" would only cost a refused ::1.
    host = "127.0.0.1" if host == "localhost" else host
    try:
        return socket.create_connection((host, port), _left(deadline, clock))
    except TimeoutError:
        raise
    except OSError as error:
        raise Unreachable(f"no answer at {host}:{port}: {error.strerror or error}") from error


class _Timed(io.RawIOBase):
    """Socket as a raw stream whose every read waits no longer than what is left."""

    def __init__(self, connection: socket.socket, deadline: float, clock: Callable[[], float]):
        self._connection, self._deadline, self._clock = connection, deadline, clock

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int:
        self._connection.settimeout(_left(self._deadline, self._clock))
        return self._connection.recv_into(buffer)

    def makefile(self, mode: str) -> io.BufferedReader:
        """What `http.client.HTTPResponse` asks of a socket."""
        return io.BufferedReader(self)


def _read(connection: socket.socket, deadline: float, clock: Callable[[], float]) -> bytes:
    response = http.client.HTTPResponse(_Timed(connection, deadline, clock), method="POST")
    try:
        response.begin()
        answer = response.read(MAX_ANSWER + 1)
    except http.client.HTTPException as error:
        raise Unreachable(f"not an HTTP answer: {error!r}") from error
    if response.status != 200:
        raise Unreachable(f"HTTP status {response.status}")
    if len(answer) > MAX_ANSWER:
        raise Unreachable("the answer is too large")
    return answer
