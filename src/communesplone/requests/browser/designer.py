"""Designing a procedure's forms through the web, with plone.schemaeditor. Orders keep the form they were made with."""

from communesplone import _
from communesplone.core.moments import now
from communesplone.requests import design
from communesplone.requests.asking import plan_of_schema
from communesplone.requests.domain import conditions
from communesplone.requests.forms import fresh_schema
from communesplone.requests.forms import model_of
from communesplone.requests.subscribers import note
from plone import api
from plone.schemaeditor.browser.schema.traversal import SchemaContext
from zope.i18n import translate
from zope.interface import implementer
from zope.interface import Interface
from zope.schema import getFields
from zope.schema.interfaces import IChoice
from zope.schema.vocabulary import SimpleVocabulary


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


NO_LISTS = _(
    "Write the possible answers themselves: a list of the site may hold what is not public, "
    "and everybody reads the form."
)


ORDERS_KEEP = _(
    "Orders made with this procedure: ${number}. They keep the form they were made with; forms that people are filling "
    "in now keep what was typed, and an answer that does not fit any more is asked again."
)
LOOK_AT_CONDITIONS = _(
    "A condition looks at a question that is gone or comes later now, so it is always fulfilled. "
    "Change it under 'Steps and conditions'."
)


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

    def browserDefault(self, request):
        """The list of fields; whoever opens it is told first that there are orders."""
        number = design.orders_made(self.procedure)
        if number and request.method == "GET":
            api.portal.show_message(_(ORDERS_KEEP, mapping={"number": str(number)}), request, type="info")
        return super().browserDefault(request)


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
    if drop_named_lists(fields.schema):
        api.portal.show_message(NO_LISTS, fields.request, type="warning")
    actor = api.user.get_current().getId() or ""
    design.keep(fields.procedure, fields.attribute, model_of(fields.schema), actor, now())
    if conditions.problems(plan_of_schema(fields.schema)):
        api.portal.show_message(LOOK_AT_CONDITIONS, fields.request, type="warning")
    note("procedure.form_changed", fields.procedure, form=fields.page)


def drop_named_lists(schema) -> bool:
    """Empty the choices that take their answers from a list of the site; tells whether there was one.

    Such a list may hold what is not public, the names of all accounts for instance; a form is read by everybody.
    """
    found = False
    for field in getFields(schema).values():
        choice = getattr(field, "value_type", None) or field
        if IChoice.providedBy(choice) and choice.vocabularyName:
            choice.vocabularyName = None
            choice.vocabulary = SimpleVocabulary([])
            found = True
    return found
