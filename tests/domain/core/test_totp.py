"""Six digits that are good for a moment, and once."""

from communesplone.core.security.domain import totp
from hypothesis import given
from hypothesis import strategies as st
import pyotp
import pytest


SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
NOW = 1_800_000_000
MOMENTS = st.integers(0, 2**33)


def code_at(moment: float) -> str:
    return pyotp.TOTP(SECRET).at(int(moment))


@given(MOMENTS)
def test_a_code_is_good_once(moment):
    step = totp.step_of(SECRET, code_at(moment), moment, 0 if moment >= 60 else -1)
    assert step is not None
    assert totp.step_of(SECRET, code_at(moment), moment, step) is None


@given(MOMENTS, st.integers(-30, 30))
def test_clocks_may_differ_by_half_a_minute(moment, skew):
    assert totp.step_of(SECRET, code_at(moment), max(0, moment + skew), -1) is not None


@given(st.text(max_size=12))
def test_no_other_text_is_a_code(text):
    if totp.step_of(SECRET, text, NOW, 0) is not None:
        assert "".join(text.split()) in {code_at(NOW + shift) for shift in (-30, 0, 30)}


@pytest.mark.parametrize("shift", [-90, 90, 3600])
def test_a_code_of_another_time_is_refused(shift):
    assert totp.step_of(SECRET, code_at(NOW + shift), NOW, 0) is None


def test_recovery_codes_are_ten_different_ones_and_may_be_typed_as_one_likes():
    codes = totp.new_codes()
    assert len(set(codes)) == 10
    assert totp.code_hash(codes[0].lower().replace("-", " ")) == totp.code_hash(codes[0])
    assert totp.code_hash("123456") == ""


def test_the_rfcs_own_example():
    # RFC 6238, appendix B: 94287082 at 59 s, of which six digits are shown.
    secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
    assert totp.step_of(secret, "287 082", 59, 0) == 1
