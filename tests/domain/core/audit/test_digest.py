"""The digest of a day: told from a forged one, found again in whatever text it was kept in."""

from communesplone.core.audit.domain import digest
from datetime import date
from hypothesis import given
from hypothesis import strategies as st


DIGESTS = st.builds(
    digest.make,
    st.binary(min_size=16, max_size=64),
    st.dates(date(2000, 1, 1)),
    st.integers(0, 10**12 - 1),
    st.binary(min_size=32, max_size=32),
)


@given(st.lists(DIGESTS, max_size=5), st.sampled_from(["\n", "\r\n> ", " INFO digest: ", " and "]))
def test_digests_are_found_in_mails_and_logs(digests, between):
    text = between.join(one.line() for one in digests)
    assert digest.read(between + text + between) == digests


@given(st.text())
def test_any_other_text_holds_none(text):
    assert digest.read(text) == []


def test_a_day_that_there_is_not_is_no_digest():
    assert digest.read(f"2026-13-41 7 {'0' * 64} {'0' * 64}") == []


def test_only_the_keys_of_the_site_make_a_genuine_mark():
    made = digest.make(b"old key", date(2026, 11, 24), 7, bytes(32))
    assert digest.is_genuine([b"new key", b"old key"], made)
    assert not digest.is_genuine([b"other key"], made)
    assert not digest.is_genuine([b"old key"], digest.Digest(made.day, 8, made.head, made.mark))
    assert digest.anchors([made, digest.make(b"k", made.day, 0, bytes(32))]) == {7: bytes(32)}
