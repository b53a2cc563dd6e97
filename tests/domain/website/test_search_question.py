"""Synonyms and questions: what a commune writes is checked, what a visitor types becomes a query."""

from communesplone.website.search.domain import question
from communesplone.website.search.domain import synonyms
from hypothesis import given
from hypothesis import strategies as st
from pathlib import Path
from Products.ZCTextIndex.Lexicon import Lexicon
from Products.ZCTextIndex.Lexicon import Splitter
from Products.ZCTextIndex.QueryParser import QueryParser
import communesplone.website.search
import pytest


SHARED = tuple(
    (Path(communesplone.website.search.__file__).parent / "data/synonyms.txt").read_text("utf-8").splitlines()
)
LINES = ("carte d’identité = eID = identiteitskaart", "poubelle = déchets = immondices")


def said(text, lines=LINES):
    """The query of a question."""
    return question.query(question.read(text, synonyms.table(lines)))


def test_an_expression_is_one_term_with_all_ways_to_say_it():
    (term,) = question.read("Cartes d’identités", synonyms.table(LINES))
    assert term.words == ("cartes", "identites")
    assert term.ways[0] == ("cart", "identit")
    assert ("eid",) in term.ways


def test_every_way_leads_to_the_others():
    for typed in ("eid", "EID", "identiteitskaarten", "carte identite"):
        (term,) = question.read(typed, synonyms.table(LINES))
        assert len(term.ways) == 3


def test_all_terms_are_wanted():
    assert said("poubelle jaune") == "(poubel OR dechet OR immondic) AND jaun"


def test_words_of_the_query_language_are_words():
    assert said("or not") == '"not"'
    assert said("and or") == '"and" AND "or"'


def test_half_typed_words():
    terms = question.read("pou", synonyms.table(()))
    assert question.query(terms, begun=True) == "pou*"


def test_some_of_the_terms():
    terms = question.read("jaune verte", synonyms.table(()))
    assert " OR " in question.query(terms, some=True)


@given(st.text(max_size=250), st.booleans(), st.booleans())
def test_every_query_can_be_parsed(text, begun, some):
    terms = question.read(text, synonyms.table(SHARED))
    if terms:
        QueryParser(Lexicon(Splitter())).parseQuery(question.query(terms, begun, some))


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("poubelle", "alone"),
        ("poubelle =", "empty"),
        ("= déchets", "empty"),
        ("a = " + "b" * 3 + " = ?", "empty"),
        ("un deux trois quatre cinq six sept huit = x9", "long"),
        (" = ".join(f"mot{number}" for number in range(40)), "many"),
    ],
)
def test_a_line_that_is_no_group_is_named(line, reason):
    with pytest.raises(synonyms.WrongLine) as found:
        synonyms.groups_of(["# remark", "", line])
    assert (found.value.line, found.value.reason) == (line.strip(), reason)


def test_too_many_groups():
    with pytest.raises(synonyms.WrongLine) as found:
        synonyms.groups_of(f"mot{number} = nom{number}" for number in range(999))
    assert found.value.reason == "groups"


def test_an_own_group_takes_the_place_of_the_shared_one():
    table = synonyms.table(("Déchets = sacs bruns",), ("déchets = poubelle", "prime = subside"))
    assert table.of(("dechet",)) == (("dechet",), ("sac", "brun"))
    assert table.of(("poubel",)) == (("poubel",),)
    assert ("subsid",) in table.of(("prim",))


def test_an_expression_of_two_groups_means_both():
    table = synonyms.table(("bus = transport", "bus = autocar"))
    assert set(table.of(("bus",))) == {("bus",), ("transport",), ("autocar",)}


def test_the_shared_list_is_right_and_large_enough():
    groups = synonyms.groups_of(SHARED)
    assert len(groups) >= 50
    for typed in ("poubelle", "CI", "gezinssamenstelling", "permis de batir", "Geburtsurkunde", "ID card"):
        (term,) = question.read(typed, synonyms.table((), SHARED))
        assert len(term.ways) > 2


@given(st.lists(st.text(max_size=80), max_size=20))
def test_any_line_is_a_group_or_named(lines):
    try:
        groups, wrong = synonyms.groups_of(lines), None
    except synonyms.WrongLine as found:
        groups, wrong = [], found.line
    assert wrong is None or wrong in [line.strip() for line in lines]
    assert all(len(group) > 1 for group in groups)
