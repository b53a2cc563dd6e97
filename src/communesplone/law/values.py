"""One legal value with its dates, its article and its source; what the data files and a commune's overrides hold."""

from communesplone.law import holiday_lists
from communesplone.law.answers import Confidence
from communesplone.law.keys import Key
from communesplone.law.keys import KEYS
from communesplone.law.phrases import _
from communesplone.law.units import at
from communesplone.law.units import checked
from communesplone.law.units import is_day
from communesplone.law.units import Plain
from communesplone.law.units import WrongValue
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Value:
    """What holds for a key from one day to another, both included; None leaves that side open."""

    key: str
    value: object
    unit: str
    valid_from: date | None = None
    valid_until: date | None = None
    article: str = ""
    source: str = ""
    confidence: Confidence = Confidence.SURE
    note: str = ""
    reason: str = ""

    @property
    def overridden(self) -> bool:
        """Whether the commune put it in the place of the law's value."""
        return bool(self.reason)

    def holds(self, day: date) -> bool:
        """Tell whether it holds on that day."""
        return (self.valid_from or date.min) <= day <= (self.valid_until or date.max)

    def overlaps(self, other: "Value") -> bool:
        """Tell whether there is a day on which both hold."""
        starts = max(self.valid_from or date.min, other.valid_from or date.min)
        return starts <= min(self.valid_until or date.max, other.valid_until or date.max)

    def plain(self, inhabitants: int | None = None) -> Plain:
        """The value without its table; raises as ``units.at``."""
        return at(self.value, inhabitants)


def known(key: str) -> Key:
    """Return the description of a key; raises WrongValue for one that the suite does not know."""
    if key not in KEYS:
        raise WrongValue(_("There is no legal value “${key}”.", key=str(key)), "key")
    return KEYS[key]


def check(value: Value) -> Value:
    """Return the value in the form in which it is kept; raises WrongValue naming what is wrong with it."""
    key = known(value.key)
    if value.unit not in key.units:
        raise WrongValue(_("“${key}” is not counted in ${unit}.", key=key.name, unit=str(value.unit)), "unit")
    for day in (value.valid_from, value.valid_until):
        if day is not None and not is_day(day):
            raise WrongValue(_("“${day}” is not a day.", day=str(day)), "valid_from")
    if value.valid_from and value.valid_until and value.valid_from > value.valid_until:
        raise WrongValue(_("The last day lies before the first."), "valid_until")
    fields = {name: getattr(value, name) for name in value.__dataclass_fields__}
    kept = Value(**{**fields, "value": checked(value.value, value.unit, key.options)})
    if key.theme == "holidays":
        _check_holidays(kept.value)
    return kept


def overlapping(values: list[Value] | tuple[Value, ...]) -> list[tuple[Value, Value]]:
    """Return the pairs of values of one key that hold on the same day."""
    pairs = []
    for number, one in enumerate(values):
        pairs += [(one, other) for other in values[number + 1 :] if other.key == one.key and one.overlaps(other)]
    return pairs


def _check_holidays(value: object) -> None:
    if not isinstance(value, tuple):
        raise WrongValue(_("A list of holidays is neither empty nor a table."))
    try:
        holiday_lists.check(value)
    except ValueError as error:
        raise WrongValue(_("One of the names is no holiday: ${names}.", names=value)) from error
