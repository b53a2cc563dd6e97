"""Days in words, in the language of the page."""

from datetime import date
from functools import lru_cache
from zope.i18n.locales import locales


LONG = {"de": "EEEE, d. MMMM", "es": "EEEE, d 'de' MMMM"}
WITH_YEAR = {"de": "d. MMMM yyyy", "es": "d 'de' MMMM 'de' yyyy"}


def long_day(day: date, language: str) -> str:
    """Such as `mercredi 25 novembre`."""
    return written(day, language, LONG.get(language, "EEEE d MMMM"))


def day_of_year(day: date, language: str) -> str:
    """Such as `25 novembre 2026`."""
    return written(day, language, WITH_YEAR.get(language, "d MMMM yyyy"))


def short_month(day: date, language: str) -> str:
    """Such as `nov.`"""
    return written(day, language, "MMM")


@lru_cache(maxsize=2048)
def written(day: date, language: str, pattern: str) -> str:
    """A day in the pattern of Unicode's locale data."""
    locale = locales.getLocale(language.partition("-")[0] or "en")
    return locale.dates.getFormatter("date", "full").format(day, pattern)
