"""The virtual environment, the wheelhouse and buildout: everything between a checkout and its programs in ``bin``."""

from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from contextlib import contextmanager
from house.host import check_room
from house.messages import Reporter
from house.messages import Stop
from house.pins import chunks
from house.pins import missing_wheels
from house.pins import read_pins
from house.pins import stamp_of
from house.pins import VENV_TOOLS
from house.places import INPUTS
from house.places import Places
from pathlib import Path
import fcntl
import json
import os
import re
import shutil
import subprocess
import sys
import time


# Parts of buildout.cfg, and a program of each that tells whether it is there.
SERVER = {"instance": "instance", "runtime": "py"}
EVERYTHING = {**SERVER, "tools": "pytest"}
ROOM_FIRST_GIB = 3.0
ROOM_LATER_GIB = 0.5
DOWNLOADERS = 4
NO_NETWORK = (
    "temporary failure in name resolution",
    "name or service not known",
    "network is unreachable",
    "failed to establish a new connection",
    "connection refused",
    "newconnectionerror",
    "max retries exceeded",
    "connecttimeout",
    "readtimeouterror",
    "urlopen error",
)


def trouble(output: str, what: str, log: Path) -> str:
    """The one line for a program that failed, from what it printed."""
    low = output.lower()
    if "no space left on device" in low:
        return f"{what} stopped: the disk is full. Make room (about {ROOM_FIRST_GIB:g} GB) and run the command again."
    if "permission denied" in low:
        return f"{what} stopped: a file may not be written by this account (see {log})."
    if any(word in low for word in NO_NETWORK):
        return f"{what} stopped: no network, or the package index does not answer. Try again later (see {log})."
    return f"{what} failed, see {log}: {reason(output)[:200]}"


def reason(output: str) -> str:
    """The line that tells why: the first exception (the later ones follow from it), else the last line."""
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    exceptions = (line for line in lines if re.match(r"([\w.]*(Error|Exception|Invalid)\b|ERROR|Error): ", line))
    return next(exceptions, lines[-1] if lines else "nothing was said")


def run_watched(
    command: Sequence[str | Path],
    log: Path,
    watch: Callable[[str], None],
    cwd: Path,
    env: Mapping[str, str] | None = None,
) -> int:
    """Run a program, write its output to the log and give every line to ``watch``; returns the exit code."""
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("a", encoding="utf-8") as output:
        process = subprocess.Popen(
            [str(part) for part in command],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            cwd=cwd,
            env=env,
        )
        try:
            for line in process.stdout or ():
                output.write(line)
                watch(line)
            return process.wait()
        finally:
            if process.poll() is None:
                process.kill()


class Build:
    """Brings ``bin/instance`` and its companions into being, and knows when there is nothing to do."""

    def __init__(self, places: Places, reporter: Reporter, port: int, parts: Mapping[str, str]) -> None:
        self.places = places
        self.reporter = reporter
        self.port = port
        self.parts = dict(parts)
        self.log = places.logs / "build.log"

    def is_done(self) -> bool:
        """Whether the programs are there and were built from the files as they are now."""
        return self._built() >= set(self.parts)

    def ensure(self) -> None:
        """Build what is missing or was built from other files.

        :raises Stop: with the line for the person.
        """
        if self.is_done():
            check_room([self.places.root], ROOM_LATER_GIB)
            return
        # What was built before is kept up to date too: buildout would not, for parts that are not named.
        self.parts |= {part: EVERYTHING[part] for part in self._built()}
        check_room([self.places.root, self.places.cache], ROOM_FIRST_GIB if self._is_first() else ROOM_LATER_GIB)
        self._start_log()
        with self._alone():
            self._drop_halves()
            self._ensure_venv()
            self._ensure_wheels()
            self._run_buildout()
        self.places.stamp.write_text(json.dumps({"stamp": self._stamp(), "parts": list(self.parts)}), encoding="utf-8")

    def _built(self) -> set[str]:
        """The parts that were built from the files as they are now and still have their program."""
        try:
            stored = json.loads(self.places.stamp.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return set()
        if not isinstance(stored, dict) or stored.get("stamp") != self._stamp():
            return set()
        return {part for part in stored.get("parts", ()) if self.places.bin(EVERYTHING[part]).exists()}

    def _stamp(self) -> str:
        return stamp_of(self.places.root, INPUTS, extra=f"{self.places.cache} {self.port}")

    def _is_first(self) -> bool:
        return not any(self.places.eggs.glob("*/Plone-*"))

    def _start_log(self) -> None:
        self.places.logs.mkdir(parents=True, exist_ok=True)
        self.log.write_text("", encoding="utf-8")

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """One build at a time in a shared cache; the lock goes with the process, however it ends."""
        self.places.cache.mkdir(parents=True, exist_ok=True)
        with (self.places.cache / "lock").open("w") as handle:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                self.reporter.step(f"Another build uses {self.places.cache}: waiting for it.")
                fcntl.flock(handle, fcntl.LOCK_EX)
            yield

    def _drop_halves(self) -> None:
        """What an interrupted build left: buildout would take a half-unpacked distribution for a whole one."""
        self.places.stamp.unlink(missing_ok=True)
        for half in [*self.places.eggs.glob("*/tmp*"), *self.places.cache.glob("wheels-*")]:
            shutil.rmtree(half, ignore_errors=True)

    def _run(
        self,
        what: str,
        command: Sequence[str | Path],
        watch: Callable[[str], None] = lambda line: None,
        env: Mapping[str, str] | None = None,
    ) -> None:
        before = self.log.stat().st_size
        if run_watched(command, self.log, watch, self.places.root, env):
            with self.log.open(encoding="utf-8", errors="replace") as output:
                output.seek(before)
                raise Stop(trouble(output.read(), what, self.log))

    def _ensure_venv(self) -> None:
        venv = self.places.venv_python.parent.parent
        if not self._venv_works():
            self.reporter.step(f"Virtual environment for Python {sys.version.split()[0]}")
            shutil.rmtree(venv, ignore_errors=True)
            self._run("Making the virtual environment", [sys.executable, "-m", "venv", venv])
        pins = read_pins(self.places.root / "versions.cfg")
        tools = {name: pins[name] for name in VENV_TOOLS}
        wanted = [f"{name}=={version}" for name, version in tools.items()]
        here = ["--find-links", self.places.wheels] if self.places.wheels.exists() else []
        if here and not missing_wheels(tools, (path.name for path in self.places.wheels.iterdir())):
            here.append("--no-index")
        self._run("Installing buildout", [self.places.venv_python, "-m", "pip", "install", "-q", *here, *wanted])

    def _venv_works(self) -> bool:
        if not self.places.venv_python.exists():
            return False
        code = "import sys, pip; print(sys.version)"
        done = subprocess.run([self.places.venv_python, "-c", code], capture_output=True, text=True, check=False)
        return done.returncode == 0 and done.stdout.strip() == sys.version.strip()

    def _ensure_wheels(self) -> None:
        """Fetch the missing distributions with several pips at once; buildout alone takes one after the other."""
        self.places.wheels.mkdir(parents=True, exist_ok=True)
        pins = read_pins(self.places.root / "versions.cfg")
        missing = missing_wheels(pins, (path.name for path in self.places.wheels.iterdir()))
        if not missing:
            return
        self.reporter.step(f"Fetching {len(missing)} distributions into {self.places.wheels}")
        parts = [self._fetcher(number, part) for number, part in enumerate(chunks(missing, DOWNLOADERS))]
        try:
            while any(process.poll() is None for process, _, _ in parts):
                time.sleep(0.5)
                self.reporter.progress(f"{self._collect(parts)} of {len(missing)} distributions")
        finally:
            for process, _, _ in parts:
                if process.poll() is None:
                    process.terminate()
                    process.wait()
        self._finish(parts)

    def _fetcher(self, number: int, requirements: Sequence[str]) -> tuple[subprocess.Popen[bytes], Path, Path]:
        folder = self.places.cache / f"wheels-{number}"
        folder.mkdir()
        listing = folder / "requirements.txt"
        listing.write_text("\n".join(requirements), encoding="utf-8")
        log = self.places.logs / f"fetch-{number}.log"
        command = [self.places.venv_python, "-m", "pip", "wheel", "--no-deps", "-w", folder, "-r", listing]
        with log.open("wb") as output:
            process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT)
        return process, folder, log

    def _collect(self, parts: Sequence[tuple[subprocess.Popen[bytes], Path, Path]]) -> int:
        logs = (log.read_text(encoding="utf-8", errors="replace") for _, _, log in parts)
        return sum(text.count("\nCollecting ") + text.startswith("Collecting ") for text in logs)

    def _finish(self, parts: Sequence[tuple[subprocess.Popen[bytes], Path, Path]]) -> None:
        """Keep every wheel that came through, whole, then report the first failure."""
        failures = []
        for process, folder, log in parts:
            for wheel in folder.glob("*.whl"):
                os.replace(wheel, self.places.wheels / wheel.name)
            shutil.rmtree(folder, ignore_errors=True)
            if process.returncode:
                failures.append(trouble(log.read_text(encoding="utf-8", errors="replace"), "Fetching packages", log))
        if failures:
            raise Stop(failures[0])

    def _run_buildout(self) -> None:
        total = len(read_pins(self.places.root / "versions.cfg"))
        self.reporter.step(f"Buildout (eggs in {self.places.eggs}, log: {self.log})")
        seen = 0

        def watch(line: str) -> None:
            nonlocal seen
            if line.startswith("Got "):
                seen += 1
                self.reporter.progress(f"{seen} of at most {total} distributions installed")

        options = [
            f"buildout:eggs-directory={self.places.eggs}",
            f"buildout:download-cache={self.places.downloads}",
            "buildout:install-from-cache=true",
            f"settings:http-port={self.port}",
        ]
        command = [self.places.root / ".venv" / "bin" / "buildout", *options, "install", *self.parts]
        self._run("Buildout", command, watch, env={**os.environ, **self._pip_settings()})
        if not seen:
            return
        self.reporter.step("Compiling the installed Python files")
        compiler = [self.places.venv_python, "-m", "compileall", "-q", "-q", "-j", "0", self.places.eggs]
        subprocess.run(compiler, check=False)

    def _pip_settings(self) -> dict[str, str]:
        """For buildout's pips, one a distribution: from the wheelhouse only, compiled later on all cores."""
        return {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(self.places.wheels), "PIP_NO_COMPILE": "1"}
