"""Working days: Monday to Friday, without the holidays that count for the purpose and the days the commune closes.

Saturday never counts, although the French "jour ouvrable" includes it: what is counted here is the work of an office.
"""

from communesplone.law.book import Law
from communesplone.law.holiday_lists import days
from communesplone.law.jurisdictions import Jurisdiction
from datetime import date
from datetime import timedelta


_SATURDAY = 5
_ONE_DAY = timedelta(days=1)
_FURTHEST = 366 * 10


class WorkingDays:
    """The calendar of working days of one commune.

    ``extra_closed`` holds the days the commune adds, such as bridging days, 2 November or 27 September. ``purpose``
    says which list of holidays counts: ``office`` (the work of the town hall), ``supervision`` or ``delays``; where
    the law has no list of its own for a purpose, that of the office. Legal holidays are known from 1901 to 2100;
    outside of these years only weekends, the days a list names and the extra days are closed.
    """

    def __init__(
        self,
        jurisdiction: Jurisdiction,
        extra_closed: frozenset[date] = frozenset(),
        *,
        purpose: str = "office",
        law: Law | None = None,
    ) -> None:
        self.jurisdiction = Jurisdiction(jurisdiction)
        self.extra_closed = frozenset(extra_closed)
        self.purpose = purpose
        self.law = law or Law(self.jurisdiction)

    def is_working(self, day: date) -> bool:
        """Tell whether that day counts as a working day."""
        return day.weekday() < _SATURDAY and day not in self.extra_closed and not self.is_holiday(day)

    def add(self, day: date, n: int) -> date:
        """Return the n-th working day after ``day`` (before it for a negative n; the day itself for 0).

        Raises ValueError when the commune closes for ten years on end.
        """
        step = _ONE_DAY if n > 0 else -_ONE_DAY
        for _working_day in range(abs(n)):
            day = self._next(day, step)
        return day

    def on_or_after(self, day: date) -> date:
        """Return the day itself when it is a working day, else the next one; raises as ``add``."""
        return day if self.is_working(day) else self._next(day, _ONE_DAY)

    def between(self, a: date, b: date) -> int:
        """Count the working days after ``a`` up to and including ``b``; negative when b is before a.

        ``between(day, add(day, n)) == n``.
        """
        if b < a:
            return -self.between(b, a)
        return sum(self.is_working(a + timedelta(days=i)) for i in range(1, (b - a).days + 1))

    def _next(self, day: date, step: timedelta) -> date:
        for _day in range(_FURTHEST):
            day += step
            if self.is_working(day):
                return day
        raise ValueError("no working day within ten years")

    def is_holiday(self, day: date) -> bool:
        """Tell whether that day is on the list of holidays for the purpose."""
        for key in (f"holidays.{self.purpose}", "holidays.office"):
            value = self.law.find(key, day)
            if value is not None:
                return day in days(value.value, self.jurisdiction.country, day.year)
        return False
