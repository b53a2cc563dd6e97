"""A citizen without an account opens the case with the secret; nobody else does."""

from communesplone.core.domain import references
from communesplone.core.domain import secrets
from hypothesis import given
from hypothesis import strategies as st
import pytest
import re


KEY = b"k" * 32


@given(st.text(max_size=40))
def test_a_secret_can_be_typed_and_opens_its_case(token):
    secret = secrets.derive_secret(KEY, token)
    assert re.fullmatch(r"([2-9A-HJKMNP-Z]{4}-){3}[2-9A-HJKMNP-Z]{4}", secret)
    assert secrets.matches(secret, secrets.secret_hash(secret))


def test_the_secret_has_nearly_eighty_bits():
    assert 2**79 < len(references.ALPHABET) ** secrets.LENGTH < 2**80


def test_the_secret_does_not_contain_the_reference_of_the_same_token():
    reference = references.derive(KEY, "token").replace("-", "")
    assert reference[:7] not in secrets.derive_secret(KEY, "token").replace("-", "")


@given(st.text(max_size=40), st.text(max_size=40))
def test_each_token_has_its_own_secret(one, other):
    same = secrets.derive_secret(KEY, one) == secrets.derive_secret(KEY, other)
    assert same == (one == other)


def test_another_key_gives_another_secret():
    assert secrets.derive_secret(KEY, "token") != secrets.derive_secret(b"z" * 32, "token")


def test_small_letters_and_spaces_open_the_case_too():
    secret = secrets.derive_secret(KEY, "token")
    stored = secrets.secret_hash(secret)
    assert secrets.matches(secret.lower(), stored)
    assert secrets.matches(secret.replace("-", " "), stored)
    assert secrets.matches(f" {secret.replace('-', '')} ", stored)


@given(st.text(max_size=60))
def test_nothing_else_opens_the_case(text):
    secret = secrets.derive_secret(KEY, "token")
    assert not secrets.matches(text, secrets.secret_hash(secret)) or secrets.normalise(text) == secret


@given(st.integers(0, 15), st.sampled_from(references.ALPHABET))
def test_one_wrong_character_does_not_open_the_case(position, other):
    secret = secrets.derive_secret(KEY, "token").replace("-", "")
    wrong = secret[:position] + other + secret[position + 1 :]
    assert secrets.matches(wrong, secrets.secret_hash(secret)) == (wrong == secret)


@pytest.mark.parametrize("text", ["", "ABCD", "0000-0000-0000-0000", "x" * 10_000])
def test_a_malformed_secret_is_neither_stored_nor_matched(text):
    with pytest.raises(ValueError):
        secrets.secret_hash(text)
    assert not secrets.matches(text, secrets._digest(""))


def test_an_unknown_case_is_answered_like_a_wrong_secret():
    assert not secrets.matches(secrets.derive_secret(KEY, "token"), "")
    assert not secrets.matches(secrets.derive_secret(KEY, "token"), "é")


def test_the_stored_hash_does_not_show_the_secret():
    secret = secrets.derive_secret(KEY, "token")
    assert re.fullmatch("[0-9a-f]{64}", secrets.secret_hash(secret))
