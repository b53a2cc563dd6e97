"""One step of a form that is filled in page by page: which questions it has, what it keeps, where it leads."""

from communesplone import _
from communesplone.core.forms.base import AccessibleForm
from communesplone.core.forms.sent import text_of
from communesplone.core.forms.upload import IUploadWidget
from communesplone.requests import asking
from communesplone.requests.browser.conditional import Conditional
from communesplone.requests.content.order import Attachment
from communesplone.requests.domain import conditions
from communesplone.requests.forms import schema_of
from communesplone.requests.prefill import known_of
from copy import copy
from plone import api
from plone.namedfile.interfaces import INamedField
from z3c.form.field import Fields
from z3c.form.interfaces import NO_VALUE
from z3c.form.validator import InvariantsValidator


LONGEST_TYPED = 20_000  # characters of a wrong answer that is shown again later


class StepForm(Conditional, AccessibleForm):
    """A step of the form of a procedure, over a draft (or none yet)."""

    ignoreContext = False
    enableCSRFProtection = False
    guard_leaving = True
    draft = None
    step_name = asking.FIRST
    optional: tuple[str, ...] = ()  # names of fields that are not required here, whatever the model says
    can_save = True

    @property
    def model(self) -> str:
        return self.context.form_model

    # Steps

    @property
    def plan(self) -> conditions.Plan:
        return asking.plan_of(self.model)

    def steps(self) -> tuple[conditions.Step, ...]:
        """The steps that are asked by what is known; there is always one, if the form has a question at all."""
        found = asking.steps(self.model, self.known_answers(), self.known_files())
        return found or self.plan.steps[:1]

    def step_number(self, name: str) -> int:
        """How a step is called in addresses: its place in the whole form, from 1."""
        return asking.step_number(self.model, name)

    def choose_step(self, number: str) -> None:
        """Stand at the step of that number, or at the first open one before it; nonsense leads to the first step."""
        shown = self.steps()
        wanted = next((step for step in shown if str(self.step_number(step.name)) == number), shown[0])
        first_open = asking.open_step(self.model, self.draft) if self.draft is not None else shown[0].name
        names = [step.name for step in shown]
        if first_open in names and names.index(wanted.name) > names.index(first_open):
            self.step_name = first_open
        else:
            self.step_name = wanted.name

    def _neighbour(self, distance: int) -> str | None:
        names = [step.name for step in self.steps()]
        if self.step_name not in names:
            return names[0]
        place = names.index(self.step_name) + distance
        return names[place] if 0 <= place < len(names) else None

    def is_last(self) -> bool:
        """Whether nothing is asked after this step, as far as is known before it is sent."""
        return self._neighbour(1) is None

    @property
    def several(self) -> bool:
        """Whether the form has more than one step with questions."""
        return sum(1 for step in self.plan.steps if step.fields) > 1

    def progress(self) -> dict:
        """Where the person stands: number of the step and of all, the check at the end counted."""
        names = [step.name for step in self.steps()]
        number = names.index(self.step_name) + 1 if self.step_name in names else 1
        return {"number": number, "total": len(names) + 1}

    @property
    def step_words(self) -> asking.Page:
        return asking.pages_of(self.model)[self.step_name]

    # Widgets

    def updateFields(self) -> None:
        step = next(step for step in self.plan.steps if step.name == self.step_name)
        self.fields = Fields(schema_of(self.model)).select(*step.fields)
        for name in set(self.optional).intersection(self.fields):
            self.fields[name].field = _optional(self.fields[name].field)

    def update(self) -> None:
        self.updateFields()
        super().update()

    def known_answers(self) -> dict:
        return dict(self.draft.data) if self.draft is not None else {}

    def known_files(self) -> frozenset:
        return frozenset(self.draft.files) if self.draft is not None else frozenset()

    def getContent(self) -> dict:
        """What is in the fields at first: the draft, else what is known of a citizen with an account."""
        kept = asking.fitting(self.model, self.known_answers())
        return {**known_of(api.user.get_current(), self.fields), **kept}

    first_answers = getContent

    def recall(self) -> None:
        typed = self.draft.typed if self.draft is not None else {}
        for name, widget in self.widgets.items():
            if IUploadWidget.providedBy(widget) and name in self.known_files():
                widget.stored = self.draft.files[name].file
            elif name in typed and widget.name not in self.request.form:
                widget.value = typed[name]  # a wrong answer, as it was typed

    def has_conditions(self) -> bool:
        """Whether questions may appear on this page."""
        return any(widget.asked_when for widget in self.widgets.values())

    # What was sent

    def keep(self, draft, data: dict, passed: bool) -> None:
        """Put into the draft what is valid, and what was typed for the rest; a file need not be sent again."""
        files = {name: value for name, value in data.items() if INamedField.providedBy(self.fields[name].field)}
        plain = {name: value for name, value in data.items() if name not in files and value is not NO_VALUE}
        draft.data = {**draft.data, **plain}
        for name, value in files.items():
            self._keep_file(draft, name, value)
        self._keep_typed(draft, data)
        names = tuple(name for name in self.fields if not getattr(self.widgets[name], "not_asked", False))
        others = {step: known for step, known in draft.passed.items() if step != self.step_name}
        draft.passed = {**others, self.step_name: names} if passed else others

    def _keep_typed(self, draft, data: dict) -> None:
        typed = {name: value for name, value in draft.typed.items() if name not in self.fields}
        for name in self.fields:
            value = self.request.form.get(f"form.widgets.{name}")
            if name not in data and _can_be_shown_again(value):
                typed[name] = value
        if typed != draft.typed:
            draft.typed = typed

    def _keep_file(self, draft, name: str, value) -> None:
        if value is None:
            draft.files.pop(name, None)
        elif name not in draft.files or draft.files[name].file is not value:
            draft.files[name] = Attachment(name, value.filename, value.contentType, value.data)
        self.widgets[name].stored = draft.files[name].file if name in draft.files else None

    def wrong_together(self, data: dict) -> list:
        """What the rules of the form say to all answers; asked when the last step is sent."""
        if any(name not in data and not self.widgets[name].not_asked for name in self.fields):
            return []
        answers = {**self.known_answers(), **data}
        for name in self.known_files() - set(self.fields):
            answers[name] = self.draft.files[name].file
        known = asking.only_asked(self.model, answers)
        names = [step.name for step in asking.steps(self.model, known)]
        is_last = bool(names) and names[-1] == self.step_name
        return asking.broken_invariants(self.model, known) if is_last else []

    @property
    def sent_step(self) -> str:
        return text_of(self.request, "step")


class WholeFormValidator(InvariantsValidator):
    """Invariants look at the whole form: at its last step, over all answers that are asked."""

    def validate(self, data):
        return tuple(self.view.wrong_together(data))


def _optional(field):
    """A copy of a field of the shared schema, not required."""
    found = copy(field)
    found.required = False
    return found


def _can_be_shown_again(value) -> bool:
    return isinstance(value, str) and 0 < len(value) <= LONGEST_TYPED


MORE_ASKED = _("Your answers lead to further questions. They are on this page now; nothing is lost.")
