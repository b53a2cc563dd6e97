"""A citizen types a national number, with or without dots; an error in it is found."""

from communesplone.core.domain import national_number
from datetime import date
from hypothesis import given
from hypothesis import strategies as st
import pytest


births = st.dates(date(1900, 1, 1), date(2020, 12, 31))
serials = st.integers(1, 998)
numbers = st.builds(national_number.make, births, serials)


@pytest.mark.parametrize(
    ("number", "born"),
    [
        ("85073003328", date(1985, 7, 30)),
        ("17073003384", date(2017, 7, 30)),
        ("42012205181", date(1942, 1, 22)),
        ("40000095579", None),  # month and day not known
        ("00000100364", None),  # nothing known
        ("98472899765", date(1998, 7, 28)),  # bis
        ("01410191175", date(2001, 1, 1)),  # bis
    ],
)
def test_known_numbers_are_valid_and_tell_the_date_of_birth(number, born):
    assert national_number.is_valid(number)
    assert national_number.birth_date(number) == born


@pytest.mark.parametrize("text", ["85.07.30-033.28", "85 07 30 033 28", " 85073003328 ", "85-07-30-033-28"])
def test_it_may_be_typed_as_it_is_printed(text):
    assert national_number.is_valid(text)
    assert national_number.normalise(text) == "85073003328"
    assert national_number.display(text) == "85.07.30-033.28"


@pytest.mark.parametrize(
    "text",
    ["", "0", "00000000000", "8507300332", "850730033280", "85073003327", "85133003328", "abcdefghijk", "٨٥٠٧٣٠٠٣٣٢٨"],
)
def test_wrong_numbers_are_refused(text):
    assert not national_number.is_valid(text)
    assert national_number.birth_date(text) is None
    with pytest.raises(ValueError):
        national_number.display(text)


@given(births, serials)
def test_invented_numbers_are_valid_and_keep_the_date(birth, serial):
    number = national_number.make(birth, serial)
    assert national_number.is_valid(number)
    assert national_number.birth_date(number) == birth


@given(numbers, st.integers(0, 10), st.integers(1, 9))
def test_one_wrong_digit_changes_the_number_into_an_invalid_one_or_another_century(number, position, step):
    digit = (int(number[position]) + step) % 10
    wrong = f"{number[:position]}{digit}{number[position + 1 :]}"
    born, other = national_number.birth_date(number), national_number.birth_date(wrong)
    same_century = other is not None and born.year // 100 == other.year // 100
    assert not (national_number.is_valid(wrong) and same_century)


@given(numbers)
def test_what_is_shown_does_not_hold_the_serial_number(number):
    masked = national_number.mask(number)
    assert masked == f"{number[:2]}.{number[2:4]}.{number[4:6]}-•••.••"


def test_nothing_of_a_wrong_number_is_shown():
    assert national_number.mask("85073003327") == "•••.••"
    assert national_number.mask("my secret") == "•••.••"


@given(st.text(max_size=200))
def test_no_input_breaks_the_check(text):
    assert national_number.is_valid(text) in (True, False)
    assert national_number.mask(text)


@pytest.mark.parametrize(
    ("birth", "serial"), [(date(1985, 7, 30), 0), (date(1985, 7, 30), 999), (date(1899, 12, 31), 1)]
)
def test_a_number_that_cannot_be_is_not_invented(birth, serial):
    with pytest.raises(ValueError):
        national_number.make(birth, serial)
