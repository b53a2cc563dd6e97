"""What of the figures the current user may see, for a choice of period, unit and kind."""

from communesplone.core.cases import queue
from communesplone.core.cases.catalog import fold
from communesplone.core.cases.catalog import get_catalog
from communesplone.core.domain.figures import month_of
from communesplone.core.domain.figures import NOBODY
from communesplone.core.domain.figures import Report
from communesplone.core.domain.figures import report
from communesplone.core.organisation.groups import group_id
from communesplone.core.organisation.groups import KINDS
from communesplone.core.organisation.vocabularies import unit_titles
from dataclasses import dataclass
from datetime import date
from plone import api
import re


PERIODS = {"3": 3, "12": 12, "24": 24}
ALL = "all"
BY_YEAR = 24  # months; a longer period is shown year by year
LAST = 9999 * 12 + 11


@dataclass(frozen=True)
class Choice:
    """What was asked for. ``period``: months up to now, a year, or all; unit: UID, type: HANDLER.kind, or ''."""

    period: str = "12"
    unit: str = ""
    type: str = ""

    @classmethod
    def from_form(cls, form: dict) -> "Choice":
        """Read the fields of a form; what makes no sense counts as not given. Never raises."""
        period = _text(form, "period")
        known = period in PERIODS or period == ALL or re.fullmatch("(19|20)[0-9]{2}", period)
        return cls(period if known else "12", _text(form, "unit"), _text(form, "type"))

    def form(self) -> dict[str, str]:
        """The fields that say the same."""
        return {name: value for name, value in vars(self).items() if value}

    def months(self, today: date, known: tuple[int, int] | None) -> tuple[int, int]:
        """Number of the first and the last month; ``known``: those of which there are figures."""
        now = month_of(today)
        if self.period in PERIODS:
            return now - PERIODS[self.period] + 1, now
        if self.period == ALL:
            return (known[0], max(known[1], now)) if known else (now, now)
        first = month_of(date(int(self.period), 1, 1))
        return first, first + 11


def _text(form: dict, name: str) -> str:
    value = form.get(name, "")
    return value.strip()[:100] if isinstance(value, str) else ""


def my_units() -> dict[str, str]:
    """UID -> title of the units whose figures the current user may see: where he works; all, and none, for Managers.

    Unlike the queue, whose rows are checked one by one, this is the only check: who works nowhere sees nothing.
    """
    titles = unit_titles()
    if queue.sees_all():
        return {**titles, NOBODY: ""}
    groups = set(api.user.get_current().getGroups())
    return {uid: title for uid, title in titles.items() if any(group_id(uid, kind) in groups for kind in KINDS)}


class Statistics:
    """The figures of one choice, read once: a few hundred counts, no row and no case."""

    def __init__(self, choice: Choice, today: date):
        self.choice, self.today = choice, today
        self.book = get_catalog()._figures
        self.units = my_units()
        self.known = self.book.months()
        self.first, self.last = choice.months(today, self.known)
        self._counts = [
            (self._grouped(month), *rest) for month, *rest in self.book.counts(self._scope(), self.first, self.last)
        ]

    def _scope(self) -> list[str] | None:
        """Units to read; None for all, also those that were removed."""
        if self.choice.unit:
            return [self.choice.unit] if self.choice.unit in self.units else []
        return None if queue.sees_all() else list(self.units)

    @property
    def by_year(self) -> bool:
        return self.last - self.first + 1 > BY_YEAR

    def _grouped(self, month: int) -> int:
        return month - month % 12 if self.by_year else month

    def report(self) -> Report:
        """Figures of the choice; by person for the units only that the current user directs."""
        return report(self._counts, self.today, self.choice.type, queue.directed_units())

    def months(self) -> list[int]:
        """The months of the period in order, or the first month of each of its years."""
        last = min(self.last, max(month_of(self.today), self.known[1] if self.known else 0))
        return sorted({self._grouped(month) for month in range(self.first, max(self.first, last) + 1)})

    def years(self) -> list[int]:
        """The years of which there are figures, newest first."""
        return list(range(self.known[1] // 12, self.known[0] // 12 - 1, -1)) if self.known else []

    def kinds(self) -> dict[str, str]:
        """HANDLER.kind -> title of the kinds that have figures in the period, by title."""
        found = {entry[0] for _month, _unit, entry, _number in self._counts}
        titles = {kind: self.book.titles.get(kind, kind) for kind in found}
        return dict(sorted(titles.items(), key=lambda item: fold(item[1])))
