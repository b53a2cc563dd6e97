"""Which pages are least clear, and what may stand in a remark."""

from communesplone.core.domain import national_number
from communesplone.website.feedback.domain.remarks import has_national_number
from communesplone.website.feedback.domain.remarks import key_of
from communesplone.website.feedback.domain.remarks import split_path
from communesplone.website.feedback.domain.remarks import tidy
from communesplone.website.feedback.domain.shares import Answers
from communesplone.website.feedback.domain.shares import months
from communesplone.website.feedback.domain.shares import worst_first
from datetime import date
from hypothesis import given
from hypothesis import strategies as st
import pytest


COUNTS = st.builds(Answers, st.integers(0, 10_000), st.integers(0, 10_000))


def test_one_no_of_one_weighs_less_than_thirty_of_fifty():
    found = [("once", Answers(0, 1)), ("often", Answers(20, 30)), ("fine", Answers(90, 2))]
    assert [page for page, _answers in worst_first(found)] == ["often", "once", "fine"]


@given(COUNTS)
def test_the_weight_is_a_share_and_no_more_than_the_share_itself(answers):
    assert 0 <= answers.weight <= answers.share + 1e-9 <= 1 + 1e-9


@given(COUNTS)
def test_the_same_share_of_more_answers_weighs_more(answers):
    more = Answers(answers.yes * 2, answers.no * 2)
    assert more.weight >= answers.weight - 1e-9


def test_the_months_go_back_over_new_year():
    assert months(2027, 1, 3) == ["2027-01", "2026-12", "2026-11"]


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("vivre-ici/marche", ("vivre-ici/marche", "")),
        ("/@@waste/rue-haute/", ("", "waste")),
        ("services/population/@@hours", ("services/population", "hours")),
        ("", None),
        ("a/../b", None),
        ("a//b", None),
        ("a?b=c", None),
        ("<b>", None),
        ("https://example.org/x", None),
        ("x" * 301, None),
    ],
)
def test_a_path_is_told_from_what_is_none(path, found):
    assert split_path(path) == found


def test_all_streets_of_the_waste_calendar_are_one_page():
    assert key_of("@@waste/rue-haute") == key_of("@@waste") == "@@waste"
    assert key_of("services/population/@@hours") == "services/population/@@hours"


@given(st.dates(date(1930, 1, 1), date(2020, 1, 1)), st.integers(1, 997), st.sampled_from(["", " ", "."]))
def test_a_national_number_is_seen_however_it_is_written(birth, serial, sign):
    number = national_number.make(birth, serial)
    digits = "".join(one for one in number if one.isdigit())
    for written in (digits, number, sign.join([digits[:2], digits[2:4], digits[4:6]]) + f"-{digits[6:9]}.{digits[9:]}"):
        assert has_national_number(f"mon numéro {written}, merci")


@pytest.mark.parametrize("text", ["", "081 00 00 00 ne répond pas", "BE68 5390 0754 7034", "2026-11-25 09:00:00"])
def test_other_numbers_are_none(text):
    assert not has_national_number(text)


def test_a_text_is_tidied():
    assert tidy("  a\r\nb\x00\x07 \n") == "a\nb"
