"""A form is sent once, by whom got it, in time; what the browser keeps for us comes back unchanged."""

from communesplone.core.domain import tokens
from communesplone.core.domain.tokens import TokenState
from hypothesis import given
from hypothesis import strategies as st
import pytest


KEY = b"k" * 32
OLD_KEY = b"o" * 32
NOW = 1_800_000_000.25
HOUR = 3600.0
RANDOM = bytes(range(16))
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)
payloads = st.dictionaries(st.text(), json_values, max_size=4)


def token(**changes):
    arguments = {"key": KEY, "purpose": "order", "now": NOW, "random_bytes": RANDOM} | changes
    return tokens.make(**arguments)


def state(text, **changes):
    arguments = {"key": KEY, "purpose": "order", "now": NOW + 60, "max_age": HOUR} | changes
    return tokens.check(token=text, **arguments)


def test_a_token_is_valid_until_it_expires():
    assert state(token(), now=NOW) is TokenState.VALID
    assert state(token(), now=NOW + HOUR) is TokenState.VALID
    assert state(token(), now=NOW + HOUR + 1) is TokenState.EXPIRED


def test_clocks_may_differ_a_little_and_no_more():
    assert state(token(), now=NOW - 60) is TokenState.VALID
    assert state(token(), now=NOW - 7201) is TokenState.EXPIRED


def test_a_token_fits_in_a_hidden_field_and_an_address():
    assert token().replace("-", "").replace("_", "").isalnum()
    assert len(token()) < 100


def test_two_forms_have_two_tokens():
    assert token() != token(random_bytes=bytes(16))


def test_too_little_randomness_is_an_error():
    with pytest.raises(ValueError):
        token(random_bytes=b"short")


def test_a_token_of_another_purpose_or_key_is_forged():
    assert state(token(), purpose="withdraw") is TokenState.FORGED
    assert state(token(key=OLD_KEY)) is TokenState.FORGED
    assert state(token(), key=[]) is TokenState.FORGED


def test_after_a_change_of_keys_old_tokens_still_hold():
    assert state(token(key=OLD_KEY), key=[KEY, OLD_KEY]) is TokenState.VALID
    assert tokens.read([KEY, OLD_KEY], "session", tokens.sign(OLD_KEY, "session", {}, NOW), NOW, HOUR) == {}


@given(st.data())
def test_any_changed_character_makes_it_forged(data):
    text = token()
    position = data.draw(st.integers(0, len(text) - 1))
    other = data.draw(st.characters().filter(lambda character: character != text[position]))
    assert state(text[:position] + other + text[position + 1 :]) is TokenState.FORGED


@given(st.binary(min_size=16, max_size=40), st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZ_-=\n "))
def test_a_token_has_one_spelling_only(random_bytes, extra):
    text = token(random_bytes=random_bytes)
    spellings = [text + extra, extra + text, text[:-1] + extra]
    assert all(state(spelling) is TokenState.FORGED for spelling in spellings if spelling != text)


@given(st.text(max_size=200))
def test_no_input_breaks_the_check(text):
    assert state(text) is TokenState.FORGED
    assert tokens.read(KEY, "session", text, NOW, HOUR) is None


@given(payloads, st.text(max_size=20))
def test_what_was_signed_comes_back(payload, purpose):
    text = tokens.sign(KEY, purpose, payload, NOW)
    assert tokens.read(KEY, purpose, text, NOW + 60, HOUR) == payload


def test_a_value_too_old_or_of_another_purpose_is_not_read():
    text = tokens.sign(KEY, "session", {"case": "7KQ2-94MX"}, NOW)
    assert tokens.read(KEY, "session", text, NOW + HOUR + 1, HOUR) is None
    assert tokens.read(KEY, "sessio", text, NOW, HOUR) is None


def test_purpose_and_content_cannot_be_shifted_into_each_other():
    raw = tokens._decode(token())
    shifted = tokens._encode(raw[:32] + raw[33:])
    assert state(shifted, purpose="order" + raw[32:33].decode()) is TokenState.FORGED


def test_a_form_token_is_no_session_value_and_the_reverse():
    assert tokens.read(KEY, "order", token(random_bytes=b'{"admin":  true}'), NOW, HOUR) is None
    assert state(tokens.sign(KEY, "order", {"a": "0123456789"}, NOW)) is TokenState.FORGED


@pytest.mark.parametrize("payload", [{"when": object()}, {"x": float("nan")}, {"b": b"bytes"}])
def test_what_json_cannot_hold_is_an_error(payload):
    with pytest.raises((TypeError, ValueError)):
        tokens.sign(KEY, "session", payload, NOW)


def test_a_form_opened_while_the_clock_ran_an_hour_ahead_is_still_ours():
    token = tokens.make(KEY, "order", 10_000 + 3600, b"r" * 16)
    assert tokens.check(KEY, "order", token, 10_000, 600) is TokenState.VALID
    assert tokens.check(KEY, "order", token, 10_000 - 24 * 3600, 600) is TokenState.EXPIRED
