"""Working days of a town hall: Monday to Friday, without legal holidays and the days the commune closes of itself.

Saturday never counts, although the French "jour ouvrable" includes it: what is counted here is the work of an office.
"""

from communesplone.law.jurisdictions import Jurisdiction
from datetime import date
from datetime import timedelta
from functools import lru_cache
import holidays


_SATURDAY = 5
_ONE_DAY = timedelta(days=1)
_FURTHEST = 366 * 10


@lru_cache(maxsize=512)
def _holidays(country: str, year: int) -> frozenset[date]:
    # Frozen, one year a time: the objects of `holidays` fill themselves while being asked, which several threads of
    # one process would see half done.
    return frozenset(holidays.country_holidays(country, years=year, expand=False))


class WorkingDays:
    """The calendar of working days of one commune.

    ``extra_closed`` holds the days the commune adds, such as bridging days, 2 November or 27 September. Holidays are
    known from 1901 to 2100; outside of these years only weekends and the extra days are closed.
    """

    def __init__(self, jurisdiction: Jurisdiction, extra_closed: frozenset[date] = frozenset()) -> None:
        self.jurisdiction = Jurisdiction(jurisdiction)
        self.extra_closed = frozenset(extra_closed)

    def is_working(self, day: date) -> bool:
        """Tell whether the town hall works on that day."""
        return day.weekday() < _SATURDAY and day not in self.extra_closed and not self._is_holiday(day)

    def add(self, day: date, n: int) -> date:
        """Return the n-th working day after ``day`` (before it for a negative n; the day itself for 0).

        Raises ValueError when the commune closes for ten years on end.
        """
        step = _ONE_DAY if n > 0 else -_ONE_DAY
        for _working_day in range(abs(n)):
            day = self._next(day, step)
        return day

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

    def _is_holiday(self, day: date) -> bool:
        # 11 July: Flemish decretal holiday, Decreet lokaal bestuur art. 291 (deadlines move past it).
        if self.jurisdiction is Jurisdiction.FLANDERS and (day.month, day.day) == (7, 11):
            return True
        return day in _holidays(self.jurisdiction.country, day.year)
