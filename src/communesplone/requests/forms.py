"""Form models: XML of plone.supermodel in, schema out. An order keeps the models it was made with."""

from functools import lru_cache
from lxml import etree
from plone.supermodel import loadString
from plone.supermodel import serializeSchema
from z3c.form.interfaces import NO_VALUE
from zope.interface.interfaces import IInterface
from zope.schema import getFieldsInOrder
from zope.schema.interfaces import IChoice
from zope.schema.interfaces import ICollection


_NS = "{http://namespaces.plone.org/supermodel/schema}"
EMPTY = '<model xmlns="http://namespaces.plone.org/supermodel/schema"><schema /></model>'


@lru_cache(maxsize=256)
def schema_of(model: str) -> IInterface:
    """The schema of a model; shared by all who read it, so never changed: `fresh_schema` is for editing."""
    return fresh_schema(model)


def fresh_schema(model: str) -> IInterface:
    """A schema of one's own, to be edited. Raises plone.supermodel's SupermodelParseError on a broken model."""
    return loadString(model or EMPTY).schema


def model_of(schema: IInterface) -> str:
    """The XML of a schema, answers of choices in the order that the clerk gave them (serialising sorts them by key)."""
    tree = etree.fromstring(serializeSchema(schema).encode())
    for name, field in getFieldsInOrder(schema):
        if IChoice.providedBy(field) and field.vocabulary is not None:
            _put_in_order(tree, name, [term.token for term in field.vocabulary])
    return etree.tostring(tree, encoding="unicode", pretty_print=True)


def _put_in_order(tree, name: str, tokens: list[str]) -> None:
    for values in tree.iterfind(f".//{_NS}field[@name='{name}']/{_NS}values"):
        elements = {element.get("key") or element.text: element for element in values}
        if set(tokens) == set(elements):
            values[:] = [elements[token] for token in tokens]


def fields_of(model: str) -> list[tuple[str, object]]:
    """Names and fields of a model in the order of the form."""
    return getFieldsInOrder(schema_of(model))


def choice_title(field, value):
    """What a person reads for a stored value: the titles of choices, else the value itself."""
    if IChoice.providedBy(field) and field.vocabulary is not None:
        try:
            term = field.vocabulary.getTerm(value)
        except LookupError:
            return value
        return term.title or value
    if ICollection.providedBy(field) and value not in (None, NO_VALUE):
        return [choice_title(field.value_type, one) for one in value]
    return value
