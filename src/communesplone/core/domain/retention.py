"""How long cases are kept, and what then: which cases are ripe on a day.

No period is invented here: the commune sets them, by the selection lists of its archives. Without a rule nothing goes.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from datetime import timedelta
from enum import StrEnum


LONGEST = 36_525  # days; a hundred years
FINAL = frozenset({"issued", "delivered", "refused", "withdrawn", "closed"})


class Action(StrEnum):
    """What happens to a case whose time is over: it stays without the person, or a trace of it stays."""

    ANONYMISE = "anonymise"
    DELETE = "delete"


class Stays(StrEnum):
    """Why a case is not ripe."""

    OPEN = "open"
    HELD = "held"
    GONE = "gone"
    NO_RULE = "no_rule"
    NOT_YET = "not_yet"


class BadRule(ValueError):
    """The rule would reach open cases, or makes no sense; ``reason`` is days, longest, issued, action or states."""

    def __init__(self, reason: str):
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Rule:
    """Keep a case for ``days`` after its last step, one in which a document was issued for ``issued_days``, then act.

    ``issued_days`` is never the shorter one. ``states``: in which the case must be. Raises BadRule.
    """

    days: int
    action: Action
    issued_days: int | None = None
    states: Collection[str] = FINAL

    def __post_init__(self) -> None:
        check(self.days, self.action, self.issued_days, self.states)

    def days_for(self, issued: bool) -> int:
        """How many days after its last step a case is kept."""
        return self.issued_days if issued and self.issued_days is not None else self.days


def check(days: int, action: str, issued_days: int | None = None, states: Collection[str] = FINAL) -> None:
    """Raise BadRule for a rule that nobody can want."""
    if not isinstance(days, int) or isinstance(days, bool) or days < 1:
        raise BadRule("days")
    if days > LONGEST or (issued_days or 0) > LONGEST:
        raise BadRule("longest")
    if issued_days is not None and issued_days < days:
        raise BadRule("issued")
    if action not in list(Action):
        raise BadRule("action")
    if not states or not FINAL.issuperset(states):
        raise BadRule("states")


@dataclass(frozen=True)
class Kept:
    """What retention knows of a case. ``closed_on``: day of its last step, None while it is open."""

    state: str
    closed_on: date | None
    issued: bool = False
    held: bool = False
    gone: bool = False


def day_of(rule: Rule, case: Kept) -> date | None:
    """The first day on which the case may go by the rule, or None when it never does as it is."""
    if case.held or case.gone or case.closed_on is None or case.state not in rule.states:
        return None
    return case.closed_on + timedelta(days=rule.days_for(case.issued) + 1)


def stays(rule: Rule | None, case: Kept, today: date) -> Stays | None:
    """Why the case stays today; None when it is ripe."""
    if case.gone:
        return Stays.GONE
    if case.closed_on is None or case.state not in FINAL:
        return Stays.OPEN
    if case.held:
        return Stays.HELD
    if rule is None:
        return Stays.NO_RULE
    day = day_of(rule, case)
    return None if day is not None and day <= today else Stays.NOT_YET


def last_ripe_end(rule: Rule, issued: bool, today: date) -> date:
    """The latest last step of a case that is ripe today, to search by; the first of all days when none can be."""
    return date.fromordinal(max(1, today.toordinal() - rule.days_for(issued) - 1))
