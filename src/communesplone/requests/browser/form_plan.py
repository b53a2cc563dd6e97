"""`@@form-plan` of a procedure: its steps and conditions in plain words, and its earlier versions."""

from communesplone import _
from communesplone.core.audit import api as audit
from communesplone.core.cases.people import full_name
from communesplone.core.forms.sent import text_of
from communesplone.core.moments import now
from communesplone.requests import asking
from communesplone.requests import design
from communesplone.requests.browser import condition_words as words
from communesplone.requests.browser import wording
from communesplone.requests.domain import conditions
from communesplone.requests.domain.conditions import Test
from communesplone.requests.forms import schema_of
from communesplone.requests.supermodel import step_conditions_of
from plone import api
from plone.protect import CheckAuthenticator
from Products.Five import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zExceptions import NotFound


ROWS = 3  # clauses of a condition that the page offers at least
MOST_ROWS = 30
DONE = _("The form is changed. Look at it in the preview.")


class FormPlan(BrowserView):
    """The overview, and with `?edit=NAME` one question or step."""

    light_page = True
    overview = ViewPageTemplateFile("form_plan.pt")
    item_page = ViewPageTemplateFile("form_plan_item.pt")
    error = ""
    item = ""
    is_step = False

    def __call__(self):
        self.request.response.setHeader("Cache-Control", "private, no-store")
        if self.request.method == "POST":
            return self._post()
        return self._page()

    def _page(self):
        form = self.request.form
        if "edit" not in form and "step" not in form:
            return self.overview()
        self.is_step = "edit" not in form
        self.item = text_of(self.request, "step" if self.is_step else "edit")
        if self.item not in (self._step_names() if self.is_step else self.schema):
            raise NotFound(self.item)
        return self.item_page()

    def _step_names(self) -> list[str]:
        return [step.name for step in self.plan.steps]

    @property
    def model(self) -> str:
        return self.context.form_model

    @property
    def schema(self):
        return schema_of(self.model)

    @property
    def plan(self) -> conditions.Plan:
        return asking.plan_of(self.model)

    @property
    def url(self) -> str:
        return f"{self.context.absolute_url()}/@@form-plan"

    @property
    def label(self) -> str:
        return self.context.text("title", api.portal.get_current_language())

    def page_title(self):
        return _("Steps and conditions")

    # Changes

    def _post(self):
        CheckAuthenticator(self.request)
        handler = getattr(self, f"_do_{text_of(self.request, 'do')}", None)
        if handler is None:
            return self._page()
        try:
            handler(design.Design(self.model))
        except words.NoAnswer as problem:
            self.error = words.say(problem.message)
        except design.Refused as refused:
            self.error = " ".join(words.flaw_text(problem, self.titles()) for problem in refused.problems)
        if self.error:
            return self._page()
        self.request.response.redirect(self.url)
        return "redirected"

    def _keep(self, changed: design.Design) -> None:
        before = self.model
        design.keep(self.context, "form_model", changed.model(), self._actor, now())
        if before != self.model:
            audit.record("procedure.form_changed", f"procedure:{api.content.get_uuid(self.context)}")
            api.portal.show_message(DONE, self.request)

    @property
    def _actor(self) -> str:
        return api.user.get_current().getId() or ""

    def _do_save(self, changed):
        """One question or step: its place or words, and its condition."""
        name = text_of(self.request, "step") if "edit" not in self.request.form else text_of(self.request, "edit")
        is_step = "edit" not in self.request.form
        if is_step:
            changed.rename_step(name, text_of(self.request, "label"), text_of(self.request, "description"))
        else:
            changed.put_into_step(name, text_of(self.request, "into"))
        if not is_step or name != asking.FIRST:
            changed.set_condition(name, self._typed_condition(), is_step)
        self._keep(changed)

    def _typed_condition(self) -> conditions.Condition:
        clauses = [self._typed_clause(number) for number in self._typed_rows()]
        found = tuple(clause for clause in clauses if clause is not None)
        return conditions.Condition(found, either=text_of(self.request, "joint") == "or" and len(found) > 1)

    def _typed_clause(self, number: int) -> conditions.Clause | None:
        name = text_of(self.request, f"field-{number}")
        if not name:
            return None
        if name not in self.schema:
            raise words.NoAnswer(_("Choose one of the questions."))
        try:
            test = Test(text_of(self.request, f"test-{number}"))
        except ValueError:
            raise words.NoAnswer(_("Choose how to compare.")) from None
        typed = text_of(self.request, f"values-{number}")
        if test in conditions.OF_VALUES:
            return conditions.Clause(name, test, words.values_from(typed, self.schema[name]))
        if test in conditions.OF_NUMBERS:
            return conditions.Clause(name, test, (self._number(typed),))
        return conditions.Clause(name, test)

    def _number(self, typed: str) -> str:
        number = typed.strip().replace(",", ".")
        try:
            float(number)
        except ValueError:
            raise words.NoAnswer(_("Write a number to compare with.")) from None
        return number

    def _do_add(self, changed):
        label = text_of(self.request, "label")
        if not label.strip():
            raise words.NoAnswer(_("Give the new step a name."))
        changed.add_step(label)
        self._keep(changed)

    def _do_drop(self, changed):
        changed.drop_step(text_of(self.request, "name"))
        self._keep(changed)

    def _do_earlier(self, changed):
        changed.move_step(text_of(self.request, "name"), -1)
        self._keep(changed)

    def _do_later(self, changed):
        changed.move_step(text_of(self.request, "name"), 1)
        self._keep(changed)

    def _do_restore(self, changed):
        number = text_of(self.request, "version")
        try:
            design.take_back(self.context, int(number), self._actor, now())
        except (ValueError, IndexError):
            raise words.NoAnswer(_("This version is not there any more.")) from None
        audit.record("procedure.form_restored", f"procedure:{api.content.get_uuid(self.context)}")
        api.portal.show_message(_("The earlier version is back; the one before can be restored too."), self.request)

    # For the templates

    def titles(self) -> dict[str, str]:
        """Words of questions and steps by their name."""
        steps = {name: words.say(page.label) for name, page in asking.pages_of(self.model).items() if name}
        return {**steps, **{name: words.say(self.schema[name].title) for name in self.schema}}

    @property
    def orders(self) -> int:
        return design.orders_made(self.context)

    def steps(self) -> list[dict]:
        """Every step with its questions; the first one only when it has some, or is the only one."""
        pages = asking.pages_of(self.model)
        shown = [step for step in self.plan.steps if step.fields or step.name or len(self.plan.steps) == 1]
        return [
            {
                "name": step.name,
                "number": number,
                "label": pages[step.name].label,
                "when": words.in_words(step.when, self.schema),
                "movable": bool(step.name),
                "empty": not step.fields,
                "fields": [self._field(name) for name in step.fields],
            }
            for number, step in enumerate(shown, start=1)
        ]

    def _field(self, name: str) -> dict:
        field = self.schema[name]
        text = self.plan.when.get(name, "")
        return {
            "name": name,
            "title": field.title,
            "required": field.required,
            "when": words.in_words(text, self.schema),
        }

    def flaws(self) -> list[str]:
        """What is wrong with conditions now, in words; such a condition counts as fulfilled."""
        return [words.flaw_text(problem, self.titles()) for problem in conditions.problems(self.plan)]

    def versions(self) -> list[dict]:
        """Earlier versions, the latest first."""
        return [
            {
                "number": number,
                "moment": wording.moment_text(version.moment),
                "who": full_name(version.actor),
                "questions": len(schema_of(version.model).names()),
            }
            for number, version in enumerate(design.versions(self.context))
        ]

    # One question or step

    @property
    def item_title(self):
        return asking.pages_of(self.model)[self.item].label if self.is_step else self.schema[self.item].title

    @property
    def item_page_words(self) -> asking.Page:
        return asking.pages_of(self.model)[self.item]

    @property
    def takes_condition(self) -> bool:
        return not self.is_step or self.item != asking.FIRST

    def step_choices(self) -> list[dict]:
        """The steps a question can stand in."""
        pages = asking.pages_of(self.model)
        return [
            {"name": step.name, "label": pages[step.name].label, "chosen": self.item in step.fields}
            for step in self.plan.steps
        ]

    def questions(self) -> list[dict]:
        """What a condition can look at: everything asked before."""
        order = [name for step in self.plan.steps for name in step.fields]
        step = next((one for one in self.plan.steps if one.name == self.item), None) if self.is_step else None
        if self.is_step:
            before = []
            for one in self.plan.steps:
                if one is step:
                    break
                before += one.fields
        else:
            before = order[: order.index(self.item)]
        return [{"name": name, "title": self.schema[name].title} for name in before]

    def tests(self) -> list[dict]:
        """Ways to compare."""
        return [{"value": test.value, "title": title} for test, title in words.TESTS.items()]

    def rows(self) -> list[dict]:
        """The clauses as the page shows them: what was typed, else what is kept."""
        return [{"at": at, **row} for at, row in enumerate(self._typed() if self._is_typed else self._kept())]

    @property
    def _is_typed(self) -> bool:
        return self.request.method == "POST"

    def _typed(self) -> list[dict]:
        names = ("field", "test", "values")
        return [{name: text_of(self.request, f"{name}-{at}") for name in names} for at in self._typed_rows()]

    def _typed_rows(self) -> list[int]:
        return [at for at in range(MOST_ROWS) if f"field-{at}" in self.request.form]

    def _kept(self) -> list[dict]:
        clauses = self._condition().clauses
        found = [
            {"field": one.field, "test": one.test.value, "values": "\n".join(words.answers_of(one, self.schema))}
            for one in clauses
        ]
        return found + [{"field": "", "test": "", "values": ""}] * (ROWS - len(found))

    @property
    def either(self) -> bool:
        if self._is_typed:
            return text_of(self.request, "joint") == "or"
        return self._condition().either

    def _condition(self) -> conditions.Condition:
        known = step_conditions_of(self.schema) if self.is_step else self.plan.when
        try:
            return conditions.parse(known.get(self.item, ""))
        except conditions.Malformed:
            return conditions.Condition()
