"""Who orders a record about somebody else shows why."""

from communesplone.requests.domain.rules import missing_for_third_party
from communesplone.requests.invariants import third_party_proof
from hypothesis import given
from hypothesis import strategies as st
from types import SimpleNamespace
from z3c.form.validator import Data
from zope import schema
from zope.interface import Interface
from zope.interface import Invalid
import pytest


COMPLETE = {"subject": "other", "relation": "heir", "legitimate_interest": "Succession", "proof": object()}
anything = st.none() | st.text() | st.integers() | st.binary()


class IBirthRecord(Interface):
    subject = schema.TextLine()
    relation = schema.TextLine()
    legitimate_interest = schema.Text()


@given(st.none() | st.text().filter(lambda text: text != "other"), anything, anything, anything)
def test_for_oneself_nothing_is_missing(subject, relation, interest, proof):
    assert missing_for_third_party(subject, relation, interest, proof) == []


@pytest.mark.parametrize("blank", [None, "", "   ", "\n"])
@pytest.mark.parametrize("field", ["relation", "legitimate_interest", "proof"])
def test_each_of_the_three_is_asked_for(field, blank):
    with pytest.raises(Invalid) as caught:
        third_party_proof(SimpleNamespace(**(COMPLETE | {field: blank})))
    assert caught.value.fields == (field,)
    assert caught.value.args[0].domain == "communesplone"


def test_all_that_is_missing_is_named_at_once():
    assert missing_for_third_party("other", None, "", None) == ["relation", "legitimate_interest", "proof"]


def test_a_complete_order_about_somebody_else_passes():
    assert third_party_proof(SimpleNamespace(**COMPLETE)) is None


def test_a_field_that_the_clerk_removed_is_not_asked_for():
    without_proof = {name: value for name, value in COMPLETE.items() if name != "proof"}
    assert third_party_proof(SimpleNamespace(**without_proof)) is None
    assert third_party_proof(SimpleNamespace()) is None


def test_the_same_holds_for_what_z3c_form_hands_over():
    filled = {"subject": "other", "relation": "heir", "legitimate_interest": "Succession"}
    assert third_party_proof(Data(IBirthRecord, filled, None)) is None
    with pytest.raises(Invalid):
        third_party_proof(Data(IBirthRecord, filled | {"relation": None}, None))
