"""Prices as a clerk types them, spans of days as a visitor asks for them."""

from communesplone.website.events.domain import periods
from communesplone.website.events.domain import prices
from datetime import date
from decimal import Decimal
from hypothesis import given
from hypothesis import strategies as st
import pytest


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Adults | 8.50", ("Adults", Decimal("8.50"))),
        ("Adultes | 8,5 €", ("Adultes", Decimal("8.50"))),
        ("12", ("", Decimal(12))),
        ("Children under 6 | 0", ("Children under 6", Decimal(0))),
        ("Pass | week-end | 20", ("Pass | week-end", Decimal(20))),
        ("Adults", None),
        ("Adults | eight", None),
        (" | 8", None),
        ("Adults | -8", None),
        ("Adults | 8.505", None),
    ],
)
def test_a_line_has_words_and_an_amount(line, found):
    assert prices.read(line) == found


@given(st.text(max_size=60))
def test_whatever_is_typed_is_read_or_refused(line):
    found = prices.read(line)
    assert found is None or found.amount >= 0


@pytest.mark.parametrize(
    ("language", "words"), [("fr", "8,50\u00a0€"), ("nl", "€\u00a08,50"), ("de", "8,50\u00a0€"), ("en", "€8.50")]
)
def test_an_amount_in_words(language, words):
    assert prices.words(Decimal("8.50"), language) == words


def test_whole_euros_have_no_cents():
    assert prices.words(Decimal(12), "fr") == "12\u00a0€"


WEDNESDAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("name", "today", "bounds"),
    [
        ("today", WEDNESDAY, (WEDNESDAY, WEDNESDAY)),
        ("weekend", WEDNESDAY, (date(2026, 11, 28), date(2026, 11, 29))),
        ("weekend", date(2026, 11, 28), (date(2026, 11, 28), date(2026, 11, 29))),
        ("weekend", date(2026, 11, 29), (date(2026, 11, 29), date(2026, 11, 29))),
        ("week", WEDNESDAY, (WEDNESDAY, date(2026, 12, 1))),
        ("2028-02", WEDNESDAY, (date(2028, 2, 1), date(2028, 2, 29))),
        ("2026-12", WEDNESDAY, (date(2026, 12, 1), date(2026, 12, 31))),
        ("", WEDNESDAY, (WEDNESDAY, date(2027, 2, 25))),
        ("2099-01", WEDNESDAY, (WEDNESDAY, date(2027, 2, 25))),
        ("2026-13", WEDNESDAY, (WEDNESDAY, date(2027, 2, 25))),
    ],
)
def test_a_period_has_a_first_and_a_last_day(name, today, bounds):
    assert periods.bounds(name, today) == bounds


def test_twelve_months_are_offered():
    found = periods.months(date(2026, 12, 31))
    assert (found[0], found[-1], len(found)) == (date(2026, 12, 1), date(2027, 11, 1), 12)
