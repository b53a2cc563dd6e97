"""Words of a search: accents, plurals and feminines do not matter; spelling is forgiven within bounds."""

from communesplone.website.search.domain import excerpt
from communesplone.website.search.domain import spelling
from communesplone.website.search.domain.words import asked
from communesplone.website.search.domain.words import fold
from communesplone.website.search.domain.words import MOST_WORDS
from communesplone.website.search.domain.words import split
from communesplone.website.search.domain.words import stem
from communesplone.website.search.domain.words import stems
from hypothesis import given
from hypothesis import strategies as st
import pytest


SAME = (
    ("carte d'identite", "CARTE D’IDENTITÉ"),
    ("carte d'identité", "cartes d'identités"),
    ("œuvre d’été", "OEUVRES D'ETE"),
    ("travail communal", "travaux communaux"),
    ("bureau", "bureaux"),
    ("jeu", "jeux"),
    ("lieu", "lieux"),
    ("citoyen", "citoyennes"),
    ("directeur", "directrices"),
    ("administratif", "administratives"),
    ("national", "nationales"),
    ("marié", "mariées"),
    ("naissance", "naissances"),
    ("loi", "lois"),
    ("étranger", "étrangères"),
    ("kaart", "kaarten"),
    ("aanvraag", "aanvragen"),
    ("bewijs", "bewijzen"),
    ("adres", "adressen"),
    ("Ausweis", "Ausweise"),
    ("Wohnung", "Wohnungen"),
    ("family", "families"),
    ("certificate", "certificates"),
    ("tarjeta", "tarjetas"),
    ("certificación", "certificaciones"),
)
DIFFERENT = (
    ("acte", "achat"),
    ("mariage", "marché"),
    ("naissance", "nationalité"),
    ("2025", "2026"),
)
LETTERS = st.text(alphabet="abcdefghilmnoprstuvxyz", min_size=1, max_size=14)


@pytest.mark.parametrize(("one", "other"), SAME)
def test_the_same_word_in_another_form(one, other):
    assert stems(one) == stems(other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_other_words_stay_apart(one, other):
    assert stems(one) != stems(other)


@given(LETTERS)
def test_a_stem_is_its_own_stem(word):
    assert stem(stem(word)) == stem(word)


@given(LETTERS)
def test_a_stem_is_never_empty(word):
    assert len(stem(word)) >= min(3, len(word))


@given(st.text(max_size=60))
def test_folding_again_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@given(st.text(max_size=400))
def test_any_question_can_be_read(text):
    assert len(asked(text)) <= MOST_WORDS


def test_words_that_say_nothing_are_left_out():
    assert asked("Comment obtenir une carte d’identité ?") == ["obtenir", "carte", "identite"]
    assert asked("Où est le parc à conteneurs") == ["parc", "conteneurs"]


def test_a_question_of_such_words_only_keeps_them():
    assert asked("de la") == ["de", "la"]


def test_apostrophes_and_dashes_part_words():
    assert split("l’état-civil, d'office") == ["l", "etat", "civil", "d", "office"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("pasport", "passeport"), ("poubele", "poubelle"), ("naissnace", "naissance"), ("ydentite", "identite")],
)
def test_a_mistake_finds_what_was_meant(typed, meant):
    known = ["passeport", "poubelle", "naissance", "identite", "marche", "travaux", "permis"]
    assert spelling.nearest(typed, known)[0] == meant


def test_short_words_and_numbers_are_not_guessed():
    assert spelling.nearest("rue", ["rues", "roue"]) == []
    assert spelling.nearest("2024", ["2025"]) == []


def test_a_known_word_is_not_its_own_correction():
    assert spelling.nearest("permis", ["permis"]) == []


@given(LETTERS, LETTERS)
def test_distance_is_the_same_both_ways(one, other):
    assert spelling.distance(one, other, 3) == spelling.distance(other, one, 3)


@given(LETTERS, st.data())
def test_one_letter_less_is_one_mistake(word, data):
    place = data.draw(st.integers(0, len(word) - 1))
    assert spelling.distance(word, word[:place] + word[place + 1 :], 2) == 1


@given(LETTERS, st.lists(LETTERS, max_size=30))
def test_only_known_words_within_the_tolerance_are_offered(word, known):
    for one in spelling.nearest(word, known):
        assert one in known
        assert spelling.distance(word, one, 9) <= spelling.tolerance(word)


@given(st.text(max_size=300), st.sets(LETTERS, max_size=5))
def test_parts_joined_are_the_text(text, marks):
    assert "".join(part for part, _marked in excerpt.parts(text, marks)) == text


@given(st.text(max_size=900), st.sets(LETTERS, max_size=3))
def test_a_piece_is_never_longer_than_asked(text, marks):
    assert len(excerpt.piece(text, marks)) <= excerpt.LONGEST + 4


def test_words_are_marked_in_any_form():
    found = excerpt.parts("Les cartes d’Identité perdues.", {stem("carte"), stem("identite")})
    assert [part for part, marked in found if marked] == ["cartes", "Identité"]


def test_a_long_text_is_cut_around_the_first_mark():
    text = "Une phrase qui dure. " * 30 + "La carte se demande au guichet. " + "Encore une phrase. " * 30
    piece = excerpt.piece(text, {stem("carte")})
    assert "carte" in piece and piece.startswith("… ") and piece.endswith(" …")
