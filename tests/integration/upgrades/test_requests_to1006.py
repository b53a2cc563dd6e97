"""Requests 1006: cards of before keep what they say and come under the themes of the catalogue."""

from communesplone.requests import ready
from communesplone.requests import shared
from communesplone.requests.taken import TAKEN
from communesplone.requests.upgrades import to1006
from plone import api
from zope.annotation.interfaces import IAnnotations
import pytest


NEW = ("themes", "audiences", "life_events", "channels", "outcome", "status", "legal_rows", "keywords")


@pytest.fixture
def card(portal):
    """A card as 1003 stored it, with a cost that the commune changed."""
    with api.env.adopt_roles(["Manager"]):
        folder = api.content.create(portal, "ProcedureFolder", "demarches", title="Procedures")
        card = ready.add(folder, "birth-record", language="en")
    for name in NEW:
        card.__dict__.pop(name, None)
    del IAnnotations(card)[TAKEN]
    card.cost = "12 €"
    return card


def test_a_card_keeps_what_it_says_and_comes_under_its_themes(portal, card):
    before = {name: getattr(card, name) for name in to1006.BEFORE}
    changed = card.modified()
    for _time in range(2):
        to1006.step(portal.portal_setup)
        assert {name: getattr(card, name) for name in to1006.BEFORE} == before
        assert card.themes == ("documents",)
        assert "online" in card.channels
        assert card.modified() == changed
    (row,) = api.content.find(card_facets="theme:documents")
    assert row.getId == card.getId()
    assert row.card_check["needed"]


def test_texts_of_before_count_as_seen_and_those_that_are_new_are_offered(portal, card):
    to1006.step(portal.portal_setup)
    waiting = {change.key[1] for change in shared.changes(card)}
    assert not waiting & set(to1006.BEFORE)


def test_what_a_commune_has_chosen_stays(portal, card):
    card.themes = ("family",)
    to1006.step(portal.portal_setup)
    assert card.themes == ("family",)


def test_a_card_of_the_communes_own_is_only_read_again(portal, card):
    with api.env.adopt_roles(["Manager"]):
        own = api.content.create(card.aq_parent, "Procedure", "own", title="Own")
    to1006.step(portal.portal_setup)
    assert own.themes == ()
    assert TAKEN not in IAnnotations(own)
    assert shared.changes(own) == []
