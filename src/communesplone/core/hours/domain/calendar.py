"""Days that are unlike others for everybody: public holidays, the commune's closing days, school holidays."""

from collections.abc import Callable
from communesplone.law.holiday_lists import AFTER_EASTER
from communesplone.law.holiday_lists import easter
from communesplone.law.phrases import _
from communesplone.law.phrases import Phrase
from dataclasses import dataclass
from datetime import date
from datetime import timedelta
from functools import lru_cache


HOLIDAY = _("public holiday")
CLOSING_DAY = _("closing day of the commune")
SCHOOL = _("school holidays")

FIXED = {
    (1, 1): _("New Year’s Day"),
    (5, 1): _("Labour Day"),
    (5, 8): _("Victory Day"),
    (7, 11): _("Day of the Flemish Community"),
    (7, 14): _("National Day"),
    (7, 21): _("National Day"),
    (8, 15): _("Assumption Day"),
    (9, 27): _("Day of the French Community"),
    (11, 1): _("All Saints’ Day"),
    (11, 2): _("All Souls’ Day"),
    (11, 11): _("Armistice Day"),
    (11, 15): _("Day of the German-speaking Community"),
    (12, 24): _("Christmas Eve"),
    (12, 25): _("Christmas Day"),
    (12, 26): _("Second day of Christmas"),
    (12, 31): _("New Year’s Eve"),
}
MOVING = {
    "Good Friday": _("Good Friday"),
    "Easter Monday": _("Easter Monday"),
    "Ascension": _("Ascension Day"),
    "Whit Monday": _("Whit Monday"),
}


def day_name(day: date) -> Phrase | None:
    """What that day is called, when it has a name."""
    for name, distance in AFTER_EASTER.items():
        if day == easter(day.year) + timedelta(days=distance):
            return MOVING[name]
    return FIXED.get((day.month, day.day))


def _never(day: date) -> bool:
    return False


@dataclass(frozen=True)
class Calendar:
    """The commune's calendar: which days are public holidays, which it closes itself, when schools have holidays."""

    is_holiday: Callable[[date], bool] = _never
    closing_days: frozenset[date] = frozenset()
    school: Callable[[date], bool] = _never

    def closed_because(self, day: date) -> Phrase | None:
        """Why the town hall is closed that day; None on an ordinary day."""
        if day in self.closing_days:
            return day_name(day) or CLOSING_DAY
        if self.is_holiday(day):
            return day_name(day) or HOLIDAY
        return None


# School holidays. First and last day, weekends at the end included.

# French Community: the calendars of the administration; its decree fixes them year by year.
FRENCH_COMMUNITY = (
    (date(2024, 10, 21), date(2024, 11, 3)),
    (date(2024, 12, 23), date(2025, 1, 5)),
    (date(2025, 2, 24), date(2025, 3, 9)),
    (date(2025, 4, 28), date(2025, 5, 11)),
    (date(2025, 7, 5), date(2025, 8, 24)),
    (date(2025, 10, 20), date(2025, 11, 2)),
    (date(2025, 12, 22), date(2026, 1, 4)),
    (date(2026, 2, 16), date(2026, 3, 1)),
    (date(2026, 4, 27), date(2026, 5, 10)),
    (date(2026, 7, 4), date(2026, 8, 23)),
    (date(2026, 10, 19), date(2026, 11, 1)),
    (date(2026, 12, 21), date(2027, 1, 3)),
    (date(2027, 2, 22), date(2027, 3, 7)),
    (date(2027, 4, 26), date(2027, 5, 9)),
)
COMMUNITIES = {"wallonia": "french", "brussels": "french", "flanders": "flemish"}


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


@lru_cache(maxsize=64)
def flemish_school_holidays(year: int) -> tuple[tuple[date, date], ...]:
    """Those that begin in that year (decision of the Flemish Government of 17 April 1991), weekends at the end too."""
    saints, christmas, sunday = date(year, 11, 1), date(year, 12, 25), easter(year)
    autumn = saints + timedelta(days=1) if saints.weekday() == 6 else _monday(saints)
    winter = _monday(christmas) if christmas.weekday() < 5 else _monday(christmas) + timedelta(days=7)
    april = date(year, 4, 1)
    spring = april + timedelta(days=-april.weekday() % 7)
    if sunday.month == 3:
        spring = sunday + timedelta(days=1)
    elif sunday > date(year, 4, 15):
        spring = sunday - timedelta(days=13)
    carnival = sunday - timedelta(days=48)
    return (
        (carnival, carnival + timedelta(days=6)),
        (spring, spring + timedelta(days=13)),
        (date(year, 7, 1), date(year, 8, 31)),
        (autumn, _monday(autumn) + timedelta(days=6)),
        (winter, winter + timedelta(days=13)),
    )


def school_holidays(jurisdiction: str, own: tuple[tuple[date, date], ...] = ()) -> Callable[[date], bool]:
    """Whether schools have holidays on a day there; ``own`` are periods that the commune adds.

    For France nothing is built in (three zones, fixed by ministerial order): the commune gives them.
    """
    community = COMMUNITIES.get(jurisdiction, "")

    def is_holiday(day: date) -> bool:
        known = own
        if community == "french":
            known = (*own, *FRENCH_COMMUNITY)
        elif community == "flemish":
            known = (*own, *flemish_school_holidays(day.year - 1), *flemish_school_holidays(day.year))
        return any(first <= day <= last for first, last in known)

    return is_holiday
