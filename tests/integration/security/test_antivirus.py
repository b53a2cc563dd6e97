"""No file is to be had before the scanner has seen it; a scanner that hangs, babbles or is down loses nothing."""

from Acquisition import aq_base
from communesplone.core.cases import attachments
from communesplone.core.cases import store
from communesplone.core.cases import thread
from communesplone.core.cases.attachments import Attachment
from communesplone.core.interfaces import ICommunesLayer
from communesplone.core.jobs.api import Trouble
from communesplone.core.jobs.store import get_store
from communesplone.core.moments import now
from communesplone.core.security import antivirus
from communesplone.core.security import clamd
from communesplone.core.security.scanning import Scan
from communesplone.core.security.settings import PREFIX
from contextlib import contextmanager
from plone import api
from zope.interface import alsoProvides
from ZPublisher.BaseRequest import RequestContainer
import pytest
import socket
import struct
import threading
import transaction


PDF = b"%PDF-1.4\n%%EOF\n" * 9000
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


def received(link) -> bytes:
    """Read one INSTREAM as clamd does."""
    with link.makefile("rb") as stream:
        assert stream.read(10) == b"zINSTREAM\0"
        data = b""
        while size := struct.unpack(">I", stream.read(4))[0]:
            data += stream.read(size)
        return data


@contextmanager
def fake_clamd(answer, path=None):
    """A scanner in a thread: `answer(data)` gives its bytes, None hangs until the test is over."""
    server = socket.socket(socket.AF_UNIX if path else socket.AF_INET, socket.SOCK_STREAM)
    server.bind(path or ("127.0.0.1", 0))
    server.listen()
    over, seen = threading.Event(), []

    def serve():
        while not over.is_set():
            try:
                link, _peer = server.accept()
            except OSError:
                return
            with link:
                if link.recv(6, socket.MSG_PEEK) == b"zPING\0":
                    link.sendall(b"PONG\0")
                    continue
                seen.append(received(link))
                said = answer(seen[-1])
                if said is None:
                    over.wait(10)
                else:
                    link.sendall(said)

    thread_ = threading.Thread(target=serve, daemon=True)
    thread_.start()
    try:
        yield path or f"127.0.0.1:{server.getsockname()[1]}", seen
    finally:
        over.set()
        server.shutdown(socket.SHUT_RDWR)
        server.close()
        thread_.join(5)


def honest(data: bytes) -> bytes:
    return b"stream: Eicar-Test-Signature FOUND\0" if EICAR in data else b"stream: OK\0"


def test_a_clean_and_an_infected_file(tmp_path):
    with fake_clamd(honest) as (address, seen):
        assert clamd.scan(address, PDF) == ""
        assert clamd.scan(address, PDF + EICAR) == "Eicar-Test-Signature"
        assert seen == [PDF, PDF + EICAR]
    with fake_clamd(honest, str(tmp_path / "clamd.ctl")) as (address, _seen):
        assert clamd.scan(address, b"") == ""


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (b"", "garbled"),
        (b"stream: OK and more\0", "garbled"),
        (b"\xff\xfe" * 9000, "garbled"),
        (b"HTTP/1.1 400 Bad Request\r\n\r\n", "garbled"),
        (b"INSTREAM size limit exceeded. ERROR\0", "size"),
        (None, "timeout"),
    ],
)
def test_what_is_no_answer_is_not_taken_for_clean(answer, reason):
    with fake_clamd(lambda _data: answer) as (address, _seen), pytest.raises(clamd.NoAnswer) as caught:
        clamd.scan(address, PDF, seconds=0.3)
    assert caught.value.reason == reason


@pytest.mark.parametrize("address", ["127.0.0.1:1", "/nowhere/clamd.ctl", "localhost", "localhost:x", "x"])
def test_a_scanner_that_is_not_there_is_found_out_at_once(address):
    with pytest.raises(clamd.NoAnswer):
        clamd.scan(address, PDF, seconds=1, connect=0.5)


@pytest.fixture
def scanned(live_town):
    """A case with one file, in a commune with a scanner at the address that a test gives."""

    def make(address, data=PDF):
        live_town.portal.portal_registry[f"{PREFIX}.antivirus"] = address
        case = live_town.order()
        attachments.keep(case, [Attachment("answer", "a.pdf", "application/pdf", data)])
        live_town.index()
        transaction.commit()
        return case

    return make


def test_a_file_is_locked_until_it_is_scanned(scanned, web):
    with fake_clamd(honest) as (address, _seen):
        case = scanned(address)
        path = f"/@@case/{case.reference}/file/answer-1"
        assert web.get(path, "anna").status == 409
        assert "not yet checked" in web.get(f"/@@case/{case.reference}", "anna").text
        Scan().do({"case": case.reference}, None)
        transaction.commit()
        assert web.get(path, "anna").status == 200


def test_an_infected_file_stays_locked_and_both_sides_are_told(scanned, web):
    with fake_clamd(honest) as (address, _seen):
        case = scanned(address, PDF + EICAR)
        Scan().do({"case": case.reference}, None)
        transaction.commit()
    assert web.get(f"/@@case/{case.reference}/file/answer-1", "anna").status == 409
    assert "locked" in web.get(f"/@@case/{case.reference}", "anna").text
    assert case.messages[-1].author == thread.OFFICE and case.news_for_citizen


@pytest.mark.parametrize("answer", [b"nonsense\0", None])
def test_a_broken_scanner_leaves_the_file_waiting_with_a_reason(scanned, answer, monkeypatch):
    monkeypatch.setattr(clamd.scan, "__defaults__", (0.3, 0.3))
    with fake_clamd(lambda _data: answer) as (address, _seen):
        case = scanned(address)
        with pytest.raises(Trouble, match="virus scanner"):
            Scan().do({"case": case.reference}, None)
    assert case.attachments["answer-1"].scan == antivirus.WAITING
    assert case.attachments["answer-1"].file.data == PDF


def test_without_a_scanner_nothing_waits(live_town):
    case = live_town.order()
    attachments.keep(case, [Attachment("answer", "a.pdf", "application/pdf", PDF)])
    assert antivirus.remark(case.attachments["answer-1"]) == ""


def test_a_case_that_is_gone_stops_no_job(live_town):
    assert store.find("7KQ2-94MX") is None
    Scan().do({"case": "7KQ2-94MX"}, None)


@pytest.mark.parametrize("page", ["security-settings", "overview-controlpanel"])
def test_who_runs_the_site_is_told_that_nothing_is_scanned(live_town, manager_page, page):
    assert "not scanned for viruses" in manager_page(page)
    live_town.portal.portal_registry[f"{PREFIX}.antivirus"] = "127.0.0.1:1"
    text = manager_page(page)
    assert "The virus scanner does not work" in text and "cannot be reached" in text
    with fake_clamd(honest) as (address, _seen):
        live_town.portal.portal_registry[f"{PREFIX}.antivirus"] = address
        assert "data-scanner" not in manager_page(page)


def test_the_last_error_stands_there_while_scans_wait(scanned, manager_page):
    with fake_clamd(honest) as (address, _seen):
        scanned(address)
        jobs = get_store()
        jobs.take_in()
        job = next(one for one in jobs.of_state("waiting") if one.kind == antivirus.KIND)
        jobs.fail(job, "the virus scanner did not answer in time", now())
        text = manager_page("security-settings")
    assert "Last error" in text and "did not answer in time" in text


@pytest.fixture
def manager_page(live_town):
    """Renders a page of the setup as the owner of the site."""

    def render(name: str) -> str:
        request = live_town.portal.REQUEST.clone()
        alsoProvides(request, ICommunesLayer)
        root = aq_base(live_town.portal.aq_parent).__of__(RequestContainer(REQUEST=request))
        with live_town.manager():
            view = api.content.get_view(name, aq_base(live_town.portal).__of__(root), request)
            request["PUBLISHED"] = view
            return view()

    return render


@pytest.mark.parametrize("infected", [False, True])
def test_nobody_gets_a_file_that_is_not_clean(scanned, web, live_town, infected):
    """Neither clerk nor head nor manager, by page or service; the citizen neither, and both read why."""
    with fake_clamd(honest) as (address, _seen):
        case = scanned(address, PDF + EICAR)
        case.applicant_user = "carla"
        if infected:
            Scan().do({"case": case.reference}, None)
        transaction.commit()
    file = f"{case.reference}/file/answer-1"
    for user in ("anna", "hedwig", "sam"):
        answer = web.get(f"/@@case/{file}", user)
        assert (answer.status, EICAR.decode() in answer.text) == (409, False)
        assert answer.headers["Cache-Control"] == "private, no-store"
    for user in ("otto", "wim", ""):
        assert web.get(f"/@@case/{file}", user).status in (302, 401, 403, 404)
    inside = case.absolute_url().partition(live_town.portal.getId())[2]
    for path in (f"{inside}/attachments/answer-1/file", f"{inside}/@@download/attachments", f"{inside}/attachments"):
        for user in ("anna", "carla", ""):
            assert EICAR.decode() not in web.get(path, user).text
    told = "locked" if infected else "not yet checked"
    assert told in web.get(f"/@@case/{case.reference}", "anna").text
    assert EICAR.decode() not in web.get(f"/@case/{case.reference}", "anna", accept="application/json").text
