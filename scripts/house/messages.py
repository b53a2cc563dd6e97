"""What the person at the terminal sees: steps with the time gone by, one clear line for a problem, a box at the end."""

from collections.abc import Callable
from collections.abc import Iterable
from typing import TextIO
import sys
import time


class Stop(Exception):
    """The work cannot go on; the text is one line that says what is wrong and what to do."""


def clock(seconds: float) -> str:
    """The time gone by as minutes and seconds: ``2:05``."""
    minutes, rest = divmod(int(seconds), 60)
    return f"{minutes}:{rest:02d}"


def box(lines: Iterable[str]) -> str:
    """The lines in a frame as wide as the longest one."""
    rows = list(lines)
    width = max((len(row) for row in rows), default=0)
    frame = "+" + "-" * (width + 2) + "+"
    return "\n".join([frame, *(f"| {row:<{width}} |" for row in rows), frame])


class Reporter:
    """Prints steps and their progress: rewrites one line on a terminal, prints a line every 15 seconds elsewhere."""

    def __init__(
        self, stream: TextIO | None = None, now: Callable[[], float] = time.monotonic, quiet_for: float = 15.0
    ) -> None:
        self._stream = stream or sys.stdout
        self._now = now
        self._begin = now()
        self._quiet_for = quiet_for
        self._last = 0.0
        self._open_line = False

    def elapsed(self) -> float:
        """Seconds since this reporter was made."""
        return self._now() - self._begin

    def step(self, text: str) -> None:
        """A new step begins, or something is worth a line of its own."""
        self._close_line()
        self._stream.write(f"[{clock(self.elapsed()):>5}] {text}\n")
        self._stream.flush()
        self._last = self._now()

    def progress(self, text: str) -> None:
        """How far the step is; may be called as often as one likes."""
        line = f"[{clock(self.elapsed()):>5}]   {text}"
        if self._stream.isatty():
            self._stream.write(f"\r\x1b[K{line}")
            self._open_line = True
        elif self._now() - self._last >= self._quiet_for:
            self._stream.write(f"{line}\n")
            self._last = self._now()
        self._stream.flush()

    def show(self, text: str) -> None:
        """Text as it is, without a time."""
        self._close_line()
        self._stream.write(f"{text}\n")
        self._stream.flush()

    def _close_line(self) -> None:
        if self._open_line:
            self._stream.write("\r\x1b[K")
            self._open_line = False
