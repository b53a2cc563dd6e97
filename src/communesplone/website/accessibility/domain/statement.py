"""What a statement may say: the status that a check backs, and no better one.

Model: Implementing Decision (EU) 2018/1523; France: decree 2019-768, art. 3 and 4.
"""

from communesplone.law.accessibility import Regime
from communesplone.website.checks.domain.result import Result
from datetime import date
from enum import StrEnum


class Status(StrEnum):
    """The three of the decision, and that nobody has looked yet."""

    FULL = "full"
    PARTIAL = "partial"
    NOT = "not"
    UNKNOWN = "unknown"


def months_between(start: date, end: date) -> int:
    """Whole months from one day to another; 0 when the second is earlier."""
    months = (end.year - start.year) * 12 + end.month - start.month - (end.day < start.day)
    return max(0, months)


def is_old(result: Result, regime: Regime, today: date) -> bool:
    """Whether the check is to be made again."""
    return months_between(result.day, today) >= regime.months


def status(result: Result | None, regime: Regime, today: date, *, exempt: bool = False) -> Status:
    """The status that the last check backs.

    ``exempt``: some content is left out (burden, outside the law), so the site is not fully compliant. A program alone
    never makes it full. Where only an audit counts (France), anything else is "not compliant", as is an audit that is
    too old.
    """
    if regime.by_audit and (result is None or not result.complete or is_old(result, regime, today)):
        return Status.NOT
    if result is None:
        return Status.UNKNOWN
    if result.rate < 50:
        return Status.NOT
    whole = result.complete and not result.violations and not exempt
    return Status.FULL if whole else Status.PARTIAL
