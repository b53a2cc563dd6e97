"""A commune puts a value of its own in the place of the law's: a local rule, a later law, a lawyer's answer."""

from collections.abc import Iterable
from communesplone.law.jurisdictions import Jurisdiction
from communesplone.law.phrases import _
from communesplone.law.units import WrongValue
from communesplone.law.values import check
from communesplone.law.values import Value
from dataclasses import dataclass
from datetime import date
from datetime import datetime


LONGEST_REASON = 1000
_OPEN = "…"


@dataclass(frozen=True)
class Override:
    """A value of the commune with its reason, who set it and when; withdrawn ones stay as a trace."""

    jurisdiction: str
    value: Value
    by: str
    at: datetime
    withdrawn_by: str = ""
    withdrawn_at: datetime | None = None

    @property
    def active(self) -> bool:
        """Whether it has not been withdrawn."""
        return self.withdrawn_at is None


def made(
    key: str,
    value: object,
    unit: str,
    *,
    valid_from: date | None,
    valid_until: date | None,
    reason: str,
    article: str = "",
) -> Value:
    """Return an override's value, checked like a value of the law.

    Raises WrongValue for an unknown key, a unit or a value that does not fit it, a name that is no holiday, dates in
    the wrong order, a day missing at the start, or a missing or endless reason.
    """
    reason = " ".join(reason.split())
    if not reason:
        raise WrongValue(_("Say why the commune has a value of its own."), "reason")
    if len(reason) > LONGEST_REASON:
        raise WrongValue(_("The reason is longer than ${count} signs.", count=LONGEST_REASON), "reason")
    if valid_from is None:
        raise WrongValue(_("Say from which day the value holds."), "valid_from")
    return check(Value(key, value, unit, valid_from, valid_until, article.strip(), reason=reason))


def check_against(new: Value, others: Iterable[Value]) -> None:
    """Raise WrongValue when another override of the same key holds on one of the days of the new one."""
    for other in others:
        if other.key == new.key and other.overlaps(new):
            start, end = other.valid_from or _OPEN, other.valid_until or _OPEN
            raise WrongValue(
                _(
                    "Another value of the commune holds from ${start} to ${end}: withdraw it first.",
                    start=start,
                    end=end,
                ),
                "valid_from",
            )


def of_jurisdiction(overrides: Iterable[Override], jurisdiction: Jurisdiction | str) -> tuple[Value, ...]:
    """Return the values that hold: not withdrawn, and made under this jurisdiction."""
    return tuple(one.value for one in overrides if one.active and one.jurisdiction == str(jurisdiction))
