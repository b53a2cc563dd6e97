"""The programs that a start runs: each in its own process group, all ended together."""

from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
import contextlib
import ctypes
import os
import signal
import subprocess
import time


PR_SET_PDEATHSIG = 1


def _die_with_parent() -> None:
    """On Linux the child gets SIGTERM when we are killed so hard that we cannot end it ourselves."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def spawn(command: Sequence[str | Path], log: Path, env: Mapping[str, str], cwd: Path) -> subprocess.Popen[bytes]:
    """Start a program as leader of a new process group, its output at the end of the log."""
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("ab") as output:
        return subprocess.Popen(
            [str(part) for part in command],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=dict(env),
            cwd=cwd,
            start_new_session=True,
            preexec_fn=_die_with_parent,
        )


def last_lines(log: Path, count: int = 1) -> str:
    """The last lines of a log that hold something, for a message."""
    try:
        text = log.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
    return " / ".join([line.strip() for line in text.splitlines() if line.strip()][-count:])


@dataclass
class Child:
    """A running program and where it writes."""

    name: str
    process: subprocess.Popen[bytes]
    log: Path

    def ended(self) -> str:
        """Empty while it runs; else the line that says how it ended."""
        code = self.process.poll()
        if code is None:
            return ""
        how = f"signal {-code}" if code < 0 else f"exit code {code}"
        said = last_lines(self.log)
        return f"{self.name} ended ({how}). Its log: {self.log}" + (f" ends with: {said[:200]}" if said else "")


class Family:
    """All programs of one start, ended in the reverse order of their start."""

    def __init__(self) -> None:
        self.children: list[Child] = []

    def add(self, child: Child) -> None:
        """Take the program under this roof."""
        self.children.append(child)

    def casualty(self) -> str:
        """How the first program that is no longer running ended, else empty."""
        return next((line for line in (child.ended() for child in self.children) if line), "")

    def stop(self, patience: float = 12.0) -> None:
        """Ask every process group to end, wait up to ``patience`` seconds, then kill what is left."""
        for child in reversed(self.children):
            _signal_group(child, signal.SIGTERM)
        deadline = time.monotonic() + patience
        for child in reversed(self.children):
            with contextlib.suppress(subprocess.TimeoutExpired):
                child.process.wait(timeout=max(0.1, deadline - time.monotonic()))
        for child in self.children:
            _signal_group(child, signal.SIGKILL)
            child.process.wait()
        self.children.clear()


def _signal_group(child: Child, number: int) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(child.process.pid, number)
