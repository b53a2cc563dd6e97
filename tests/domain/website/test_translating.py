"""Which translations are missing, and which are behind."""

from communesplone.website.domain.translating import source_of
from communesplone.website.domain.translating import stamp
from communesplone.website.domain.translating import State
from communesplone.website.domain.translating import states
from communesplone.website.domain.translating import Version
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from hypothesis import given
from hypothesis import strategies as st
import pytest


DAY = datetime(2026, 11, 25, tzinfo=UTC)
LATER = DAY + timedelta(days=1)
CODES = ["fr", "nl", "de"]


def version(language: str, *, created=DAY, modified=DAY, words: str = "", made_from: str = "") -> Version:
    return Version(language, created, modified, words, made_from)


def test_a_page_in_one_language_is_missing_in_the_others():
    assert states([version("fr")], CODES, "fr") == {"fr": State.SOURCE, "nl": State.MISSING, "de": State.MISSING}


def test_a_translation_is_behind_when_the_words_of_its_source_are_others():
    source = version("fr", words="b")
    assert states([source, version("nl", made_from="a")], CODES, "fr")["nl"] is State.BEHIND
    assert states([source, version("nl", made_from="b")], CODES, "fr")["nl"] is State.CURRENT


def test_a_change_that_is_no_change_of_words_leaves_translations_right():
    source = version("fr", words="a", modified=LATER)
    assert states([source, version("nl", made_from="a")], CODES, "fr")["nl"] is State.CURRENT


def test_of_pages_of_before_the_last_change_decides():
    assert states([version("fr", modified=LATER), version("nl")], CODES, "fr")["nl"] is State.BEHIND
    assert states([version("fr"), version("nl", modified=LATER)], CODES, "fr")["nl"] is State.CURRENT


def test_the_source_is_the_page_in_the_first_language_else_the_oldest():
    assert source_of([version("de"), version("fr", created=LATER)], "fr").language == "fr"
    assert source_of([version("de", created=LATER), version("nl")], "fr").language == "nl"
    with pytest.raises(ValueError):
        source_of([], "fr")


def test_white_space_is_no_change():
    assert stamp(["Le marché ", "a\n b"]) == stamp(["Le  marché", "a b"])
    assert stamp(["ab", ""]) != stamp(["a", "b"])


@given(st.lists(st.sampled_from(CODES), min_size=1, max_size=3, unique=True), st.sampled_from(CODES))
def test_every_language_has_a_state_and_one_page_is_the_source(written, first):
    found = states([version(code) for code in written], CODES, first)
    assert set(found) == set(CODES)
    assert list(found.values()).count(State.SOURCE) == 1
    assert {code for code, state in found.items() if state is State.MISSING} == set(CODES) - set(written)
