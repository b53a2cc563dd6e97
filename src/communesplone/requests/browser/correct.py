"""Correcting what the citizen filled in, and completing what the office knows."""

from communesplone import _
from communesplone.core.forms.base import AccessibleForm
from communesplone.requests import desk
from communesplone.requests.browser.conditional import Conditional
from communesplone.requests.browser.step_form import MORE_ASKED
from communesplone.requests.forms import schema_of
from plone import api
from plone.namedfile.interfaces import INamedField
from z3c.form import button
from z3c.form.field import Fields
from z3c.form.group import Group


OFFICE = "office"
NOT_NOW = _("This step is not possible (any more): somebody else may have gone on with the order.")


class _DataGroup(Conditional, Group):
    """One of the two forms; what is in it comes from the order."""

    prefix_of_fields = ""

    @property
    def model(self) -> str:
        order = self.parentForm.order
        return order.office_model if self.prefix_of_fields else order.form_model

    def getContent(self):
        order = self.parentForm.order
        return dict(order.office_data if self.prefix_of_fields else order.data)

    known_answers = getContent

    def known_files(self) -> frozenset:
        return frozenset() if self.prefix_of_fields else frozenset(self.parentForm.order.attachments)


class CitizenGroup(_DataGroup):
    """What the citizen filled in; files stay as they were sent."""

    label = _("What the citizen filled in")

    def update(self):
        schema = schema_of(self.parentForm.order.form_model)
        fields = Fields(schema)
        self.fields = fields.omit(*(name for name in fields if INamedField.providedBy(fields[name].field)))
        super().update()


class OfficeGroup(_DataGroup):
    """What the office completes."""

    label = _("What the office completes")
    prefix_of_fields = OFFICE

    def update(self):
        self.fields = Fields(schema_of(self.parentForm.order.office_model), prefix=OFFICE)
        super().update()


class CorrectForm(AccessibleForm):
    """`@@case/REFERENCE/data`."""

    groups = (OfficeGroup, CitizenGroup)
    fields = Fields()
    ignoreContext = False
    id = "correct"
    label = _("Data for the document")
    description = _("A document made before is out of date once something is changed here; make it again.")
    guard_leaving = True

    def __init__(self, order, request, back: str):
        super().__init__(api.portal.get(), request)
        self.order = order
        self.back = back
        self.back_title = order.reference

    @property
    def action(self):
        return f"{self.back}/data"

    def getContent(self):
        return {}

    @button.buttonAndHandler(_("Save"), name="save")
    def handle_save(self, action):
        if api.content.get_state(self.order) != "in_progress" or not api.user.has_permission(
            "CommunesPlone: Handle case", obj=self.order
        ):
            api.portal.show_message(NOT_NOW, self.request, type="warning")
            self.request.response.redirect(self.back)
            return
        data, errors = self.extractData()
        if errors:
            self.status = self.formErrorsMessage
            return
        if any(group.unseen for group in self.groups):
            self.status = MORE_ASKED
            return
        mark = f"{OFFICE}."
        office = {name.removeprefix(mark): value for name, value in data.items() if name.startswith(mark)}
        citizen = {name: value for name, value in data.items() if not name.startswith(mark)}
        desk.correct(self.order, citizen, office)
        api.portal.show_message(_("The data are saved."), self.request)
        self.request.response.redirect(self.back)
