"""Keeps the conversion service (unoserver with its LibreOffice) alive.

    python -m communesplone.core.documents.supervisor --port 2003

Plain standard library, any Python from 3.11, also by path (``python .../supervisor.py``). unoserver itself runs under
the Python that can ``import uno`` (Debian's /usr/bin/python3), with a LibreOffice profile of its own, on 127.0.0.1
only. It is started again when it dies or no longer answers, and everything it started ends with it, whatever ends
the supervisor: a guard process waits for that.

Environment: ``COMMUNES_UNO_PYTHON`` (the Python with uno), ``COMMUNES_SOFFICE`` (LibreOffice),
``COMMUNES_UNOSERVER`` (the folder that holds the unoserver package).
Exit status: 0 stopped on demand, 2 something is missing, 3 the port is taken.
"""

from pathlib import Path
import argparse
import contextlib
import http.client
import importlib.util
import logging
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import xmlrpc.client


log = logging.getLogger("converter")

PING_EVERY = 5.0
START_WITHIN = 60.0
BACKOFF = (1, 2, 5, 10, 30)
# A service that answered for so many seconds starts with a fresh backoff.
HEALTHY_AFTER = 60.0
# What a document may not do while it is converted: run macros, or fetch something, which could hang LibreOffice. All
# network traffic goes to a proxy that does not exist (port 9, "discard"), so it fails at once.
_SETTINGS = (
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Inet/Settings", "ooInetProxyType", "2"),
    ("Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPSProxyPort", "9"),
    ("Inet/Settings", "ooInetNoProxy", ""),
)
PROFILE = (
    '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">'
    + "".join(
        f'<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop>'
        "</item>"
        for path, name, value in _SETTINGS
    )
    + "</oor:items>"
)


class Missing(Exception):
    """Something the service cannot do without is not installed; the message is one line for the administrator."""


def find_uno_python() -> str:
    """Path of a Python that can ``import uno``; raises `Missing`."""
    wanted = os.environ.get("COMMUNES_UNO_PYTHON")
    candidates = [wanted] if wanted else ["/usr/bin/python3", sys.executable, "python3"]
    if not wanted:
        candidates += [str(path) for path in sorted(Path("/opt").glob("libreoffice*/program/python"))]
        candidates.append("/usr/lib/libreoffice/program/python")
    for candidate in candidates:
        path = shutil.which(candidate)
        if path and _can_import_uno(path):
            return path
    tried = ", ".join(dict.fromkeys(candidates))
    raise Missing(f"no Python with LibreOffice's uno module (tried {tried}): install python3-uno")


def _can_import_uno(python: str) -> bool:
    with contextlib.suppress(OSError, subprocess.TimeoutExpired):
        done = subprocess.run(  # noqa: S603
            [python, "-c", "import uno"], capture_output=True, timeout=30, check=False, env=_environment()
        )
        return done.returncode == 0
    return False


def find_soffice() -> str:
    """Path of the LibreOffice program; raises `Missing`."""
    wanted = os.environ.get("COMMUNES_SOFFICE")
    for name in [wanted] if wanted else ["soffice", "libreoffice", "/usr/lib/libreoffice/program/soffice"]:
        if path := shutil.which(name):
            return path
    raise Missing("no LibreOffice: install libreoffice-writer (not the -nogui packages)")


def find_unoserver() -> str:
    """Folder that holds the unoserver package; raises `Missing`."""
    wanted = os.environ.get("COMMUNES_UNOSERVER")
    if wanted and (Path(wanted) / "unoserver" / "server.py").is_file():
        return wanted
    spec = None if wanted else importlib.util.find_spec("unoserver")
    if spec is None or not spec.submodule_search_locations:
        raise Missing("the Python package unoserver is not installed beside this program (pip install unoserver)")
    return str(Path(next(iter(spec.submodule_search_locations))).parent)


def make_profile(folder: Path) -> Path:
    """A new LibreOffice profile below `folder`, with the restrictions of `PROFILE`."""
    profile = Path(tempfile.mkdtemp(prefix="profile-", dir=folder))
    (profile / "user").mkdir()
    (profile / "user" / "registrymodifications.xcu").write_text(PROFILE)
    return profile


def _environment() -> dict[str, str]:
    """The caller's environment without what would lead another Python astray."""
    return {
        name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV")
    }


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _port_taken(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return True
    return False


class _TimedTransport(xmlrpc.client.Transport):
    def __init__(self, timeout: float):
        super().__init__()
        self._timeout = timeout

    def make_connection(self, host):
        return http.client.HTTPConnection(host, timeout=self._timeout)


def ping(port: int, timeout: float) -> bool:
    """Whether unoserver on this machine answers ``info`` (which asks LibreOffice) within about `timeout` seconds."""
    url = f"http://127.0.0.1:{port}/RPC2"
    try:
        xmlrpc.client.ServerProxy(url, transport=_TimedTransport(timeout), allow_none=True).info()
    except (OSError, http.client.HTTPException, xmlrpc.client.Error):
        return False
    return True


class Guard:
    """A small process that outlives a killed supervisor just long enough to kill its process group and profile."""

    PROGRAM = (
        "import os, shutil, signal, sys\n"
        "group = 0\n"
        "for line in sys.stdin:\n"
        "    group = int(line)\n"
        "if group:\n"
        "    try: os.killpg(group, signal.SIGKILL)\n"
        "    except OSError: pass\n"
        "shutil.rmtree(sys.argv[1], ignore_errors=True)\n"
    )

    def __init__(self, folder: str):
        self._process = subprocess.Popen(  # noqa: S603
            [sys.executable, "-c", self.PROGRAM, folder], stdin=subprocess.PIPE, text=True, start_new_session=True
        )

    def watch(self, group: int) -> None:
        """Kill this process group when the supervisor is gone (0: nothing)."""
        with contextlib.suppress(OSError):
            self._process.stdin.write(f"{group}\n")
            self._process.stdin.flush()

    def leave(self) -> None:
        """Let it clean up and wait for it."""
        with contextlib.suppress(OSError):
            self._process.stdin.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(10)


class Supervisor:
    """Runs unoserver on `port` until `stop` is called; `run` blocks."""

    def __init__(self, port: int, conversion_timeout: int, stop_after: int, follow_parent: bool):
        self.port = port
        self.conversion_timeout = conversion_timeout
        self.stop_after = stop_after
        self.uno_python, self.soffice, self.unoserver = find_uno_python(), find_soffice(), find_unoserver()
        self._parent = os.getppid() if follow_parent else None
        self._process: subprocess.Popen | None = None
        self._output = Path(os.devnull)
        self._stopping = False
        self._failures = 0

    def stop(self, *_signal) -> None:
        """Ask `run` to end (also a signal handler)."""
        self._stopping = True

    def run(self) -> None:
        """Start unoserver, watch it, start it again; returns after `stop` or when the parent process is gone."""
        folder = tempfile.mkdtemp(prefix="communes-converter-")
        guard = Guard(folder)
        try:
            while self._going():
                self._start(folder, guard)
                self._watch()
                self._kill()
                guard.watch(0)
                if self._going():
                    self._pause()
        finally:
            self._kill()
            guard.watch(0)
            guard.leave()
        log.info("stopped")

    def _going(self) -> bool:
        if self._parent is not None and os.getppid() != self._parent:
            if not self._stopping:
                log.info("the process that started me is gone")
            self._stopping = True
        return not self._stopping

    def _start(self, folder: str, guard: Guard) -> None:
        profile = make_profile(Path(folder))
        command = [self.uno_python, "-m", "unoserver.server", "--interface", "127.0.0.1", "--port", str(self.port)]
        command += ["--uno-interface", "127.0.0.1", "--uno-port", str(_free_port()), "--executable", self.soffice]
        command += ["--user-installation", str(profile), "--conversion-timeout", str(self.conversion_timeout)]
        command += ["--stop-after", str(self.stop_after), "--quiet"]
        environment = _environment() | {
            "PYTHONPATH": self.unoserver,
            "HOME": folder,
            "TMPDIR": folder,
            "SAL_USE_VCLPLUGIN": "svp",
        }
        self._output = Path(folder) / "unoserver.log"
        with self._output.open("ab") as output:
            self._process = subprocess.Popen(  # noqa: S603
                command, env=environment, stdin=subprocess.DEVNULL, stdout=output, stderr=output, start_new_session=True
            )
        guard.watch(self._process.pid)

    def _last_words(self) -> str:
        """The last line that unoserver wrote, apart from its log of requests."""
        lines = self._output.read_text(errors="replace").splitlines() if self._output.exists() else []
        words = [line.strip() for line in lines if line.strip() and '"POST ' not in line and "javaldx" not in line]
        return words[-1][:300] if words else "it said nothing"

    def _trim_output(self) -> None:
        if self._output.stat().st_size > 1_000_000:
            os.truncate(self._output, 0)

    def _watch(self) -> None:
        """Return when unoserver has died, has hung, or is to be stopped."""
        started = time.monotonic()
        ready_at = None
        while self._sleep(PING_EVERY if ready_at else 0.5):
            if self._process.poll() is not None:
                log.warning("unoserver ended (status %s): %s", self._process.returncode, self._last_words())
                return
            now = time.monotonic()
            self._trim_output()
            if ping(self.port, self.conversion_timeout + 2 if ready_at else 2):
                if ready_at is None:
                    ready_at = now
                    log.info("ready on 127.0.0.1:%s after %.0f s", self.port, now - started)
                elif now - ready_at > HEALTHY_AFTER:
                    self._failures = 0
            elif ready_at and self._process.poll() is None:
                log.warning("no answer from unoserver: starting it again")
                return
            elif ready_at is None and now - started > START_WITHIN:
                log.warning("unoserver did not come up in %.0f s", START_WITHIN)
                return

    def _pause(self) -> None:
        delay = BACKOFF[min(self._failures, len(BACKOFF) - 1)]
        self._failures += 1
        log.info("starting again in %s s", delay)
        self._sleep(delay)

    def _sleep(self, seconds: float) -> bool:
        """Wait, but wake up early for a stop, the parent's end, or unoserver's; False when it is time to stop."""
        until = time.monotonic() + seconds
        while self._going() and time.monotonic() < until:
            time.sleep(min(0.2, max(until - time.monotonic(), 0)))
            if self._process is not None and self._process.poll() is not None:
                break
        return not self._stopping

    def _kill(self) -> None:
        """End unoserver and LibreOffice: one process group, killed as a whole (they keep nothing worth saving)."""
        process, self._process = self._process, None
        if process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _arguments(argv: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="supervisor", description=__doc__.splitlines()[0])
    parser.add_argument("--port", type=int, default=2003, help="port of the service on 127.0.0.1 (default: 2003)")
    parser.add_argument(
        "--conversion-timeout", type=int, default=10, help="seconds before a conversion is given up (default: 10)"
    )
    parser.add_argument(
        "--stop-after",
        type=int,
        default=500,
        help="conversions before a fresh LibreOffice, against leaks (default: 500)",
    )
    parser.add_argument("--detached", action="store_true", help="go on when the process that started this one ends")
    return parser.parse_args(argv)


def main(argv: list[str] | None = None) -> int:
    """Command line; returns the exit status."""
    options = _arguments(argv)
    logging.basicConfig(level=logging.INFO, format="converter: %(message)s", stream=sys.stderr)
    try:
        supervisor = Supervisor(
            options.port, options.conversion_timeout, options.stop_after, follow_parent=not options.detached
        )
    except Missing as missing:
        log.error("%s", missing)
        return 2
    if _port_taken(options.port):
        log.error("port %s is taken by another program: stop that one or choose another with --port", options.port)
        return 3
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, supervisor.stop)
    log.info(
        "LibreOffice %s under %s, starting on 127.0.0.1:%s", supervisor.soffice, supervisor.uno_python, options.port
    )
    supervisor.run()
    return 0


if __name__ == "__main__":
    sys.exit(main())
