"""Which questions of a form are asked, in which steps, and how far a draft has come."""

from collections.abc import Mapping
from communesplone import _
from communesplone.requests.domain import conditions
from communesplone.requests.forms import schema_of
from communesplone.requests.supermodel import conditions_of
from communesplone.requests.supermodel import LABEL_KEY
from communesplone.requests.supermodel import step_conditions_of
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from plone.namedfile.interfaces import INamedField
from plone.supermodel.interfaces import FIELDSETS_KEY
from zope.i18nmessageid import Message
from zope.interface import Invalid
from zope.schema import getFieldsInOrder
from zope.schema.interfaces import IField


DOMAIN = "communesplone"
FIRST = ""  # name of the step of what is in no fieldset


@dataclass(frozen=True)
class Page:
    """Words of a step: `label` and `description` are messages, so that ready forms are read in every language."""

    name: str
    label: Message
    description: Message | str


@lru_cache(maxsize=256)
def plan_of(model: str) -> conditions.Plan:
    """Steps and conditions of a form model; shared by all who read it."""
    return plan_of_schema(schema_of(model))


def plan_of_schema(schema) -> conditions.Plan:
    """Steps and conditions of a schema that is being edited. Steps without fields are there too, but never shown."""
    names = [name for name, _field in getFieldsInOrder(schema)]
    fieldsets = schema.queryTaggedValue(FIELDSETS_KEY) or []
    placed = {name for fieldset in fieldsets for name in fieldset.fields}
    when = step_conditions_of(schema)
    steps = [conditions.Step(FIRST, tuple(name for name in names if name not in placed))]
    seen = set(steps[0].fields)
    for fieldset in fieldsets:
        fields = tuple(dict.fromkeys(name for name in fieldset.fields if name in names and name not in seen))
        seen.update(fields)
        steps.append(conditions.Step(fieldset.__name__, fields, when.get(fieldset.__name__, "")))
    return conditions.Plan(tuple(steps), conditions_of(schema))


@lru_cache(maxsize=256)
def pages_of(model: str) -> dict[str, Page]:
    """Words of each step by its name."""
    schema = schema_of(model)
    first = schema.queryTaggedValue(LABEL_KEY)
    found = {FIRST: Page(FIRST, Message(first, DOMAIN) if first else _("Your order"), "")}
    for fieldset in schema.queryTaggedValue(FIELDSETS_KEY) or []:
        label, text = fieldset.label or fieldset.__name__, fieldset.description or ""
        found[fieldset.__name__] = Page(
            fieldset.__name__, Message(label, DOMAIN), Message(text, DOMAIN) if text else ""
        )
    return found


def step_number(model: str, name: str) -> int:
    """How a step is called in addresses: its place among all steps with questions, from 1."""
    names = [step.name for step in plan_of(model).steps if step.fields]
    return names.index(name) + 1 if name in names else 1


def has_questions(model: str) -> bool:
    """Whether there is anything to fill in."""
    return any(step.fields for step in plan_of(model).steps)


def fields_in_order(model: str) -> list[tuple[str, IField]]:
    """Names and fields of a model, step by step as they are asked."""
    schema = schema_of(model)
    return [(name, schema[name]) for step in plan_of(model).steps for name in step.fields]


def asked(model: str, data: Mapping, files=()) -> frozenset[str]:
    """Names of the questions that are asked given these answers; `files` are the names of fields with a file."""
    return frozenset(conditions.shown(plan_of(model), _answers(data, files)))


def steps(model: str, data: Mapping, files=()) -> tuple[conditions.Step, ...]:
    """The steps that are asked given these answers."""
    return conditions.shown_steps(plan_of(model), _answers(data, files))


def only_asked(model: str, data: Mapping, files=()) -> dict:
    """The answers without those to questions that are not asked; whatever is no field of the model goes too."""
    names = asked(model, data, files)
    return {name: value for name, value in data.items() if name in names}


def _answers(data: Mapping, files) -> dict:
    return {**data, **dict.fromkeys(files, True)}


# How far a draft has come


def open_step(model: str, draft) -> str | None:
    """Name of the first step that is still to be filled in, None when the draft can be sent.

    A step is open that was never passed, in which something is asked now that was not asked when it was passed, or in
    which an answer does not fit (any more): the form may have been changed while the draft waited.
    """
    names = asked(model, draft.data, draft.files)
    for step in steps(model, draft.data, draft.files):
        if not _is_passed(model, draft, step, names):
            return step.name
    return None


def _is_passed(model: str, draft, step, names) -> bool:
    passed = draft.passed.get(step.name)
    if passed is None:
        return False
    schema = schema_of(model)
    return all(
        name in passed and fits(schema[name], draft.files.get(name) or draft.data.get(name), name in draft.optional)
        for name in step.fields
        if name in names
    )


def fits(field, value, optional: bool = False) -> bool:
    """Whether the field would take the value: of its type, and there when it is required and not `optional`."""
    if optional and value is None:
        return True
    if INamedField.providedBy(field):
        return value is not None or not field.required
    try:
        field.validate(value)
    except (Invalid, TypeError, ValueError):
        return False
    return True


def fitting(model: str, data: Mapping) -> dict:
    """The answers that their fields can show; the form may have been changed since they were given."""
    schema = schema_of(model)
    return {
        name: value for name, value in data.items() if value is None or (name in schema and fits(schema[name], value))
    }


def broken_invariants(model: str, data: Mapping) -> list[Invalid]:
    """What the form's own rules say to the whole of the answers; empty when all is well."""
    errors: list[Invalid] = []
    with suppress(Invalid):  # They are in the list.
        schema_of(model).validateInvariants(_Whole(model, data), errors)
    return errors


class _Whole:
    """All answers as attributes, as invariants want them: None for what is not given, none for what is no field."""

    def __init__(self, model: str, data: Mapping) -> None:
        for name, _field in fields_in_order(model):
            setattr(self, name, data.get(name))
