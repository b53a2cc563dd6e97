"""Days and hours in words, in five languages."""

from communesplone.website.events import when
from datetime import date
from datetime import datetime
from datetime import UTC
import pytest


def at(*parts) -> datetime:
    return datetime(*parts, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "same_month", "two_months", "two_years"),
    [
        (
            "fr",
            "du 3 au 5 décembre 2026",
            "du 30 novembre au 2 décembre 2026",
            "du 31 décembre 2026 au 1er janvier 2027",
        ),
        ("nl", "van 3 tot en met 5 december 2026", "van 30 november tot en met 2 december 2026", None),
        ("de", "vom 3. bis 5. Dezember 2026", "vom 30. November bis 2. Dezember 2026", None),
        ("es", "del 3 al 5 de diciembre de 2026", "del 30 de noviembre al 2 de diciembre de 2026", None),
        ("en", "from 3 to 5 December 2026", "from 30 November to 2 December 2026", None),
    ],
)
def test_several_days(language, same_month, two_months, two_years):
    assert when.range_words(date(2026, 12, 3), date(2026, 12, 5), language) == same_month
    assert when.range_words(date(2026, 11, 30), date(2026, 12, 2), language) == two_months
    if two_years:
        assert when.range_words(date(2026, 12, 31), date(2027, 1, 1), language) == two_years


def test_the_first_of_a_month_is_the_first_in_french():
    assert when.range_words(date(2026, 12, 1), date(2026, 12, 5), "fr") == "du 1er au 5 décembre 2026"
    assert when.range_words(date(2026, 12, 1), date(2026, 12, 1), "fr") == "mardi 1er décembre 2026"


@pytest.mark.parametrize(
    ("begin", "end", "whole_day", "open_end", "words"),
    [
        (
            at(2026, 12, 5, 19),
            at(2026, 12, 5, 21, 30),
            False,
            False,
            "samedi 5 décembre 2026, 19 h – 21 h 30",
        ),
        (at(2026, 12, 5, 22), at(2026, 12, 6, 2), False, False, "samedi 5 décembre 2026, 22 h – 2 h"),
        (at(2026, 12, 5), at(2026, 12, 5, 23, 59, 59), True, False, "samedi 5 décembre 2026"),
        (at(2026, 12, 5, 19), at(2026, 12, 5, 23, 59, 59), False, True, "samedi 5 décembre 2026, 19 h"),
        (at(2026, 12, 3, 9), at(2026, 12, 5, 18), False, False, "du 3 au 5 décembre 2026"),
        (at(2028, 2, 29, 9), at(2028, 2, 29, 12), False, False, "mardi 29 février 2028, 9 h – 12 h"),
    ],
)
def test_one_line_of_words(begin, end, whole_day, open_end, words):
    assert when.words(begin, end, whole_day, open_end, "fr").replace("\u00a0", " ") == words
