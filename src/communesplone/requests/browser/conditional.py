"""Forms in which some questions depend on others: shown, required and taken only when they are asked.

Questions that are not asked are in the page, inside a fieldset that is hidden and disabled, so that a small script can
show them at once. Without script they appear after the form was sent: what a condition shows and the page did not ask
is no error, the page comes back with it.
"""

from communesplone.requests import asking
from communesplone.requests.domain import conditions
from communesplone.requests.domain.conditions import Test
from plone.namedfile.interfaces import INamedField
from z3c.form.interfaces import DISPLAY_MODE
from z3c.form.interfaces import IDataConverter
from z3c.form.interfaces import INPUT_MODE
from z3c.form.interfaces import NO_VALUE
from zope.interface import Invalid
from zope.schema.interfaces import IBool
from zope.schema.interfaces import IChoice
import json


class Conditional:
    """Mixin of forms and groups, before z3c.form's class. `model` is the form model of its fields."""

    model = ""
    unseen = ()  # names of what is asked now and was not in the page that was sent

    def known_answers(self) -> dict:
        """Answers that are kept already, of all fields of the model."""
        return {}

    def known_files(self) -> frozenset:
        """Names of the fields whose file is kept already."""
        return frozenset()

    def updateWidgets(self, prefix=None):
        super().updateWidgets(prefix)
        self.recall()
        self.mark_conditions()

    def recall(self) -> None:
        """Tell the widgets what was received earlier."""

    def mark_conditions(self) -> None:
        """Tell each widget under which condition it is asked, and whether it is now."""
        plan = asking.plan_of(self.model)
        names = self.asked_now()
        for widget in self.widgets.values():
            text = plan.when.get(_name(widget), "")
            widget.asked_when = self._for_script(text) if text else None
            widget.not_asked = _name(widget) not in names

    def asked_now(self) -> frozenset[str]:
        """Names of what is asked by what is kept and what stands in the page."""
        answers = dict(self.known_answers())
        files = set(self.known_files())
        for widget in self.widgets.values():
            name = _name(widget)
            if INamedField.providedBy(widget.field):
                files.discard(name)
                if widget.extract() is not NO_VALUE:
                    files.add(name)
            elif _was_sent(widget):
                answers[name] = _peek(widget)
            else:
                answers.setdefault(name, self.first_answers().get(name))
        return asking.asked(self.model, answers, files)

    def first_answers(self) -> dict:
        """What stands in the fields before anything was sent."""
        return {}

    def extractData(self, setErrors=True):
        """Data and errors of what is asked and was in the page; the rest is left alone."""
        names = self.asked_now()
        plan = asking.plan_of(self.model)
        self.unseen = tuple(
            _name(widget)
            for widget in self.widgets.values()
            if _name(widget) in names and plan.when.get(_name(widget)) and not _was_sent(widget)
        )
        aside = [one for one in self.widgets.values() if _name(one) not in names or _name(one) in self.unseen]
        for widget in aside:
            widget.mode = DISPLAY_MODE
        try:
            return super().extractData(setErrors=setErrors)
        finally:
            for widget in aside:
                widget.mode = INPUT_MODE
            self.mark_conditions()

    # For the script

    def _for_script(self, text: str) -> str | None:
        """The condition as JSON: names of inputs, tests and values; what the page cannot see is decided already."""
        try:
            condition = conditions.parse(text)
        except conditions.Malformed:
            return None
        widgets = {_name(widget): widget for widget in self.widgets.values()}
        clauses = [self._clause_for_script(clause, widgets.get(clause.field)) for clause in condition.clauses]
        return json.dumps({"either": condition.either, "of": clauses})

    def _clause_for_script(self, clause, widget):
        if widget is None or (INamedField.providedBy(widget.field) and clause.field in self.known_files()):
            answers = {**self.known_answers(), **dict.fromkeys(self.known_files(), True)}
            names = asking.asked(self.model, self.known_answers(), self.known_files())
            given = {name: value for name, value in answers.items() if name in names}
            return conditions.holds(conditions.Condition((clause,)), given)
        if IBool.providedBy(widget.field) and clause.test in conditions.OF_VALUES:
            ticked = ("yes" in clause.values) is (clause.test is Test.IS)
            return [widget.name, (Test.FILLED if ticked else Test.NOT_FILLED).value, []]
        return [widget.name, clause.test.value, _tokens(widget.field, clause.values)]


def _name(widget) -> str:
    return widget.field.__name__


def _was_sent(widget) -> bool:
    form = widget.request.form
    return widget.name in form or f"{widget.name}-empty-marker" in form


def _peek(widget):
    """The answer that stands in the page, None when there is none or it is none."""
    try:
        raw = widget.extract()
        return None if raw is NO_VALUE else IDataConverter(widget).toFieldValue(raw)
    except (Invalid, ValueError, LookupError, TypeError):
        return None


def _tokens(field, values) -> list[str]:
    """The values as the page spells them."""
    choice = getattr(field, "value_type", None) or field
    if not IChoice.providedBy(choice) or choice.vocabulary is None:
        return list(values)
    return [term.token for term in choice.vocabulary if conditions.text_of(term.value) in values]
