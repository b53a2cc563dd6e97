"""A town hall of the tests and hours at random."""

from communesplone.core.hours.domain.calendar import Calendar
from communesplone.core.hours.domain.calendar import school_holidays
from communesplone.core.hours.domain.checking import check
from communesplone.core.hours.domain.engine import Hours
from communesplone.core.hours.domain.model import Annual
from communesplone.core.hours.domain.model import DAY
from communesplone.core.hours.domain.model import Nth
from communesplone.core.hours.domain.model import Period
from communesplone.core.hours.domain.model import Schedule
from communesplone.core.hours.domain.model import Season
from communesplone.core.hours.domain.model import Span
from communesplone.core.hours.domain.model import Special
from communesplone.core.hours.domain.model import State
from communesplone.core.hours.domain.model import Week
from communesplone.core.hours.domain.reading import read_week
from communesplone.core.hours.domain.reading_days import read_seasons
from communesplone.core.hours.domain.reading_days import read_specials
from communesplone.law.working_days import WorkingDays
from datetime import date
from datetime import datetime
from hypothesis import strategies as st
from zoneinfo import ZoneInfo


ZONE = ZoneInfo("Europe/Brussels")
WALLONIA = Calendar(WorkingDays("wallonia").is_holiday, frozenset({date(2026, 9, 28)}), school_holidays("wallonia"))
WEEK = """\
Lundi, mardi, jeudi : 9 h – 12 h et 13 h 30 – 16 h
Mercredi : 9 h – 12 h, 16 h – 19 h sur rendez-vous
Vendredi : 9 h – 12 h
"""


def hours(week=WEEK, seasons="", specials="", school=None, calendar=WALLONIA, **more) -> Hours:
    """Hours from French text."""
    schedule = Schedule(
        read_week(week, "fr"),
        read_seasons(seasons, "fr"),
        None if school is None else read_week(school, "fr"),
        read_specials(specials, "fr"),
        **more,
    )
    return Hours(schedule, calendar, ZONE)


def at(text: str, fold: int = 0) -> datetime:
    """A moment at the town hall."""
    return datetime.fromisoformat(text).replace(tzinfo=ZONE, fold=fold)


@st.composite
def spans(draw, latest: int = DAY + 360):
    """Spans of a day that do not overlap."""
    edges = sorted(draw(st.sets(st.integers(0, latest // 5), max_size=6)))
    found = []
    for start, end in zip(edges[::2], edges[1::2], strict=False):
        if start * 5 < DAY and end * 5 <= start * 5 + DAY:
            found.append(Span(start * 5, end * 5, draw(st.sampled_from(list(State)))))
    return tuple(found)


weeks = st.builds(
    Week,
    st.tuples(*[spans(latest=DAY)] * 7),
    st.lists(
        st.builds(Nth, st.integers(0, 6), st.sampled_from([1, 2, 3, 4, 5, -1]), spans()),
        max_size=2,
        unique_by=lambda n: (n.weekday, n.ordinal),
    ).map(lambda found: tuple(sorted(found))),
)
annual_days = st.dates(date(2024, 1, 1), date(2024, 12, 31)).map(lambda day: Annual(day.month, day.day))
dates = st.dates(date(2020, 1, 1), date(2035, 12, 31))
periods = st.builds(Period, annual_days, annual_days) | st.tuples(dates, dates).map(
    lambda two: Period(min(two), max(two))
)
names = st.text("abcdé' ", max_size=12).map(str.strip)
reasons = st.text("abcdé' -:9", max_size=20).map(str.strip)
schedules = st.builds(
    Schedule,
    weeks,
    st.lists(st.builds(Season, names, periods, weeks), max_size=2).map(tuple),
    st.none() | weeks,
    st.lists(st.builds(Special, periods, spans(), reasons), max_size=3).map(tuple),
    st.booleans(),
).filter(lambda schedule: not check(schedule))
moments = st.datetimes(datetime.fromisoformat("2024-01-01"), datetime.fromisoformat("2028-12-31")).map(
    lambda moment: moment.replace(tzinfo=ZONE)
)
