"""One result of a check, as a program or an auditor hands it in: a small JSON object.

::

    {"date": "2026-11-20", "tool": "axe-core 4.10", "method": "automatic", "standard": "WCAG 2.2 AA",
     "pages": ["https://www.valmeuse.be/", "..."], "rules": 62,
     "violations": [{"rule": "color-contrast", "times": 3, "help": "Elements must meet contrast thresholds"}]}

``rules``: how many rules or criteria applied and were looked at; ``violations``: those of them that failed, each once.
"""

from dataclasses import asdict
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any
import json


LARGEST = 256_000  # bytes of a result
MOST_PAGES = 500
MOST_RULES = 300
LONGEST = 300  # characters of a text


class Method(StrEnum):
    """How the check was made: by a program alone, by the commune itself, by somebody else."""

    AUTOMATIC = "automatic"
    OWN = "own"
    OTHERS = "others"


class Reason(StrEnum):
    """Why something is no result."""

    LARGE = "large"
    NOT_JSON = "not json"
    NOT_OBJECT = "not object"
    PART = "part"
    MORE_FAILED = "more failed"
    FUTURE = "future"


class BadResult(ValueError):
    """What was handed in is no result. ``name``: of the part that is wrong, '' for the whole."""

    def __init__(self, reason: Reason, name: str = "") -> None:
        super().__init__(f"{reason.value} {name}".strip())
        self.reason = reason
        self.name = name


@dataclass(frozen=True)
class Violation:
    """A rule that failed, how often, and what it says in the words of the tool."""

    rule: str
    times: int
    help: str = ""


@dataclass(frozen=True)
class Result:
    """What was looked at and what was found."""

    day: date
    tool: str
    method: Method
    standard: str
    pages: tuple[str, ...]
    rules: int
    violations: tuple[Violation, ...] = ()
    by: str = ""

    @property
    def rate(self) -> float:
        """Share of rules that hold, in percent, rounded down to one digit: 99.96 is not 100."""
        return int((self.rules - len(self.violations)) * 1000 / self.rules) / 10

    @property
    def complete(self) -> bool:
        """Whether a person looked at all criteria; a program finds a part of the mistakes only."""
        return self.method is not Method.AUTOMATIC

    def plain(self) -> dict:
        """The result as it is kept and handed out."""
        found = asdict(self)
        return {
            "date": found.pop("day").isoformat(),
            **found,
            "method": self.method.value,
            "pages": list(self.pages),
            "violations": [asdict(one) for one in self.violations],
        }


def read(data: bytes | str) -> Result:
    """The result in a JSON text; raises BadResult with what is wrong."""
    if len(data) > LARGEST:
        raise BadResult(Reason.LARGE)
    try:
        found = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise BadResult(Reason.NOT_JSON) from error
    return from_plain(found)


def from_plain(found: Any, today: date | None = None) -> Result:
    """The result in plain values; raises BadResult. ``today``: no check is made later than that."""
    if not isinstance(found, dict):
        raise BadResult(Reason.NOT_OBJECT)
    violations = _violations(found.get("violations", []))
    result = Result(
        day=_day(found.get("date")),
        tool=_text(found, "tool", needed=True),
        method=_method(found.get("method", "automatic")),
        standard=_text(found, "standard"),
        pages=_pages(found.get("pages")),
        rules=_number(found.get("rules"), "rules"),
        violations=violations,
        by=_text(found, "by"),
    )
    if len(violations) > result.rules:
        raise BadResult(Reason.MORE_FAILED)
    if today is not None and result.day > today:
        raise BadResult(Reason.FUTURE)
    return result


def _wrong(name: str) -> BadResult:
    return BadResult(Reason.PART, name)


def _day(value: Any) -> date:
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError) as error:
        raise _wrong("date") from error


def _method(value: Any) -> Method:
    try:
        return Method(value)
    except ValueError as error:
        raise _wrong("method") from error


def _text(found: dict, name: str, *, needed: bool = False) -> str:
    value = found.get(name, "")
    if not isinstance(value, str) or len(value) > LONGEST or (needed and not value.strip()):
        raise _wrong(name)
    return value.strip()


def _number(value: Any, name: str, least: int = 1) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value < 1_000_000:
        raise _wrong(name)
    return value


def _pages(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not 0 < len(value) <= MOST_PAGES:
        raise _wrong("pages")
    if not all(isinstance(one, str) and one.startswith(("https://", "http://", "/")) for one in value):
        raise _wrong("pages")
    return tuple(one[:LONGEST] for one in value)


def _violations(value: Any) -> tuple[Violation, ...]:
    if not isinstance(value, list) or len(value) > MOST_RULES or not all(isinstance(one, dict) for one in value):
        raise _wrong("violations")
    found = tuple(
        Violation(_text(one, "rule", needed=True), _number(one.get("times", 1), "times"), _text(one, "help"))
        for one in value
    )
    if len({one.rule for one in found}) != len(found):
        raise _wrong("violations")
    return found
