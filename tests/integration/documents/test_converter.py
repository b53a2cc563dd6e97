"""The real supervisor with a real LibreOffice: it converts, and comes back when LibreOffice is killed."""

from communesplone.core.documents import oneshot
from communesplone.core.documents import supervisor
from communesplone.core.documents.convert import Converter
from pathlib import Path
from pypdf import PdfReader
import io
import os
import pytest
import queue
import shutil
import signal
import socket
import subprocess
import sys
import threading
import zipfile


CATALOGUE = Path(supervisor.__file__).parents[2] / "requests" / "catalogue"
PROGRAM = supervisor.__file__


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="module")
def odt() -> bytes:
    return (CATALOGUE / "household-composition" / "template-fr.odt").read_bytes()


class Running:
    """A supervisor started by the test, its log line by line."""

    def __init__(self, *options: str, **environment: str):
        self.port = free_port()
        self.process = subprocess.Popen(
            [sys.executable, PROGRAM, "--port", str(self.port), *options],
            stderr=subprocess.PIPE,
            text=True,
            env=os.environ | environment,
        )
        self.lines = queue.Queue()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self):
        for line in self.process.stderr:
            self.lines.put(line)

    def wait_for(self, words: str, seconds: float = 60) -> str:
        while words not in (line := self.lines.get(timeout=seconds)):
            pass
        return line

    def converter(self) -> Converter:
        return Converter(("127.0.0.1", self.port))

    def stop(self) -> int:
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(20)


def processes_of(port: int) -> dict[int, str]:
    """Live processes (id: command line) of the service on `port`: unoserver and, by its parents, LibreOffice."""
    found, parents = {}, {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            command = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode()
            parents[int(folder.name)] = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
        except (OSError, ValueError):
            continue
        if command:
            found[int(folder.name)] = command
    roots = {pid for pid, command in found.items() if "unoserver.server" in command and f"--port {port} " in command}
    family = set(roots)
    while grown := {pid for pid, parent in parents.items() if parent in family} - family:
        family |= grown
    return {pid: command for pid, command in found.items() if pid in family}


@pytest.fixture(scope="module")
def running():
    service = Running()
    service.wait_for("ready on")
    yield service
    service.stop()


@pytest.fixture(autouse=True)
def _needs_libreoffice(request):
    if request.node.get_closest_marker("converter") and not shutil.which("soffice"):
        pytest.skip("LibreOffice is not installed here: nothing of the converter is tested")


@pytest.mark.converter
def test_a_template_becomes_an_archivable_pdf_within_a_second(running, odt):
    pdf = running.converter().to_pdf(odt, fallback=False)
    metadata = PdfReader(io.BytesIO(pdf)).trailer["/Root"]["/Metadata"].get_object().get_data()
    assert b"<pdfaid:part>2</pdfaid:part>" in metadata
    assert b"<pdfaid:conformance>B</pdfaid:conformance>" in metadata
    assert running.converter().to_pdf(odt, timeout=1.0, fallback=False).startswith(b"%PDF-")


@pytest.mark.converter
def test_the_service_listens_to_this_machine_only(running):
    listening = Path("/proc/net/tcp").read_text()
    assert f"0100007F:{running.port:04X}" in listening
    assert f"00000000:{running.port:04X}" not in listening


@pytest.mark.converter
def test_killing_libreoffice_brings_a_new_one(running, odt):
    before = processes_of(running.port)
    offices = [pid for pid, command in before.items() if "soffice.bin" in command]
    assert offices
    for pid in offices:
        os.kill(pid, signal.SIGKILL)
    running.wait_for("ended")
    running.wait_for("ready on")
    assert running.converter().to_pdf(odt, fallback=False).startswith(b"%PDF-")
    assert not set(processes_of(running.port)) & set(offices)


@pytest.mark.converter
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_when_the_supervisor_ends_everything_ends(number, tmp_path):
    service = Running(TMPDIR=str(tmp_path))
    service.wait_for("ready on")
    started = processes_of(service.port)
    assert any("soffice" in command for command in started.values())
    service.process.send_signal(number)
    service.process.wait(20)
    wait_until_gone(started)
    wait_until_empty(tmp_path)


@pytest.mark.converter
def test_when_the_process_that_started_it_ends_everything_ends(tmp_path):
    port = free_port()
    program = (
        "import subprocess, sys\n"
        f"subprocess.Popen([sys.executable, {PROGRAM!r}, '--port', '{port}'], stdout=2)\n"
        "sys.stdin.read()\n"
    )
    parent = subprocess.Popen(
        [sys.executable, "-c", program],
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"TMPDIR": str(tmp_path)},
    )
    for line in parent.stderr:
        if "ready on" in line:
            break
    started = processes_of(port)
    assert started
    parent.kill()
    assert any("is gone" in line for line in parent.stderr)
    wait_until_gone(started)
    wait_until_empty(tmp_path)


def wait_until_gone(pids) -> None:
    """Return when none of these processes runs any more (a zombie counts as gone)."""
    waiting = threading.Event()
    for _turn in range(200):
        alive = [pid for pid in pids if runs(pid)]
        if not alive:
            return
        waiting.wait(0.05)
    raise AssertionError(f"still running: {alive}")


def runs(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def wait_until_empty(folder: Path) -> None:
    waiting = threading.Event()
    for _turn in range(200):
        left = list(folder.glob("communes-converter-*"))
        if not left:
            return
        waiting.wait(0.05)
    raise AssertionError(f"left behind: {left}")


@pytest.mark.converter
def test_without_a_service_a_libreoffice_of_its_own_makes_the_same_kind_of_pdf(odt):
    pdf = oneshot.to_pdf(odt, 30)
    assert b"<pdfaid:part>2</pdfaid:part>" in PdfReader(io.BytesIO(pdf)).trailer["/Root"]["/Metadata"].get_data()


def test_a_taken_port_is_one_clear_line():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = subprocess.run(
            [sys.executable, PROGRAM, "--port", str(port)], capture_output=True, text=True, timeout=60, check=False
        )
    assert done.returncode == 3
    assert done.stderr.splitlines()[-1].startswith(f"converter: port {port} is taken")


@pytest.mark.parametrize(
    ("variable", "word"),
    [("COMMUNES_UNO_PYTHON", "python3-uno"), ("COMMUNES_SOFFICE", "libreoffice"), ("COMMUNES_UNOSERVER", "unoserver")],
)
def test_what_is_missing_is_one_clear_line(variable, word):
    done = subprocess.run(
        [sys.executable, PROGRAM, "--port", str(free_port())],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env=os.environ | {variable: "/nowhere/at/all"},
    )
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert word in done.stderr


@pytest.mark.converter
def test_a_document_fetches_nothing_from_the_network_while_it_is_converted(running, odt):
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        address = f"http://127.0.0.1:{server.getsockname()[1]}/spy.png"
        changed = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(odt)) as old, zipfile.ZipFile(changed, "w") as new:
            for entry in old.infolist():
                data = old.read(entry)
                if entry.filename == "content.xml":
                    data = data.replace(b"Pictures/arms.svg", address.encode())
                    assert address.encode() in data
                new.writestr(entry, data)
        assert running.converter().to_pdf(changed.getvalue(), fallback=False).startswith(b"%PDF-")
        with pytest.raises(BlockingIOError):
            server.accept()
