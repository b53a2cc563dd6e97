"""Client of the conversion service: ODT in, PDF/A-2b out, never later than asked.

The service is unoserver (XML-RPC, one conversion at a time) kept alive by ``supervisor``. Its address comes from the
environment variable ``COMMUNES_CONVERTER`` ("localhost:2003" by default). This module is plain Python: a request
thread of Zope waits here, so every wait has a deadline, and a service that hangs is asked once, not by everybody.
"""

from communesplone.core.documents import oneshot
from communesplone.core.documents.rpc import call
from communesplone.core.documents.rpc import Unreachable
from xmlrpc.client import Binary
from xmlrpc.client import Fault
import os
import threading
import time


DEFAULT_ADDRESS = "localhost:2003"
# Seconds during which a service that hung is only pinged, not used.
REST_AFTER_TIMEOUT = 10.0
PING_WHILE_RESTING = 0.3
# PDF/A-2b (ISO 19005-2), tagged so that a screen reader finds title, tables and paragraphs.
PDF_OPTIONS = ("SelectPdfVersion=2", "UseTaggedPDF=true")
_CRASH_MARKS = ("DisposedException", "URP bridge", "ConnectionRefused", "NoConnectException")


class ConversionFailed(Exception):
    """No PDF: ``reason`` is "down" (nobody answers), "timeout" (too slow) or "broken" (the document was refused)."""

    def __init__(self, reason: str, detail: str = ""):
        super().__init__(f"{reason}: {detail}" if detail else reason)
        self.reason = reason
        self.detail = detail


def address() -> tuple[str, int]:
    """Host and port of the conversion service, from ``COMMUNES_CONVERTER``; `ValueError` when it is no address."""
    value = os.environ.get("COMMUNES_CONVERTER") or DEFAULT_ADDRESS
    host, separator, port = value.rpartition(":")
    if not separator or not port.isdigit():
        raise ValueError(f"COMMUNES_CONVERTER must be host:port, not {value!r}")
    return host, int(port)


class Converter:
    """One service as seen from this process: conversions queue here, and a hang makes it rest (circuit breaker)."""

    def __init__(self, where: tuple[str, int] | None = None, clock=time.monotonic, fallback=oneshot.to_pdf):
        self._where = where
        self._clock = clock
        self._fallback = fallback
        self._turn = threading.Lock()
        self._resting_until = 0.0
        self._next_ping = 0.0

    def is_alive(self, timeout: float = 1.0) -> bool:
        """Whether the service answers a ping within `timeout` seconds (a busy service may need longer)."""
        try:
            call(self._where or address(), "info", (), self._clock() + timeout, self._clock)
        except (OSError, Fault, ValueError):
            return False
        return True

    def to_pdf(self, odt: bytes, *, timeout: float = 5.0, fallback: bool = True) -> bytes:
        """PDF/A-2b of an ODT within `timeout` seconds, or `ConversionFailed`.

        With `fallback`, a LibreOffice of its own is started when the service is down and the time left allows it;
        the environment variable ``COMMUNES_CONVERTER_FALLBACK=0`` forbids that everywhere.
        """
        deadline = self._clock() + timeout
        if not self._turn.acquire(timeout=max(timeout, 0)):
            raise ConversionFailed("timeout", "other documents are still being converted")
        try:
            try:
                return self._ask(odt, deadline)
            except ConversionFailed as failure:
                if failure.reason != "down" or not fallback or os.environ.get("COMMUNES_CONVERTER_FALLBACK") == "0":
                    raise
                return self._alone(odt, deadline, failure)
        finally:
            self._turn.release()

    def _ask(self, odt: bytes, deadline: float) -> bytes:
        self._check_rest()
        arguments = (None, Binary(odt), None, "pdf", None, list(PDF_OPTIONS), True, None, None)
        try:
            answer = call(self._where or address(), "convert", arguments, deadline, self._clock)
        except TimeoutError as error:
            self._resting_until = self._clock() + REST_AFTER_TIMEOUT
            self._next_ping = 0.0
            raise ConversionFailed("timeout", "the converter did not answer in time") from error
        except (Unreachable, OSError, ValueError) as error:
            raise ConversionFailed("down", str(error)) from error
        except Fault as fault:
            crashed = any(mark in fault.faultString for mark in _CRASH_MARKS)
            raise ConversionFailed("down" if crashed else "broken", fault.faultString[:500]) from fault
        return _checked(answer)

    def _check_rest(self) -> None:
        """Answer "down" at once while the service rests, unless a short ping (one a second) finds it well again."""
        now = self._clock()
        if now >= self._resting_until:
            return
        if now >= self._next_ping:
            self._next_ping = now + 1.0
            if self.is_alive(PING_WHILE_RESTING):
                self._resting_until = 0.0
                return
        raise ConversionFailed("down", "the converter hung a moment ago")

    def _alone(self, odt: bytes, deadline: float, failure: ConversionFailed) -> bytes:
        try:
            return _checked(Binary(self._fallback(odt, deadline - self._clock())))
        except oneshot.NotPossible as error:
            raise ConversionFailed("down", f"{failure.detail}; {error}") from error
        except TimeoutError as error:
            raise ConversionFailed("timeout", str(error)) from error


def _checked(answer: object) -> bytes:
    data = getattr(answer, "data", b"")
    if not data.startswith(b"%PDF-"):
        raise ConversionFailed("broken", "the converter's answer is not a PDF")
    return data


_default = Converter()


def to_pdf(odt: bytes, *, timeout: float = 5.0, fallback: bool = True) -> bytes:
    """PDF/A-2b of an ODT by the service of this installation: see `Converter.to_pdf`."""
    return _default.to_pdf(odt, timeout=timeout, fallback=fallback)


def is_alive(timeout: float = 1.0) -> bool:
    """Whether the service of this installation answers: see `Converter.is_alive`."""
    return _default.is_alive(timeout)
