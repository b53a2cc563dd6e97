"""Rows that a clerk types with upright strokes."""

from communesplone.requests.domain.rows import amount
from communesplone.requests.domain.rows import Fault
from communesplone.requests.domain.rows import fault
from communesplone.requests.domain.rows import is_web_address
from communesplone.requests.domain.rows import LONGEST
from communesplone.requests.domain.rows import Row
from communesplone.requests.domain.rows import row
from communesplone.requests.domain.rows import rows
from decimal import Decimal
from hypothesis import given
from hypothesis import strategies as st
import pytest


PART = st.text(st.characters(blacklist_characters="|", blacklist_categories=("Cs", "Cc", "Z")), min_size=1, max_size=20)


def test_a_line_of_before_is_a_row_of_one_part():
    assert row("Pour quelqu’un d’autre : une preuve") == Row("Pour quelqu’un d’autre : une preuve")


def test_parts_stand_between_strokes():
    assert row(" Adultes |25 €| au guichet ") == Row("Adultes", "25 €", "au guichet")


def test_empty_lines_are_no_rows():
    assert rows(["", " | ", "A"]) == [Row("A")]
    assert rows(None) == []


@given(st.lists(PART, min_size=1, max_size=3))
def test_what_was_joined_comes_apart_again(parts):
    line = " | ".join(parts)
    assert [part for part in row(line) if part] == parts
    assert fault(line, 3) is None


@given(st.text())
def test_any_text_is_a_row_or_has_a_fault(text):
    assert len(row(text)) == 3
    assert fault(text, 3) in (None, *Fault)


def test_faults_are_named():
    assert fault("| 25 €", 3) is Fault.EMPTY
    assert fault("a | b | c | d", 3) is Fault.TOO_MANY
    assert fault("a" * (LONGEST + 1), 3) is Fault.TOO_LONG
    assert fault("Law | art. 1 | see the web", 3, is_link=True) is Fault.NO_LINK
    assert fault("Law | art. 1 | https://www.ejustice.just.fgov.be/", 3, is_link=True) is None
    assert fault("Law | art. 1", 3, is_link=True) is None


@pytest.mark.parametrize(
    "text",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "//evil.example",
        "https://",
        "https://a b",
        "https://u@h/",
        "ftp://h",
        "",
    ],
)
def test_only_addresses_of_the_web_are_links(text):
    assert not is_web_address(text)


def test_an_amount_is_read_only_where_nothing_else_stands():
    assert amount("25 €") == Decimal("25.00")
    assert amount("7,50 EUR") == Decimal("7.50")
    assert amount("€ 3") == Decimal("3.00")
    for text in ("Gratuit", "25 € par page", "de 5 à 10 €", ""):
        assert amount(text) is None
