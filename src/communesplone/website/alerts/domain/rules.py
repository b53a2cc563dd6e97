"""Which alerts run, where, in which order; what an alert must be."""

from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from datetime import date
from datetime import datetime
from datetime import time
from datetime import timedelta
from datetime import tzinfo
from datetime import UTC
from math import inf
import re


EMERGENCY, WORKS, MOURNING, INFORMATION = "emergency", "works", "mourning", "information"
LEVELS = (EMERGENCY, WORKS, MOURNING, INFORMATION)
"""The heaviest first."""
MOST_DAYS = 366
LONGEST = {"title": 120, "summary": 500, "text": 5000}
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
HOUR = re.compile(r"(?P<hour>[0-9]{1,2})(?:[:.h ](?P<minute>[0-9]{2})?)?", re.IGNORECASE)


@dataclass(frozen=True)
class Words:
    """An alert in one language: `title` says it all; `summary` in a sentence or two; `text`: what to do, details."""

    title: str
    summary: str = ""
    text: str = ""


@dataclass(frozen=True)
class Alert:
    """What lists and banners know. `start` and `end` are seconds of the epoch; `section` is a path, '' everywhere.

    `words`: language code to the words in it; the first one is the language that it was written in.
    """

    key: str
    level: str
    start: float
    end: float
    words: Mapping[str, Words]
    section: str = ""
    path: str = ""
    changed: float = field(default=0, compare=False)

    def runs(self, now: float) -> bool:
        """From its start until before its end."""
        return self.start <= now < self.end

    def is_for(self, path: str) -> bool:
        """Whether a page is in its section."""
        return not self.section or path == self.section or path.startswith(f"{self.section}/")

    @property
    def can_be_dismissed(self) -> bool:
        """An emergency stays in sight."""
        return self.level != EMERGENCY

    def in_language(self, code: str) -> tuple[str, Words]:
        """The words in the language, or else those it was written in; with the code of what they are in."""
        found = code if code in self.words else next(iter(self.words), "")
        return found, self.words.get(found, Words(""))


def weight(level: str) -> int:
    """0 is the heaviest; an unknown level is the lightest."""
    return LEVELS.index(level) if level in LEVELS else len(LEVELS)


def in_order(alerts: Iterable[Alert]) -> list[Alert]:
    """Heavy ones first; of the same weight the newest start first."""
    return sorted(alerts, key=lambda one: (weight(one.level), -one.start, one.key))


def running(alerts: Iterable[Alert], now: float, path: str | None = None) -> list[Alert]:
    """Those that run now, in order; with a path only those that are for that page."""
    return in_order(one for one in alerts if one.runs(now) and (path is None or one.is_for(path)))


def next_change(alerts: Iterable[Alert], now: float) -> float:
    """The next moment at which an alert begins or ends; infinity when there is none."""
    return min((moment for one in alerts for moment in (one.start, one.end) if moment > now), default=inf)


def life(alerts: Iterable[Alert], now: float, most: int) -> int:
    """Seconds for which a page that shows these alerts may be kept: at most `most`, at least 1."""
    return max(1, int(min(most, next_change(alerts, now) - now)))


def fault_of_times(start: datetime | None, end: datetime | None) -> str:
    """What is wrong with two moments (aware): 'no_start', 'no_end', 'ends_before', 'too_long'; '' when nothing is."""
    if start is None:
        return "no_start"
    if end is None:
        return "no_end"
    if end <= start:
        return "ends_before"
    return "too_long" if end - start > timedelta(days=MOST_DAYS) else ""


def fault_of_words(words: Words) -> tuple[str, str]:
    """Name of the part and what is wrong with it: 'missing', 'too_long', 'control'; two '' when nothing is."""
    for name, longest in LONGEST.items():
        value = getattr(words, name)
        if name == "title" and not value.strip():
            return name, "missing"
        if len(value) > longest:
            return name, "too_long"
        if CONTROL.search(value):
            return name, "control"
    return "", ""


def time_of(typed: str) -> time | None:
    """8:30, 8h30, 08.30, 8h or 8; None when it is no time of day. 24:00 is none: give the next day."""
    found = HOUR.fullmatch(typed.strip())
    if found is None:
        return None
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def moment(day: date, at: time, zone: tzinfo, *, latest: bool = False) -> datetime:
    """The moment (UTC) at which clocks of the zone show that time.

    Of an hour that comes twice the first, with `latest` the second. In the hour that is left out in spring clocks have
    been put on: 2:30 is 3:30.
    """
    return datetime.combine(day, at, tzinfo=zone).replace(fold=int(latest)).astimezone(UTC)
