"""The converter's client against services that answer, refuse, hang, trickle or talk nonsense."""

from communesplone.core.documents import oneshot
from communesplone.core.documents.convert import address
from communesplone.core.documents.convert import ConversionFailed
from communesplone.core.documents.convert import Converter
from contextlib import contextmanager
from contextlib import suppress
from xmlrpc.client import Binary
from xmlrpc.client import dumps
from xmlrpc.client import Fault
from xmlrpc.client import loads
import pytest
import socket
import threading
import time


PDF = b"%PDF-1.7 a document"


def http(body: bytes) -> bytes:
    return b"HTTP/1.0 200 OK\r\nContent-Type: text/xml\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body)


def answer(value) -> bytes:
    result = value if isinstance(value, Fault) else (value,)
    return http(dumps(result, methodresponse=True, allow_none=True).encode())


class Service:
    """A fake service: `behave(connection, method, arguments)` writes what it likes; requests are counted."""

    def __init__(self, behave):
        self.behave = behave
        self.methods = []
        self.arguments = ()
        self.release = threading.Event()
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.where = self._socket.getsockname()
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self):
        while True:
            try:
                connection, _peer = self._socket.accept()
            except OSError:
                return
            threading.Thread(target=self._talk, args=(connection,), daemon=True).start()

    def _talk(self, connection):
        with connection, connection.makefile("rb") as stream:
            length = 0
            while (line := stream.readline().strip()) != b"":
                if line.lower().startswith(b"content-length:"):
                    length = int(line.split(b":")[1])
            arguments, method = loads(stream.read(length))
            self.methods.append(method)
            self.arguments = arguments
            with suppress(OSError):
                self.behave(self, connection, method)

    def close(self):
        self.release.set()
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()


@contextmanager
def service(behave):
    fake = Service(behave)
    try:
        yield fake
    finally:
        fake.close()


def converts(fake, connection, method):
    connection.sendall(answer({"api": "3"} if method == "info" else Binary(PDF)))


def hangs(fake, connection, method):
    fake.release.wait(30)


def failure(converter, **options) -> ConversionFailed:
    with pytest.raises(ConversionFailed) as caught:
        converter.to_pdf(b"odt", fallback=False, **options)
    return caught.value


def test_a_document_becomes_an_archivable_tagged_pdf():
    with service(converts) as fake:
        assert Converter(fake.where).to_pdf(b"odt") == PDF
    assert fake.arguments[1].data == b"odt"
    assert fake.arguments[3] == "pdf"
    assert {"SelectPdfVersion=2", "UseTaggedPDF=true"} <= set(fake.arguments[5])


def test_a_living_service_is_alive_and_a_hanging_or_missing_one_is_not():
    with service(converts) as fake:
        assert Converter(fake.where).is_alive()
        where = fake.where
    assert not Converter(where).is_alive(0.5)
    with service(hangs) as fake:
        assert not Converter(fake.where).is_alive(0.1)


def test_nobody_there_is_down_at_once():
    with service(converts) as fake:
        where = fake.where
    started = time.monotonic()
    assert failure(Converter(where)).reason == "down"
    assert time.monotonic() - started < 1


def test_a_service_that_accepts_and_hangs_costs_no_more_than_the_deadline():
    with service(hangs) as fake:
        started = time.monotonic()
        assert failure(Converter(fake.where), timeout=0.3).reason == "timeout"
        assert 0.25 < time.monotonic() - started < 1


def test_a_service_that_trickles_costs_no_more_than_the_deadline():
    def trickles(fake, connection, method):
        connection.sendall(b"HTTP/1.0 200 OK\r\nContent-Length: 100000\r\n\r\n")
        while not fake.release.wait(0.02):
            connection.sendall(b"x")

    with service(trickles) as fake:
        started = time.monotonic()
        assert failure(Converter(fake.where), timeout=0.3).reason == "timeout"
        assert time.monotonic() - started < 1


def test_after_a_hang_the_next_ones_are_told_at_once_and_only_one_of_them_pings():
    with service(hangs) as fake:
        converter = Converter(fake.where)
        assert failure(converter, timeout=0.2).reason == "timeout"
        started = time.monotonic()
        reasons = [failure(converter).reason for _turn in range(5)]
        assert time.monotonic() - started < 1
        assert reasons == ["down"] * 5
        assert fake.methods.count("convert") == 1
        assert fake.methods.count("info") <= 1


def test_a_ping_that_succeeds_ends_the_rest():
    with service(hangs) as fake:
        converter = Converter(fake.where)
        failure(converter, timeout=0.2)
        fake.behave = converts
        assert converter.to_pdf(b"odt") == PDF


def test_the_rest_ends_by_itself():
    clock = [0.0]
    with service(hangs) as fake:
        converter = Converter(fake.where, clock=lambda: clock[0] + time.monotonic())
        failure(converter, timeout=0.2)
        clock[0] = 11
        assert failure(converter, timeout=0.2).reason == "timeout"
        assert fake.methods.count("convert") == 2


def test_two_at_once_take_turns_and_the_second_keeps_its_own_deadline():
    with service(hangs) as fake:
        converter = Converter(fake.where)
        first = threading.Thread(target=failure, args=(converter,), kwargs={"timeout": 0.6})
        first.start()
        while not fake.methods:
            fake.release.wait(0.005)
        started = time.monotonic()
        assert failure(converter, timeout=0.2).reason == "timeout"
        assert time.monotonic() - started < 0.5
        first.join()
        assert fake.methods.count("convert") == 1


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        (answer(Fault(1, "RuntimeError: Could not load document")), "broken"),
        (answer(Fault(1, "com.sun.star.lang.DisposedException: Binary URP bridge disposed")), "down"),
        (answer(Binary(b"not a pdf")), "broken"),
        (answer(None), "broken"),
        (http(b"<html>hello</html>"), "down"),
        (b"HTTP/1.0 500 Oops\r\n\r\n", "down"),
        (b"SSH-2.0-OpenSSH\r\n", "down"),
        (b"", "down"),
        (b"HTTP/1.0 200 OK\r\nContent-Length: 1000\r\n\r\n<half", "down"),
    ],
)
def test_every_odd_answer_has_its_reason(reply, reason):
    with service(lambda fake, connection, method: connection.sendall(reply)) as fake:
        assert failure(Converter(fake.where)).reason == reason


def test_a_dead_service_is_replaced_by_a_libreoffice_of_its_own_with_the_time_left():
    left = []

    def alone(odt, time_left):
        left.append(time_left)
        return PDF

    with service(converts) as fake:
        where = fake.where
    assert Converter(where, fallback=alone).to_pdf(b"odt", timeout=5) == PDF
    assert 4 < left[0] <= 5


def test_a_broken_document_is_not_tried_again():
    def never(odt, time_left):
        raise AssertionError("the fallback was used")

    with service(lambda fake, connection, method: connection.sendall(answer(Fault(1, "bad")))) as fake:
        with pytest.raises(ConversionFailed, match="broken"):
            Converter(fake.where, fallback=never).to_pdf(b"odt")


@pytest.mark.parametrize(
    ("outcome", "reason"),
    [(oneshot.NotPossible("no time"), "down"), (TimeoutError("slow"), "timeout"), (b"", "broken")],
)
def test_the_fallback_has_its_reasons_too(outcome, reason):
    def alone(odt, time_left):
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    with service(converts) as fake:
        where = fake.where
    with pytest.raises(ConversionFailed) as caught:
        Converter(where, fallback=alone).to_pdf(b"odt")
    assert caught.value.reason == reason


def test_the_fallback_can_be_forbidden(monkeypatch):
    monkeypatch.setenv("COMMUNES_CONVERTER_FALLBACK", "0")
    with service(converts) as fake:
        where = fake.where
    with pytest.raises(ConversionFailed, match="down"):
        Converter(where, fallback=lambda odt, left: PDF).to_pdf(b"odt")


def test_too_little_time_starts_no_libreoffice():
    with pytest.raises(oneshot.NotPossible):
        oneshot.to_pdf(b"odt", 0.5)


def test_a_libreoffice_that_hangs_is_killed_at_the_deadline(tmp_path, monkeypatch):
    program = tmp_path / "soffice"
    program.write_text("#!/bin/sh\nsleep 60 & sleep 60\n")
    program.chmod(0o755)
    monkeypatch.setenv("COMMUNES_SOFFICE", str(program))
    monkeypatch.setattr(oneshot, "LEAST_TIME", 0.1)
    started = time.monotonic()
    with pytest.raises(TimeoutError):
        oneshot.to_pdf(b"odt", 0.5)
    assert time.monotonic() - started < 2


def test_the_address_comes_from_the_environment(monkeypatch):
    monkeypatch.delenv("COMMUNES_CONVERTER", raising=False)
    assert address() == ("localhost", 2003)
    monkeypatch.setenv("COMMUNES_CONVERTER", "convert.example:2999")
    assert address() == ("convert.example", 2999)
    monkeypatch.setenv("COMMUNES_CONVERTER", "nonsense")
    with pytest.raises(ValueError, match="nonsense"):
        address()
    assert failure(Converter()).reason == "down"
