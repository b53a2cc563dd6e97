"""A citizen reads the reference out, types it with errors, and is never led to another case."""

from collections import Counter
from communesplone.core.domain import references
from hypothesis import given
from hypothesis import strategies as st
from itertools import combinations
import pytest
import re


KEY = b"k" * 32
tokens = st.text(max_size=40)
made = tokens.map(lambda token: references.derive(KEY, token))


@given(tokens)
def test_a_reference_has_two_groups_of_four_readable_characters(token):
    reference = references.derive(KEY, token)
    assert re.fullmatch(r"[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}", reference)
    assert references.is_valid(reference)
    assert references.normalise(reference) == reference


@given(tokens)
def test_the_same_form_token_gives_the_same_reference(token):
    assert references.derive(KEY, token) == references.derive(KEY, token)


def test_key_token_and_attempt_each_change_the_reference():
    one = references.derive(KEY, "token")
    others = [
        references.derive(b"z" * 32, "token"),
        references.derive(KEY, "token2"),
        references.derive(KEY, "token", 1),
        references.derive(KEY, "token", 2),
    ]
    assert len({one, *others}) == 5


def test_attempt_and_token_cannot_be_confused():
    assert references.derive(KEY, "1x", attempt=1) != references.derive(KEY, "x", attempt=11)
    assert references.derive(KEY, "\x00x", attempt=1) != references.derive(KEY, "x", attempt=1)


@given(made)
def test_every_single_wrong_character_is_found(reference):
    for position, character in enumerate(reference):
        for other in references.ALPHABET if character != "-" else "":
            wrong = reference[:position] + other + reference[position + 1 :]
            assert references.is_valid(wrong) == (other == character)


@given(made)
def test_every_exchange_of_two_characters_is_found(reference):
    letters = list(reference.replace("-", ""))
    for a, b in combinations(range(8), 2):
        swapped = letters.copy()
        swapped[a], swapped[b] = swapped[b], swapped[a]
        assert references.is_valid("".join(swapped)) == (letters[a] == letters[b])


def test_the_checks_hold_for_all_references_not_only_for_those_tried():
    """An error changes the sum by weight x difference; modulo a prime that is never zero when neither factor is."""
    weights = range(1, references.LENGTH + 1)
    differences = range(1, references.BASE)
    assert all(weight * difference % 31 for weight in weights for difference in differences)
    assert all((a - b) * difference % 31 for a, b in combinations(weights, 2) for difference in differences)


@pytest.mark.parametrize("style", [str.lower, lambda r: r.replace("-", " "), lambda r: f"  {r}\n", lambda r: r[::1]])
def test_case_spaces_and_dashes_do_not_matter(style):
    reference = references.derive(KEY, "token")
    assert references.normalise(style(reference)) == reference


def test_dashes_of_word_processors_and_full_width_letters_are_understood():
    reference = references.derive(KEY, "token")
    assert references.normalise(reference.replace("-", " – ")) == reference
    full_width = "".join(chr(ord(character) + 0xFEE0) for character in reference)
    assert references.normalise(full_width) == reference


@pytest.mark.parametrize("text", ["", "-", "7KQ2", "7KQ2-94MXX", "0KQ2-94MX", "OKQ2-94MX", "7KQ2-94M<", "Ж" * 8])
def test_what_cannot_be_a_reference_is_refused(text):
    assert references.normalise(text) == ""
    assert not references.is_valid(text)


@given(st.text(max_size=300))
def test_no_input_breaks_the_check(text):
    assert references.normalise(text) == "" or len(references.normalise(text)) == 9
    assert references.is_valid(text) in (True, False)


def test_a_huge_text_is_refused_without_work():
    assert references.normalise("7KQ2-94MX" + " " * 10_000_000) == ""


def test_shards_fill_evenly():
    counts = Counter(references.shard(references.derive(KEY, str(number))) for number in range(6400))
    assert len(counts) == 64
    assert min(counts.values()) >= 60
    assert max(counts.values()) <= 145


@given(made, st.integers(1, 256))
def test_a_shard_is_two_hex_digits_below_the_count_however_it_is_typed(reference, count):
    name = references.shard(reference, count)
    assert re.fullmatch("[0-9a-f]{2}", name)
    assert int(name, 16) < count
    assert references.shard(reference.lower().replace("-", ""), count) == name


@pytest.mark.parametrize(("reference", "count"), [("nonsense!", 64), ("", 64), ("7KQ2-94MX", 0), ("7KQ2-94MX", 257)])
def test_a_shard_is_never_made_up(reference, count):
    with pytest.raises(ValueError):
        references.shard(reference, count)
