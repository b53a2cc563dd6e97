"""Days and hours of events in words, in the language of the reader."""

from communesplone.website.domain import times
from communesplone.website.home import days
from datetime import date
from datetime import datetime
from datetime import timedelta


# Between two days: of different months, of one month (the first day is a bare number).
RANGES = {
    "fr": ("du {first} au {last}", "du {day} au {last}"),
    "nl": ("van {first} tot en met {last}", "van {day} tot en met {last}"),
    "de": ("vom {first} bis {last}", "vom {day}. bis {last}"),
    "es": ("del {first} al {last}", "del {day} al {last}"),
    "en": ("from {first} to {last}", "from {day} to {last}"),
}


def range_words(first: date, last: date, language: str) -> str:
    """Such as `du 3 au 5 décembre 2026`; one day: `mercredi 25 novembre 2026`."""
    if first >= last:
        return days.whole_day(first, language)
    apart, together = RANGES.get(language.partition("-")[0], RANGES["en"])
    end = days.day_of_year(last, language)
    if (first.year, first.month) == (last.year, last.month):
        return together.format(day="1er" if (language, first.day) == ("fr", 1) else first.day, last=end)
    begin = days.day_of_year(first, language) if first.year != last.year else days.day_of_month(first, language)
    return apart.format(first=begin, last=end)


def hours_words(begin: datetime, end: datetime, whole_day: bool, open_end: bool, language: str) -> str:
    """Such as `19 h – 21 h`; '' for whole days. A night that ends before noon keeps its end: `22 h – 2 h`."""
    if whole_day:
        return ""
    if open_end:
        return times.hour(begin.time(), language)
    if begin.date() == end.date() or is_one_night(begin, end):
        return times.span(begin.time(), end.time(), language)
    return ""


def is_one_night(begin: datetime, end: datetime) -> bool:
    """Whether it ends in the morning after: people call that one day."""
    return end.date() - begin.date() == timedelta(days=1) and end.hour < 12 and end - begin < timedelta(hours=16)


def words(begin: datetime, end: datetime, whole_day: bool, open_end: bool, language: str) -> str:
    """Day and hours in one line, both in the zone of the event."""
    last = begin.date() if open_end or is_one_night(begin, end) else end.date()
    day = range_words(begin.date(), last, language)
    hours = hours_words(begin, end, whole_day, open_end, language)
    return f"{day}, {hours}" if hours else day
