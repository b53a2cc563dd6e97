"""A small file beside the instance that says which letters a mail server has accepted.

Between the server's answer and the commit that notes it lies the only moment in which a killed worker could send a
letter twice. The journal makes it as short as one byte written to the disk: a line is begun before the letter is
offered, and its first sign is turned over when the server has said yes. No new room is needed for that, so a disk that
fills up meanwhile does no harm; one that is full beforehand keeps the letter from being offered.
"""

from App.config import getConfiguration
from datetime import datetime
from datetime import timedelta
from pathlib import Path
import fcntl
import os


ENVIRONMENT = "COMMUNES_MAIL_JOURNAL"
KEPT = timedelta(days=30)
# Lines after which old ones are thrown away when the journal is opened.
MANY = 10_000
OFFERED, ACCEPTED = b"?", b"+"
# Sign, day, id of the job, end of line.
LENGTH = 1 + 10 + 1 + 24 + 1


class Journal:
    """Lines of `LENGTH` bytes: sign, day (ISO), space, job id. `today`: for what is old. Raises OSError."""

    def __init__(self, path: Path, today: datetime):
        self._path = path
        self._today = today.date().isoformat()
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and path.stat().st_size > MANY * LENGTH:
            self._throw_away((today - KEPT).date().isoformat())

    def accepted(self, job_id: str) -> bool:
        """Whether a server took the letter of this job."""
        if not self._path.exists():
            return False
        data, end = self._path.read_bytes(), f" {job_id}\n".encode()
        found = data.find(end)
        while found >= 0:
            if data[found - 11 : found - 10] == ACCEPTED:
                return True
            found = data.find(end, found + 1)
        return False

    def offer(self, job_id: str) -> int:
        """Begin the line of a letter that is going to be offered; returns where it stands."""
        with self._path.open("ab") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            # A line that a crash left unfinished is finished.
            file.write(b"\n" * (-os.fstat(file.fileno()).st_size % LENGTH))
            file.flush()
            position = os.fstat(file.fileno()).st_size
            file.write(OFFERED + f"{self._today} {job_id}\n".encode())
            file.flush()
            os.fsync(file.fileno())
        return position

    def accept(self, position: int) -> None:
        """The server has taken the letter."""
        with self._path.open("r+b") as file:
            file.seek(position)
            file.write(ACCEPTED)
            file.flush()
            os.fsync(file.fileno())

    def _lines(self) -> list[bytes]:
        if not self._path.exists():
            return []
        data = self._path.read_bytes()
        return [data[start : start + LENGTH - 1] for start in range(0, len(data), LENGTH)]

    def _throw_away(self, before: str) -> None:
        kept = [line for line in self._lines() if line[1:11].decode("ascii", "replace") >= before]
        fresh = self._path.with_suffix(".new")
        with fresh.open("wb") as file:
            file.writelines(line.ljust(LENGTH - 1) + b"\n" for line in kept)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(self._path)


def journal_of(today: datetime) -> Journal:
    """The journal of this instance."""
    path = os.environ.get(ENVIRONMENT) or str(Path(getConfiguration().clienthome) / "letters.journal")
    return Journal(Path(path), today)
