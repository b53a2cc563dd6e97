"""A jurist reads notes and lists of the law in his language; what his commune typed stays letter by letter."""

from communesplone.law import wording
from communesplone.law.book import Law
from communesplone.law.book import phrase_of
from communesplone.law.jurisdictions import Jurisdiction
from communesplone.law.keys import KEYS
from communesplone.law.loading import load
from communesplone.law.overrides import made
from communesplone.law.values import Value
from dataclasses import replace
from datetime import date
from hypothesis import given
from hypothesis import strategies as st
import pytest


DAY = date(2026, 11, 24)
FRENCH = {"aloud": "à haute voix", "The eve of the meeting.": "La veille de la séance.", "none": "aucun"}
every_value = [value for one in Jurisdiction for values in load(one).values() for value in values]


def french(phrase) -> str:
    """The phrase with the few French words of this test; what has none is shouted, so that it is seen."""
    return phrase.say(lambda text: FRENCH.get(text, text.upper() if "$" not in text else text))


def override(key, value, unit):
    """A value of a commune."""
    return made(key, value, unit, valid_from=DAY, valid_until=None, reason="Prix: ${list} $$ $x")


def test_each_word_of_a_list_is_translated_by_itself():
    assert french(phrase_of(("aloud", "by show of hands"), "list")) == "à haute voix, BY SHOW OF HANDS"


def test_the_reasoning_has_the_words_translated():
    answer = Law("brussels").ask("ballot.ways", DAY)
    assert "à haute voix" in answer.explain(lambda text: FRENCH.get(text, text))[0]


def test_a_note_of_the_law_is_translated_and_one_of_a_commune_is_not():
    value = Law("alsace_moselle").value("notice.urgent", DAY)
    assert french(wording.note(value)) == "La veille de la séance."
    own = replace(value, reason="Our rules", note="The eve of the meeting.")
    assert french(wording.note(own)) == "The eve of the meeting."
    assert french(wording.note(replace(value, note=""))) == ""


def test_words_that_a_commune_typed_stay_and_those_of_the_suite_are_translated():
    own = override("ballot.ways", ("aloud", "par $$ ${list} $x"), "list")
    assert french(phrase_of(own.value, own.unit)) == "à haute voix, par $$ ${list} $x"
    said = Law("brussels", [own]).ask("ballot.ways", DAY).explain()[0]
    assert "aloud, par $$ ${list} $x" in said
    assert said.endswith("Set by the commune: Prix: ${list} $$ $x")


def test_a_rule_in_words_of_the_commune_stays():
    own = override("before.drafts_wording", "Ontwerp voor $1", "rule")
    assert french(phrase_of(own.value, own.unit)) == "Ontwerp voor $1"


@given(st.text(max_size=60))
def test_no_text_of_a_commune_is_changed(text):
    shown = french(wording.word(text))
    assert shown == text or text in wording.vocabulary()
    value = Value("notice.urgent", 1, "days", note=text, reason="Local rule")
    assert french(wording.note(value)) == text


def test_every_word_of_a_closed_list_is_known():
    assert {option for key in KEYS.values() for option in key.options} <= wording.vocabulary()


@pytest.mark.parametrize("value", every_value, ids=lambda value: value.key)
def test_a_comma_parts_words_and_is_in_none(value):
    words = value.value if isinstance(value.value, tuple) else ()
    assert all(wording.word(name).text == name and "," not in name for name in words)
