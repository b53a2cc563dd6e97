"""What a legal value may look like: kinds, units, and tables by number of inhabitants."""

from collections.abc import Mapping
from communesplone.law.phrases import _
from communesplone.law.phrases import Phrase
from datetime import date
from enum import StrEnum
import re


MAJORITY = "majority"
SEASON = re.compile(r"(\d\d)-(\d\d)/(\d\d)-(\d\d)")
SHARE = re.compile(r"([1-9]\d{0,2})/([1-9]\d{0,2})")
Plain = int | str | bool | tuple | None


class Kind(StrEnum):
    """The shape of a value."""

    NUMBER = "number"
    SHARE = "share"
    TRUTH = "truth"
    CHOICE = "choice"
    NAMES = "names"
    SEASON = "season"


CLEAR_DAYS = "clear days"
DAYS = "days"
DAYS_291 = "days of article 291"
WORKING_DAYS = "working days"
DELAYS = (CLEAR_DAYS, DAYS, DAYS_291, WORKING_DAYS, "weeks", "months", "hours")

UNITS: dict[str, tuple[Kind, Phrase]] = {
    CLEAR_DAYS: (Kind.NUMBER, _("clear days")),
    DAYS: (Kind.NUMBER, _("days")),
    DAYS_291: (Kind.NUMBER, _("days of article 291")),
    WORKING_DAYS: (Kind.NUMBER, _("working days")),
    "weeks": (Kind.NUMBER, _("weeks")),
    "months": (Kind.NUMBER, _("months")),
    "hours": (Kind.NUMBER, _("hours")),
    "euro": (Kind.NUMBER, _("euro")),
    "members": (Kind.NUMBER, _("members")),
    "degree": (Kind.NUMBER, _("degree of kinship")),
    "times": (Kind.NUMBER, _("times")),
    "share": (Kind.SHARE, _("share")),
    "yes or no": (Kind.TRUTH, _("yes or no")),
    "rule": (Kind.CHOICE, _("one of the rules")),
    "list": (Kind.NAMES, _("list")),
    "season": (Kind.SEASON, _("part of the year")),
}


class WrongValue(ValueError):
    """A value that does not fit; carries a phrase that says so, and the field of ``Value`` it is about."""

    def __init__(self, phrase: Phrase, about: str = "value") -> None:
        super().__init__(str(phrase))
        self.phrase = phrase
        self.about = about


class NeedsInhabitants(ValueError):
    """The value depends on the number of inhabitants, which was not given."""


def checked(value: object, unit: str, options: tuple[str, ...] = ()) -> object:
    """Return the value as it is kept: plain, or a table (dict from number of inhabitants to plain value).

    Raises WrongValue for an unknown unit, a value of another kind, a table with bounds that do not grow, or a rule
    that is not among ``options`` (when there are any).
    """
    if unit not in UNITS:
        raise WrongValue(_("There is no unit “${unit}”.", unit=unit), "unit")
    if not isinstance(value, Mapping):
        return _plain(value, unit, options)
    bounds = list(value)
    if not bounds or not all(_is_number(bound) for bound in bounds) or bounds != sorted(bounds):
        raise WrongValue(_("The numbers of inhabitants of a table are whole and grow from line to line."))
    return {bound: _plain(one, unit, options) for bound, one in value.items()}


def at(value: object, inhabitants: int | None) -> Plain:
    """Return the plain value for so many inhabitants; the bands of a table are half open: from its bound upwards.

    Raises NeedsInhabitants when there is a table and no number, LookupError below the first band.
    """
    if not isinstance(value, Mapping):
        return value  # type: ignore[return-value]
    if inhabitants is None:
        raise NeedsInhabitants("this value depends on the number of inhabitants")
    reached = [bound for bound in value if bound <= inhabitants]
    if not reached:
        raise LookupError(f"nothing is known for {inhabitants} inhabitants")
    return value[max(reached)]


def needed(share: str, number: int) -> int:
    """Return how many of ``number`` make up a share: ``majority`` is more than half, ``1/3`` is rounded up.

    Raises ValueError for a negative number, WrongValue for what is no share.
    """
    if number < 0:
        raise ValueError("a number of people is never negative")
    if share == MAJORITY:
        return number // 2 + 1
    top, bottom = _fraction(share)
    return -(-number * top // bottom)


def at_most(share: str, number: int) -> int:
    """Return the whole part of a share of ``number``: at most ``3/10`` of 29 is 8."""
    top, bottom = _fraction(share)
    return number * top // bottom


def read(text: str, unit: str) -> object:
    """Return the value that somebody typed: plain, or a table of lines ``inhabitants: value``.

    Lists are separated by commas or lines; ``yes`` and ``no``; ``-`` says that there is none. Not yet checked
    against a unit: see ``checked``. Raises WrongValue for what cannot be read.
    """
    kind = UNITS[unit][0] if unit in UNITS else Kind.CHOICE
    lines = [line.strip() for line in text.strip().splitlines() if line.strip()]
    if not lines:
        raise WrongValue(_("A value is missing."))
    if all(re.fullmatch(r"\d+\s*:.+", line) for line in lines):
        parts = [line.split(":", 1) for line in lines]
        if len({int(bound) for bound, _value in parts}) < len(parts):
            raise WrongValue(_("The numbers of inhabitants of a table are whole and grow from line to line."))
        return {int(bound): _read_plain(one.strip(), kind) for bound, one in parts}
    return _read_plain((", " if kind is Kind.NAMES else " ").join(lines), kind)


def written(value: object) -> str:
    """Return the text that ``read`` understands again."""
    if isinstance(value, Mapping):
        return "\n".join(f"{bound}: {written(one)}" for bound, one in value.items())
    if isinstance(value, list | tuple):
        return ", ".join(value)
    return {True: "yes", False: "no", None: "-"}[value] if value is None or isinstance(value, bool) else str(value)


def _read_plain(text: str, kind: Kind) -> Plain:
    if text == "-":
        return None
    if kind is Kind.NUMBER:
        if not re.fullmatch(r"\d{1,9}", text, re.ASCII):
            raise WrongValue(_("“${value}” is not a whole number.", value=text))
        return int(text)
    if kind is Kind.NAMES:
        return tuple(name.strip() for name in text.split(",") if name.strip())
    if kind is Kind.TRUTH:
        if text.lower() not in ("yes", "no"):
            raise WrongValue(_("“${value}” is neither yes nor no.", value=text))
        return text.lower() == "yes"
    return text


def _plain(value: object, unit: str, options: tuple[str, ...]) -> Plain:
    if value is None:
        return None
    kind = UNITS[unit][0]
    if not _CHECKS[kind](value):
        raise WrongValue(_("“${value}” is no value in ${unit}.", value=str(value), unit=UNITS[unit][1]))
    named = value if isinstance(value, list | tuple) else (value,)
    strange = [name for name in named if options and name not in options]
    if strange:
        raise WrongValue(_("“${value}” is not among: ${options}.", value=str(strange[0]), options=tuple(options)))
    return tuple(value) if isinstance(value, list | tuple) else value  # type: ignore[return-value]


def _is_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10**9


def _is_share(value: object) -> bool:
    if value == MAJORITY:
        return True
    found = SHARE.fullmatch(value) if isinstance(value, str) else None
    return bool(found) and int(found[1]) <= int(found[2])


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip()) and len(value) <= 200


def season(value: str) -> tuple[tuple[int, int], tuple[int, int]]:
    """Return month and day of the first and of the last day of ``07-11/08-15``; both days belong to it.

    Raises WrongValue for days that no year has, and for a season that ends before it begins.
    """
    found = SEASON.fullmatch(value)
    try:
        numbers = [int(part) for part in found.groups()] if found else []
        first, last = date(2000, *numbers[:2]), date(2000, *numbers[2:])
    except (TypeError, ValueError):
        raise WrongValue(_("“${value}” is no part of the year; write month-day/month-day.", value=value)) from None
    if last < first:
        raise WrongValue(_("“${value}” ends before it begins.", value=value))
    return (first.month, first.day), (last.month, last.day)


def _is_season(value: object) -> bool:
    try:
        return isinstance(value, str) and bool(season(value))
    except WrongValue:
        return False


def _are_names(value: object) -> bool:
    return isinstance(value, list | tuple) and bool(value) and all(_is_text(name) for name in value)


_CHECKS = {
    Kind.NUMBER: _is_number,
    Kind.SHARE: _is_share,
    Kind.TRUTH: lambda value: isinstance(value, bool),
    Kind.CHOICE: _is_text,
    Kind.NAMES: _are_names,
    Kind.SEASON: _is_season,
}


def _fraction(share: str) -> tuple[int, int]:
    if share == MAJORITY or not _is_share(share):
        raise WrongValue(_("“${value}” is no value in ${unit}.", value=share, unit=UNITS["share"][1]))
    top, bottom = share.split("/")
    return int(top), int(bottom)


def is_day(value: object) -> bool:
    """Tell whether it is a day, and not a moment."""
    return type(value) is date
