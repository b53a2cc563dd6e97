"""The forms of the ready procedures, through plone.supermodel as the schema editor of Plone uses it."""

from communesplone.core.documents.interfaces import IConverter
from pathlib import Path
from plone.supermodel import loadString
from plone.supermodel import serializeSchema
from zope.component import getUtility
from zope.i18nmessageid import Message
import communesplone
import pytest


MODELS = sorted((Path(communesplone.__file__).parent / "requests" / "catalogue").glob("*/*.xml"))


@pytest.mark.parametrize("path", MODELS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_form_survives_the_schema_editor_with_its_translations(integration, path):
    before = loadString(path.read_text()).schema
    after = loadString(serializeSchema(before)).schema
    assert list(after) == list(before)
    for name in before:
        assert type(after[name]) is type(before[name])
        assert after[name].required == before[name].required
        for attribute in ("title", "description"):
            one, two = getattr(before[name], attribute), getattr(after[name], attribute)
            assert (one, getattr(one, "domain", None)) == (two, getattr(two, "domain", None))
        assert isinstance(after[name].title, Message)
        assert titles(after[name]) == titles(before[name])


def titles(field) -> dict[str, str]:
    """Title of each fixed answer, which must be a translatable message."""
    terms = list(getattr(field, "vocabulary", None) or ())
    assert all(isinstance(term.title, Message) for term in terms)
    return {term.value: term.title for term in terms}


def test_the_birth_record_asks_for_a_proof_by_an_invariant(integration):
    path = next(path for path in MODELS if path.parent.name == "birth-record" and path.stem == "form")
    invariants = loadString(path.read_text()).schema.getTaggedValue("invariants")
    assert [invariant.__name__ for invariant in invariants] == ["third_party_proof"]


def test_plone_has_the_converter(integration):
    assert callable(getUtility(IConverter).to_pdf)
