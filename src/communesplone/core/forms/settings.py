"""Settings of a feature as a page like all others of ours: errors on top and beside the fields."""

from communesplone import _
from communesplone.core.forms.base import AccessibleForm
from plone import api
from plone.registry.interfaces import IRegistry
from z3c.form import button
from z3c.form.browser.textlines import TextLinesFieldWidget
from z3c.form.field import Fields
from zope.component import getUtility
from zope.schema.interfaces import IBool
from zope.schema.interfaces import ICollection
from zope.schema.interfaces import ITextLine


class SettingsForm(AccessibleForm):
    """Edits the records of `schema` below `schema_prefix`; what the fields and the interface refuse is not stored."""

    schema = None
    schema_prefix = ""
    ignoreContext = False

    def __call__(self):
        self.request.response.setHeader("Cache-Control", "private, no-store")
        return super().__call__()

    def update(self) -> None:
        self.fields = Fields(self.schema)
        for field in self.fields.values():
            if ICollection.providedBy(field.field) and ITextLine.providedBy(field.field.value_type):
                field.widgetFactory = TextLinesFieldWidget
        super().update()

    def updateWidgets(self, *args, **kwargs) -> None:
        super().updateWidgets(*args, **kwargs)
        for widget in self.widgets.values():
            if IBool.providedBy(widget.field):
                widget.required = False  # a box that is not ticked is an answer

    def getContent(self):
        """The records; those that an upgrade step has still to make count with their defaults."""
        return getUtility(IRegistry).forInterface(self.schema, prefix=self.schema_prefix, check=False)

    def store(self, data: dict) -> None:
        """Keep what was checked."""
        records = self.getContent()
        for name, value in data.items():
            if getattr(records, name) != value:
                setattr(records, name, value)

    @button.buttonAndHandler(_("Save"), name="save")
    def handle_save(self, action):
        """Check, store, and show the page again with what holds now."""
        data, errors = self.extractData()
        if errors:
            self.status = self.formErrorsMessage
            return
        self.store(data)
        api.portal.show_message(_("The settings are stored."), self.request)
        self.request.response.redirect(self.request.getURL())
