"""Procedure: the card of a service, and the form and templates with which it is ordered on line."""

from communesplone import _
from communesplone.core.retention.settings import refuse_bad_rule
from communesplone.requests.forms import schema_of
from plone.autoform import directives
from plone.dexterity.content import Item
from plone.supermodel import model
from z3c.form.browser.textlines import TextLinesFieldWidget
from zope import schema
from zope.interface import implementer
from zope.interface import invariant


# What a card says in words; kept once for each language of the site.
TEXTS = ("title", "description", "who", "needs", "cost", "delay", "steps", "good_to_know", "legal_basis")
# What only the head of the unit and those who look after the site may change.
ROUTING = ("unit", "online", "register", "templates", "confirm_email")


class IProcedure(model.Schema):
    """The card as the clerk edits it, in the first language of the site.

    Where its orders go, with which documents and how long they are kept is not the clerk's to decide.
    """

    directives.write_permission(**dict.fromkeys(ROUTING, "communesplone.requests.RouteProcedure"))
    title = schema.TextLine(title=_("Title"))
    description = schema.Text(
        title=_("Summary"), description=_("One or two sentences: what it is, what people use it for.")
    )
    who = schema.Text(title=_("Who may ask"), required=False)
    needs = schema.Tuple(
        title=_("What is needed"),
        description=_("One thing a line."),
        value_type=schema.TextLine(),
        required=False,
        missing_value=(),
    )
    directives.widget("needs", TextLinesFieldWidget)
    cost = schema.TextLine(title=_("Cost"), required=False)
    delay = schema.TextLine(title=_("How long it takes"), required=False)
    steps = schema.Tuple(
        title=_("How it goes"),
        description=_("One step a line; put what explains it after a colon."),
        value_type=schema.TextLine(),
        required=False,
        missing_value=(),
    )
    directives.widget("steps", TextLinesFieldWidget)
    good_to_know = schema.Text(title=_("Good to know"), required=False)
    legal_basis = schema.Text(title=_("Legal basis"), required=False)
    unit = schema.Choice(
        title=_("Responsible unit"),
        description=_("Its clerks handle the orders."),
        vocabulary="communesplone.core.units",
        required=False,
    )
    related = schema.Tuple(
        title=_("Related procedures"),
        value_type=schema.Choice(vocabulary="communesplone.requests.procedures"),
        required=False,
        missing_value=(),
    )
    icon = schema.TextLine(
        title=_("Icon"), description=_("Name of an icon of the site's set, e.g. users."), required=False
    )

    model.fieldset(
        "ordering",
        label=_("Ordering on line"),
        fields=["online", "delay_days", "register", "templates", "consent", "confirm_email"],
    )
    online = schema.Bool(
        title=_("Can be ordered on line"),
        description=_("Shows the order button on the card. The form is designed under 'Form for citizens'."),
        required=False,
        default=False,
    )
    delay_days = schema.Int(
        title=_("Days to handle an order"),
        description=_("In working days; the due date in the queue is computed from it."),
        min=0,
        max=400,
        default=5,
    )
    register = schema.ASCIILine(
        title=_("Register"),
        description=_("Code before the number of an issued document, e.g. CERT. Capital letters and digits."),
        constraint=lambda value: value.isalnum() and value.upper() == value,
        default="DOC",
    )
    directives.read_permission(templates="cmf.ModifyPortalContent")
    templates = schema.Tuple(
        title=_("Document templates"),
        description=_("The first one in the citizen's language is proposed."),
        value_type=schema.Choice(vocabulary="communesplone.requests.templates"),
        required=False,
        missing_value=(),
    )
    consent = schema.Text(
        title=_("Consent text"),
        description=_("What the citizen agrees to before sending; left empty, the text of the house is used."),
        required=False,
    )
    confirm_email = schema.Bool(
        title=_("Have the e-mail address confirmed"),
        description=_(
            "Who orders without an account gets a link. The order is handled at once; until the link was followed, "
            "the service sees that nobody has confirmed the address, and no message carries the secret code."
        ),
        required=False,
        default=False,
    )

    model.fieldset("retention", label=_("Retention"), fields=["keep_days", "keep_issued_days", "when_over"])
    directives.write_permission(
        keep_days="communesplone.core.ManageRetention",
        keep_issued_days="communesplone.core.ManageRetention",
        when_over="communesplone.core.ManageRetention",
    )
    keep_days = schema.Int(
        title=_("Days to keep a finished case"),
        description=_("Counted from its last step. Empty: the period of the site, or for good where there is none."),
        required=False,
        default=None,
    )
    keep_issued_days = schema.Int(
        title=_("Days to keep a case in which a document was issued"),
        description=_("Empty: as long as the others."),
        required=False,
        default=None,
    )
    when_over = schema.Choice(
        title=_("When the time is over"),
        vocabulary="communesplone.core.retention_actions",
        required=False,
        default="anonymise",
        missing_value="anonymise",
    )

    @invariant
    def retention_makes_sense(data):
        days, issued = getattr(data, "keep_days", None), getattr(data, "keep_issued_days", None)
        refuse_bad_rule(days, getattr(data, "when_over", None) or "anonymise", issued)


@implementer(IProcedure)
class Procedure(Item):
    """Two models beside the card: what the citizen fills in, and what the office completes."""

    code = ""
    icon = None  # else that of the type, a method, would stand there
    form_model = ""
    office_model = ""
    templates = ()
    related = ()
    needs = ()
    steps = ()
    confirm_email = False
    form_versions: dict = {}  # earlier models by attribute, see `design`
    keep_days = None
    keep_issued_days = None
    when_over = "anonymise"

    def text(self, name: str, language: str):
        """A text of the card in that language, or in the site's first language where it is not translated."""
        return self.translations.get(language, {}).get(name) or getattr(self, name, None) or ""

    def say(self, language: str, texts: dict) -> None:
        """Keep the texts of the card in another language; empty ones fall back to the first language."""
        self.translations = {**self.translations, language: {k: v for k, v in texts.items() if k in TEXTS and v}}

    @property
    def translations(self) -> dict[str, dict]:
        return self.__dict__.get("_translations", {})

    @translations.setter
    def translations(self, value):
        self._translations = value

    def form_schema(self):
        """Schema of the citizen's form; made from its model, kept in memory by content."""
        return schema_of(self.form_model)
