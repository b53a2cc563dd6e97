"""Days in words, in the language of the page."""

from datetime import date
from functools import lru_cache
from zope.i18n.locales import locales


LONG = {"de": "EEEE, d. MMMM", "es": "EEEE, d 'de' MMMM"}
LONG_WITH_YEAR = {"de": "EEEE, d. MMMM yyyy", "es": "EEEE, d 'de' MMMM 'de' yyyy"}
WITHOUT_YEAR = {"de": "d. MMMM", "es": "d 'de' MMMM"}
WITH_YEAR = {"de": "d. MMMM yyyy", "es": "d 'de' MMMM 'de' yyyy"}


def long_day(day: date, language: str) -> str:
    """Such as `mercredi 25 novembre`."""
    return written(day, language, LONG.get(language, "EEEE d MMMM"))


def day_of_year(day: date, language: str) -> str:
    """Such as `25 novembre 2026`."""
    return written(day, language, WITH_YEAR.get(language, "d MMMM yyyy"))


def day_of_month(day: date, language: str) -> str:
    """Such as `25 novembre`."""
    return written(day, language, WITHOUT_YEAR.get(language, "d MMMM"))


def whole_day(day: date, language: str) -> str:
    """Such as `mercredi 25 novembre 2026`."""
    return written(day, language, LONG_WITH_YEAR.get(language, "EEEE d MMMM yyyy"))


def month(day: date, language: str) -> str:
    """Such as `novembre 2026`."""
    return written(day, language, "MMMM 'de' yyyy" if language == "es" else "MMMM yyyy")


def short_month(day: date, language: str) -> str:
    """Such as `nov.`"""
    return written(day, language, "MMM")


@lru_cache(maxsize=2048)
def written(day: date, language: str, pattern: str) -> str:
    """A day in the pattern of Unicode's locale data; the first of a month as French says it."""
    language = language.partition("-")[0] or "en"
    locale = locales.getLocale(language)
    if language == "fr" and day.day == 1:
        pattern = pattern.replace("d MMM", "'1er' MMM")
    return locale.dates.getFormatter("date", "full").format(day, pattern)
