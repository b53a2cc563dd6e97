"""One job. What it needs lies beside it and is thrown away when it is done: letters hold personal data."""

from datetime import datetime
from datetime import UTC
from persistent import Persistent


WAITING, RUNNING, DONE, FAILED = "waiting", "running", "done", "failed"
STATES = (WAITING, RUNNING, DONE, FAILED)


class Payload(Persistent):
    """The payload, apart from the job so that a list of jobs does not load it."""

    def __init__(self, values: dict):
        self.values = values


class Job(Persistent):
    """A job on its way.

    `about`: token of what it is for (`case:7KQ2-94MX`), `note`: a few words; both stay in the history, so neither says
    anything of a person. `asked_by`: user id. `address`: of the site, as the one who asked sees it. `due`: 0 for at
    once, else milliseconds since 1970. All moments are aware, in UTC.
    """

    state = WAITING
    tries = 0
    error = ""
    worker = ""
    until: datetime | None = None
    done = total = 0
    started: datetime | None = None
    finished: datetime | None = None

    def __init__(self, job_id: str, kind: str, payload: dict, made: datetime, due: int = 0):
        self.id = job_id
        self.kind = kind
        self.payload: Payload | None = Payload(payload)
        self.made = made.astimezone(UTC)
        self.due = due
        self.about = self.note = self.asked_by = self.address = ""

    @property
    def values(self) -> dict:
        """The payload; empty once the job is done."""
        return {} if self.payload is None else dict(self.payload.values)


def milliseconds(moment: datetime) -> int:
    """A moment as the store sorts it."""
    return int(moment.timestamp() * 1000)


def moment_of(due: int) -> datetime:
    """The moment of such a number."""
    return datetime.fromtimestamp(due / 1000, UTC)
