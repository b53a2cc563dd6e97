"""Designing a procedure's forms through the web, with plone.schemaeditor. Orders keep the form they were made with."""

from communesplone import _
from communesplone.requests.forms import fresh_schema
from communesplone.requests.forms import model_of
from plone.schemaeditor.browser.schema.traversal import SchemaContext
from zope.i18n import translate
from zope.interface import implementer
from zope.interface import Interface


ALLOWED = [
    "zope.schema._bootstrapfields.TextLine",
    "zope.schema._bootstrapfields.Text",
    "zope.schema._bootstrapfields.Int",
    "zope.schema._bootstrapfields.Bool",
    "zope.schema._field.Choice",
    "zope.schema._field.Set",
    "zope.schema._field.Date",
    "plone.namedfile.field.NamedBlobFile",
    "communesplone.core.fields.types.NationalNumber",
    "communesplone.core.fields.types.Email",
    "communesplone.core.fields.types.PastDate",
]


class IFormFields(Interface):
    """Marker of the schema contexts below."""


@implementer(IFormFields)
class FormFields(SchemaContext):
    """The fields of one of the two forms; each change is kept on the procedure at once."""

    attribute = ""
    heading = ""
    allowedFields = ALLOWED
    enableFieldsets = False

    def __init__(self, context, request):
        self.procedure = context
        schema = fresh_schema(getattr(context, self.attribute))
        title = translate(self.heading, context=request)
        super().__init__(schema, request, name=self.page, title=f"{context.title}: {title}")


class OrderFormFields(FormFields):
    """What the citizen fills in."""

    attribute = "form_model"
    page = "order-form"
    heading = _("Form for citizens")


class OfficeFormFields(FormFields):
    """What the office completes before the document is made."""

    attribute = "office_model"
    page = "office-form"
    heading = _("Form of the office")


def keep_model(fields, event):
    """Write the changed schema back to the procedure."""
    setattr(fields.procedure, fields.attribute, model_of(fields.schema))
