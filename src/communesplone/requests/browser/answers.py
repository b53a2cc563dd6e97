"""A filled-in form as people read it: question and answer, in the language of the page."""

from communesplone import _
from communesplone.core.documents.context import long_date
from communesplone.core.domain import national_number
from communesplone.core.fields.types import INationalNumber
from communesplone.requests import asking
from communesplone.requests.forms import choice_title
from datetime import date
from plone import api
from plone.namedfile.interfaces import INamedField
from zope.schema.interfaces import IBool


LANGUAGES = ("fr", "nl", "de", "en", "es")


def answers(model: str, data: dict, files=(), skip_empty: bool = False) -> list[dict]:
    """One entry a question that is asked: name, title (message), value (text, message or lines), empty (bool)."""
    found = []
    asked = asking.asked(model, data, files)
    for name, field in asking.fields_in_order(model):
        if name not in asked:
            continue
        value = files[name].name if INamedField.providedBy(field) and name in files else data.get(name)
        empty = value is None or value == "" or value == []
        if empty and skip_empty:
            continue
        found.append(
            {"name": name, "title": field.title, "lines": [] if empty else shown(field, value), "empty": empty}
        )
    return found


def answers_by_step(model: str, data: dict, files=()) -> list[dict]:
    """The answers of each step that is asked: `number` as in addresses, `label`, `answers`."""
    found = {answer["name"]: answer for answer in answers(model, data, files)}
    pages = asking.pages_of(model)
    return [
        {
            "number": asking.step_number(model, step.name),
            "label": pages[step.name].label,
            "answers": [found[name] for name in step.fields if name in found],
        }
        for step in asking.steps(model, data, files)
    ]


def shown(field, value) -> list:
    """The value as lines of text or messages."""
    if IBool.providedBy(field):
        return [_("Yes") if value else _("No")]
    if isinstance(value, date):
        language = api.portal.get_current_language()
        return [long_date(value, language if language in LANGUAGES else "en")]
    if INationalNumber.providedBy(field):
        return [national_number.display(value)]
    titled = choice_title(field, value)
    if isinstance(titled, (list, tuple, set, frozenset)):
        return list(titled)
    return str(value).splitlines() if titled == value else [titled]
