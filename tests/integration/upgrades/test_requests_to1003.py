"""Requests 1003: a card made before cards had a period."""

from communesplone.core.retention.settings import settings
from communesplone.requests.retention import ProcedureRules
from communesplone.requests.upgrades import to1003
from plone import api
from plone.dexterity.utils import createContentInContainer
import pytest


FIELDS = ("keep_days", "keep_issued_days", "when_over")


@pytest.fixture
def card(portal):
    """A card as 1002 stored it: it knows nothing of a period."""
    with api.env.adopt_roles(["Manager"]):
        card = createContentInContainer(portal, "Procedure", id="menage", title="Menage", checkConstraints=False)
    for name in FIELDS:
        card.__dict__.pop(name, None)
    return card


def test_a_card_of_before_has_no_period_and_follows_that_of_the_site(portal, card):
    for _time in range(2):
        to1003.step(portal.portal_setup)
        assert not set(FIELDS) & set(card.__dict__)
        assert ProcedureRules().rules() == {}
    settings().keep_days = 30
    assert ProcedureRules().rules() == {}


def test_repeating_the_step_keeps_the_period_of_a_card(portal, card):
    card.keep_days, card.when_over = 400, "delete"
    to1003.step(portal.portal_setup)
    (rule,) = ProcedureRules().rules().values()
    assert (rule.days, rule.action.value) == (400, "delete")
