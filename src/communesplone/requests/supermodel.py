"""What the suite adds to form models: `ask:when` on a field or a fieldset says when it is asked.

A fieldset is a step of the form. `ask:label` of the schema names the first step, of the fields outside every fieldset.
The conditions themselves are plain Python: `communesplone.requests.domain.conditions`.
"""

from plone.supermodel.interfaces import FIELDSETS_KEY
from plone.supermodel.interfaces import IFieldMetadataHandler
from plone.supermodel.interfaces import ISchemaMetadataHandler
from plone.supermodel.utils import ns
from zope.interface import implementer


NAMESPACE = "http://namespaces.communesplone.org/ask"
PREFIX = "ask"
FIELDS_KEY = "communesplone.requests.when_fields"
STEPS_KEY = "communesplone.requests.when_steps"
LABEL_KEY = "communesplone.requests.first_label"
WHEN = ns("when", NAMESPACE)
LABEL = ns("label", NAMESPACE)


def conditions_of(schema) -> dict[str, str]:
    """Condition by name of the field; a dictionary of one's own."""
    return dict(schema.queryTaggedValue(FIELDS_KEY) or {})


def step_conditions_of(schema) -> dict[str, str]:
    """Condition by name of the fieldset; a dictionary of one's own."""
    return dict(schema.queryTaggedValue(STEPS_KEY) or {})


def set_condition(schema, name: str, text: str, is_step: bool = False) -> None:
    """Have a field (or step) asked under that condition, '' for always."""
    key = STEPS_KEY if is_step else FIELDS_KEY
    known = dict(schema.queryTaggedValue(key) or {})
    known.pop(name, None)
    if text:
        known[name] = text
    schema.setTaggedValue(key, known)


@implementer(IFieldMetadataHandler)
class FieldConditions:
    """Reads and writes `ask:when` of fields."""

    namespace = NAMESPACE
    prefix = PREFIX

    def read(self, fieldNode, schema, field):
        set_condition(schema, field.__name__, fieldNode.get(WHEN) or "")

    def write(self, fieldNode, schema, field):
        text = conditions_of(schema).get(field.__name__, "")
        if text:
            fieldNode.set(WHEN, text)


@implementer(ISchemaMetadataHandler)
class StepConditions:
    """Reads and writes `ask:when` of fieldsets, and the name of the first step."""

    namespace = NAMESPACE
    prefix = PREFIX

    def read(self, schemaNode, schema):
        for node in schemaNode.iterfind(ns("fieldset")):
            set_condition(schema, node.get("name"), node.get(WHEN) or "", is_step=True)
        schema.setTaggedValue(LABEL_KEY, schemaNode.get(LABEL) or "")

    def write(self, schemaNode, schema):
        known = step_conditions_of(schema)
        names = {fieldset.__name__ for fieldset in schema.queryTaggedValue(FIELDSETS_KEY, [])}
        for node in schemaNode.iterfind("fieldset"):
            if node.get("name") in names and known.get(node.get("name")):
                node.set(WHEN, known[node.get("name")])
        if schema.queryTaggedValue(LABEL_KEY):
            schemaNode.set(LABEL, schema.queryTaggedValue(LABEL_KEY))
