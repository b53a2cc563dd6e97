"""How an entry is written: one line, always the same bytes for the same entry.

A line is a JSON array in ASCII without spaces: number, moment (ISO 8601 with offset, milliseconds), actor, action,
about, person, details (keys sorted). What stands after the number is the body, made when something happens; the number
is given when the entry joins the chain.
"""

from dataclasses import dataclass
from datetime import date
from datetime import datetime
import json


Plain = str | int | bool | None
NOBODY = "-"  # actor of what nobody logged in has done
SYSTEM = "*"  # actor of what the site does by itself: jobs, timed work


@dataclass(frozen=True)
class Entry:
    """One line of the log, read."""

    number: int
    moment: datetime
    actor: str
    action: str
    about: str
    person: str
    details: dict[str, Plain]

    @property
    def day(self) -> date:
        """The day of the moment, in the commune's own time zone."""
        return self.moment.date()


def body(moment: datetime, actor: str, action: str, about: str, person: str, details: dict[str, Plain]) -> bytes:
    """The entry without its number. ``moment`` is aware; raises ValueError when it is not."""
    if moment.tzinfo is None:
        raise ValueError("a moment needs its offset")
    fields = [moment.isoformat(timespec="milliseconds"), actor, action, about, person, details]
    return json.dumps(fields, ensure_ascii=True, separators=(",", ":"), sort_keys=True, allow_nan=False)[1:].encode()


def line(number: int, rest: bytes) -> bytes:
    """The whole line of an entry: its number (1 and up) and its body."""
    return b"[%d,%s" % (number, rest)


def fields(rest: bytes) -> list:
    """Moment (text), actor, action, about, person and details of a body; raises ValueError when it is none."""
    return json.loads(b"[" + rest)


def read(text: bytes) -> Entry:
    """The entry of a line. Raises ValueError when it is not one."""
    try:
        number, moment, actor, action, about, person, details = json.loads(text)
        return Entry(int(number), datetime.fromisoformat(moment), actor, action, about, person, dict(details))
    except (TypeError, KeyError) as problem:
        raise ValueError("not an entry of the log") from problem


def number_of(text: bytes) -> int | None:
    """The number a line says it has, or None when the line cannot be read. Never raises."""
    try:
        found = json.loads(text)[0]
    except (ValueError, TypeError, LookupError):
        return None
    return found if type(found) is int else None
