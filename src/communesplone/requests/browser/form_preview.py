"""`@@form-preview` of a procedure: every step as the citizen sees it. Nothing is kept, nothing is sent."""

from communesplone import _
from communesplone.requests import asking
from communesplone.requests.browser.condition_words import in_words
from communesplone.requests.browser.step_form import StepForm
from communesplone.requests.forms import schema_of
from plone import api
from plone.protect import CheckAuthenticator
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile


class FormPreview(StepForm):
    """One step at a time, also those that would not be asked."""

    template = ViewPageTemplateFile("form_preview.pt")
    id = "order"
    guard_leaving = False
    checked = False

    def __call__(self):
        self.request.response.setHeader("Cache-Control", "private, no-store")
        if self.request.method == "POST":
            CheckAuthenticator(self.request)
        self.choose_step(str(self.request.form.get("step", "")))
        self.update()
        if self.request.method == "POST":
            _data, errors = self.extractData()
            self.checked = not errors and not self.unseen
            self.status = self.formErrorsMessage if errors else ""
        return self.render()

    @property
    def label(self):
        return self.context.text("title", api.portal.get_current_language())

    @property
    def action(self):
        return f"{self.context.absolute_url()}/@@form-preview"

    def steps(self):
        """All steps with questions, whatever their conditions."""
        return tuple(step for step in self.plan.steps if step.fields) or self.plan.steps[:1]

    def choose_step(self, number: str) -> None:
        """The step of that number, else the first one."""
        shown = self.steps()
        self.step_name = next((one.name for one in shown if str(self.step_number(one.name)) == number), shown[0].name)

    def getContent(self) -> dict:
        """Nothing is filled in."""
        return {}

    first_answers = getContent

    def wrong_together(self, data: dict) -> list:
        """The rules of the whole form need answers of other steps, which a preview does not keep."""
        return []

    def links(self) -> list[dict]:
        """The way through the steps."""
        pages = asking.pages_of(self.model)
        return [
            {
                "url": f"{self.action}?step={self.step_number(step.name)}",
                "title": pages[step.name].label,
                "current": "step" if step.name == self.step_name else None,
            }
            for step in self.steps()
        ]

    def when(self) -> str:
        """When this step is asked, in words."""
        step = next(one for one in self.plan.steps if one.name == self.step_name)
        return in_words(step.when, schema_of(self.model))

    def page_title(self):
        return _("Preview of the form")
