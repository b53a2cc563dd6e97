"""The scanner itself: clamd with a signature of the harmless EICAR file, and what it does when it is not well.

Skipped where there is no clamd: `apt-get install clamav-daemon`. No signatures are fetched.
"""

from .test_antivirus import EICAR
from .test_antivirus import PDF
from communesplone.core.security import clamd
from time import monotonic
import os
import pytest
import shutil
import signal
import subprocess
import threading


MEGABYTE = 1024 * 1024
LIMIT = 5  # megabytes
DAEMON = shutil.which("clamd") or shutil.which("clamd", path="/usr/sbin:/usr/local/sbin")
pytestmark = pytest.mark.skipif(DAEMON is None, reason="no clamd on this machine: the real scanner is NOT tested")
SETTINGS = """Foreground yes
DatabaseDirectory {place}/signatures
LocalSocket {place}/clamd.sock
StreamMaxLength {limit}M
MaxFileSize {limit}M
MaxScanSize {limit}M
MaxThreads 4
IdleTimeout 30
CommandReadTimeout 30
TemporaryDirectory {place}
"""


class Daemon:
    """clamd with one signature, listening at `address`."""

    def __init__(self, place):
        self.address = str(place / "clamd.sock")
        (place / "signatures").mkdir()
        (place / "signatures" / "own.ndb").write_text(f"Communes.Eicar:0:*:{EICAR.hex()}\n")
        (place / "clamd.conf").write_text(SETTINGS.format(place=place, limit=LIMIT))
        command = [DAEMON, "--config-file", str(place / "clamd.conf")]
        self.log = (place / "clamd.log").open("wb")
        self.process = subprocess.Popen(command, stdout=self.log, stderr=subprocess.STDOUT)
        self._wait(place / "clamd.log")

    def _wait(self, log) -> None:
        until = monotonic() + 60
        while monotonic() < until:
            if self.process.poll() is not None:
                pytest.fail(f"clamd does not start: {log.read_text()[-500:]}")
            try:
                clamd.ping(self.address)
            except clamd.NoAnswer:
                threading.Event().wait(0.05)
            else:
                return
        pytest.fail("clamd does not answer")

    def tell(self, number: int) -> None:
        os.kill(self.process.pid, number)

    def end(self) -> None:
        if self.process.poll() is None:
            self.tell(signal.SIGCONT)
            self.process.kill()
        self.process.wait(10)
        self.log.close()


@pytest.fixture(scope="module")
def daemon(tmp_path_factory):
    """A scanner for the tests that leave it well."""
    running = Daemon(tmp_path_factory.mktemp("clamd"))
    yield running
    running.end()


@pytest.fixture
def own_daemon(tmp_path):
    """A scanner that the test may spoil."""
    running = Daemon(tmp_path)
    yield running
    running.end()


def took(address: str, data: bytes, **limits) -> tuple[str, float]:
    """What was found, or the reason for no answer, and the seconds it took."""
    start = monotonic()
    try:
        found = clamd.scan(address, data, **limits)
    except clamd.NoAnswer as problem:
        found = problem.reason
    return found, monotonic() - start


def test_it_is_there(daemon):
    clamd.ping(daemon.address)


@pytest.mark.parametrize("data", [b"", b"x", PDF, b"\0" * MEGABYTE, os.urandom(4 * MEGABYTE)], ids=len)
def test_a_clean_file_is_clean(daemon, data):
    found, seconds = took(daemon.address, data)
    print(f"\n{len(data)} bytes: {seconds * 1000:.0f} ms")
    assert found == ""


@pytest.mark.parametrize("data", [EICAR, PDF + EICAR, b"\0" * 3 * MEGABYTE + EICAR], ids=len)
def test_the_test_virus_is_found(daemon, data):
    found, seconds = took(daemon.address, data)
    print(f"\n{len(data)} bytes: {seconds * 1000:.0f} ms")
    assert found.startswith("Communes.Eicar")


def test_a_file_larger_than_it_takes_is_not_called_clean(daemon):
    found, seconds = took(daemon.address, b"\0" * (LIMIT + 3) * MEGABYTE)
    print(f"\nbeyond StreamMaxLength: {found}, {seconds * 1000:.0f} ms")
    assert found == "size"
    assert took(daemon.address, PDF)[0] == ""


def test_eight_files_at_once(daemon):
    answers = {}

    def scan(number):
        answers[number] = took(daemon.address, PDF + (EICAR if number % 2 else b""))[0]

    threads = [threading.Thread(target=scan, args=(number,)) for number in range(8)]
    for one in threads:
        one.start()
    for one in threads:
        one.join(60)
    assert [bool(answers[number]) for number in range(8)] == [False, True] * 4


def test_a_daemon_that_hangs_is_given_up_and_used_again_when_it_goes_on(own_daemon):
    own_daemon.tell(signal.SIGSTOP)
    found, seconds = took(own_daemon.address, PDF, seconds=0.5, connect=0.5)
    print(f"\nhanging: {found} after {seconds:.2f} s of 0.5 s")
    assert found == "timeout" and seconds < 2
    with pytest.raises(clamd.NoAnswer):
        clamd.ping(own_daemon.address, 0.3)
    own_daemon.tell(signal.SIGCONT)
    assert took(own_daemon.address, PDF + EICAR)[0].startswith("Communes.Eicar")


def test_a_daemon_killed_in_the_middle_of_a_file_leaves_no_verdict(own_daemon, monkeypatch):
    limit, sent = clamd._limit, []

    def kill_after_some(link, until):
        sent.append(1)
        if len(sent) == 10:
            own_daemon.process.kill()
            own_daemon.process.wait(10)
        limit(link, until)

    monkeypatch.setattr(clamd, "_limit", kill_after_some)
    found, seconds = took(own_daemon.address, b"\0" * 4 * MEGABYTE, seconds=5)
    print(f"\nkilled after {len(sent)} pieces: {found}, {seconds * 1000:.0f} ms")
    assert found in ("unreachable", "garbled")
    assert took(own_daemon.address, PDF)[0] == "unreachable"
