"""Changing a procedure's form: steps, conditions, and the way back to one of its earlier versions."""

from communesplone.core.cases.catalog import get_catalog
from communesplone.requests import asking
from communesplone.requests.domain import conditions
from communesplone.requests.forms import fresh_schema
from communesplone.requests.forms import model_of
from communesplone.requests.supermodel import conditions_of
from communesplone.requests.supermodel import LABEL_KEY
from communesplone.requests.supermodel import set_condition
from communesplone.requests.supermodel import step_conditions_of
from datetime import datetime
from plone.schemaeditor.interfaces import IEditableSchema
from plone.schemaeditor.utils import get_field_fieldset
from plone.supermodel.interfaces import FIELDSETS_KEY
from plone.supermodel.model import Fieldset
from typing import NamedTuple
from zope.schema import getFieldNames


MOST_VERSIONS = 10
LONGEST_LABEL = 120


class Version(NamedTuple):
    """A form as it was until that moment, when `actor` (a user id) changed it."""

    moment: datetime
    actor: str
    model: str


class Refused(ValueError):
    """A change that would leave the form with a condition that cannot be; `problems` says which."""

    def __init__(self, problems: list[conditions.Problem]):
        super().__init__([problem.flaw.value for problem in problems])
        self.problems = problems


def keep(procedure, attribute: str, model: str, actor: str, now: datetime) -> None:
    """Give a procedure another form (`form_model` or `office_model`); the one before can be taken back."""
    before = getattr(procedure, attribute)
    if model == before:
        return
    known = dict(procedure.form_versions)
    known[attribute] = ((*known.get(attribute, ()), Version(now, actor, before)))[-MOST_VERSIONS:]
    procedure.form_versions = known
    setattr(procedure, attribute, model)
    procedure.reindexObject(idxs=["order_unit"])


def versions(procedure, attribute: str = "form_model") -> list[Version]:
    """Earlier versions of a form, the latest first."""
    return list(reversed(procedure.form_versions.get(attribute, ())))


def take_back(procedure, number: int, actor: str, now: datetime, attribute: str = "form_model") -> None:
    """Restore the version of that place in `versions`; what is there now becomes one. Raises IndexError."""
    if number < 0:
        raise IndexError(number)
    keep(procedure, attribute, versions(procedure, attribute)[number].model, actor, now)


def orders_made(procedure) -> int:
    """How many orders there are of this procedure."""
    found = get_catalog()._catalog.searchResults({"handler": "ORD", "kind": procedure.getId()})
    return len(found)


class Design:
    """A form that is being changed: each method changes the schema, `model()` gives the result."""

    def __init__(self, model: str) -> None:
        self.schema = fresh_schema(model)
        self._before = set(self._problems())

    def _problems(self) -> list[conditions.Problem]:
        return conditions.problems(asking.plan_of_schema(self.schema))

    def model(self) -> str:
        """The changed form. Raises Refused when a condition cannot be that could be before."""
        new = [problem for problem in self._problems() if problem not in self._before]
        if new:
            raise Refused(new)
        return model_of(self.schema)

    @property
    def _fieldsets(self) -> list:
        return list(self.schema.queryTaggedValue(FIELDSETS_KEY) or [])

    def _set_fieldsets(self, fieldsets: list) -> None:
        self.schema.setTaggedValue(FIELDSETS_KEY, fieldsets)

    def set_condition(self, name: str, condition: conditions.Condition, is_step: bool) -> None:
        """Have a question or step asked under that condition."""
        set_condition(self.schema, name, conditions.write(condition), is_step)
        for problem in list(self._before):
            # Who writes a condition anew is told about it, even when it was wrong before.
            if (problem.name, problem.is_step) == (name, is_step):
                self._before.discard(problem)

    def rename_step(self, name: str, label: str, description: str) -> None:
        """Name a step; the first one has no description."""
        label = label.strip()[:LONGEST_LABEL]
        if name == asking.FIRST:
            self.schema.setTaggedValue(LABEL_KEY, label)
        for fieldset in self._fieldsets:
            if fieldset.__name__ == name:
                fieldset.label, fieldset.description = label or fieldset.label, description.strip()

    def add_step(self, label: str) -> None:
        """A new, empty step at the end."""
        taken = {fieldset.__name__ for fieldset in self._fieldsets}
        number = next(number for number in range(1, len(taken) + 2) if f"step_{number}" not in taken)
        self._set_fieldsets([*self._fieldsets, Fieldset(f"step_{number}", label=label.strip()[:LONGEST_LABEL])])

    def drop_step(self, name: str) -> None:
        """Take an empty step away; one with questions stays."""
        self._set_fieldsets([one for one in self._fieldsets if one.__name__ != name or one.fields])
        if name not in {one.__name__ for one in self._fieldsets}:
            set_condition(self.schema, name, "", is_step=True)

    def move_step(self, name: str, by: int) -> None:
        """Move a step earlier (-1) or later (1)."""
        fieldsets = self._fieldsets
        place = next((at for at, one in enumerate(fieldsets) if one.__name__ == name), None)
        if place is not None and 0 <= place + by < len(fieldsets):
            fieldsets.insert(place + by, fieldsets.pop(place))
            self._set_fieldsets(fieldsets)

    def put_into_step(self, name: str, step: str) -> None:
        """Put a question at the end of a step; nothing happens when it is there, or when there is no such step."""
        target = next((one for one in self._fieldsets if one.__name__ == step), None)
        known = name in getFieldNames(self.schema) and (target is not None or step == asking.FIRST)
        if known and get_field_fieldset(self.schema, name) is not target:
            IEditableSchema(self.schema).changeFieldFieldset(name, target)

    def condition(self, name: str, is_step: bool) -> str:
        """The condition of a question or step as text."""
        known = step_conditions_of(self.schema) if is_step else conditions_of(self.schema)
        return known.get(name, "")
