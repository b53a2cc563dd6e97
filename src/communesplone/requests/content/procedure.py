"""Procedure: the card of a service, and the form and templates with which it is ordered on line."""

from communesplone import _
from communesplone.core.retention.settings import refuse_bad_rule
from communesplone.requests import rules
from communesplone.requests.domain.card import needs_reason
from communesplone.requests.forms import schema_of
from plone.autoform import directives
from plone.dexterity.content import Item
from plone.supermodel import model
from z3c.form.browser.textlines import TextLinesFieldWidget
from zope import schema
from zope.interface import implementer
from zope.interface import Invalid
from zope.interface import invariant


# What a card says in words; kept once for each language of the site.
TEXTS = (
    "title",
    "description",
    "who",
    "applicant",
    "steps",
    "outcome",
    "needs",
    "cost",
    "cost_rows",
    "delay",
    "timeline",
    "where",
    "special_cases",
    "good_to_know",
    "legal_basis",
    "legal_rows",
    "status_reason",
    "keywords",
)
LINES = ("steps", "needs", "cost_rows", "timeline", "legal_rows", "keywords")  # texts with one thing a line
# What only the head of the unit and those who look after the site may change.
ROUTING = ("unit", "online", "register", "templates", "confirm_email")
# For those who look after the card, never for the public.
INTERNAL = ("review_date", "card_owner")


def lines(title, description, constraint=None) -> schema.Tuple:
    """A text with one thing a line."""
    more = {"constraint": constraint} if constraint else {}
    return schema.Tuple(
        title=title,
        description=description,
        value_type=schema.TextLine(),
        required=False,
        missing_value=(),
        **more,
    )


def several(title, vocabulary: str, description="") -> schema.Tuple:
    """Some of a list."""
    return schema.Tuple(
        title=title,
        description=description,
        value_type=schema.Choice(vocabulary=f"communesplone.requests.{vocabulary}"),
        required=False,
        missing_value=(),
    )


class IProcedure(model.Schema):
    """The card as the clerk edits it, in the first language of the site; the parts in the order of the page.

    Where its orders go, with which documents and how long they are kept is not the clerk's to decide.
    """

    directives.write_permission(**dict.fromkeys(ROUTING, "communesplone.requests.RouteProcedure"))
    directives.read_permission(**dict.fromkeys(INTERNAL, "cmf.ModifyPortalContent"))
    directives.widget(**dict.fromkeys(LINES, TextLinesFieldWidget))
    title = schema.TextLine(title=_("Title"))
    description = schema.Text(
        title=_("Summary"), description=_("One or two sentences: what it is, what people use it for.")
    )
    who = schema.Text(title=_("For whom"), required=False)
    applicant = schema.Text(
        title=_("Who may ask"),
        description=_("Where it is not the person alone: parents, a proxy, the owner."),
        required=False,
    )
    steps = lines(_("How it goes"), _("One step a line; put what explains it after a colon."))
    outcome = schema.Text(
        title=_("What you get"),
        description=_("The document, the card, the decision; how long it is valid."),
        required=False,
    )

    model.fieldset(
        "conditions",
        label=_("Papers, cost, time"),
        fields=["needs", "cost", "cost_rows", "delay", "timeline", "processing_days"],
    )
    needs = lines(
        _("What is needed"),
        _("One thing a line. It may go on: thing | where to get it | address of a page."),
        rules.linked,
    )
    cost = schema.TextLine(
        title=_("Cost"), description=_("In a few words, for the box beside the text: Free, 25 euros."), required=False
    )
    cost_rows = lines(
        _("Costs in detail"),
        _("One a line: for whom or what | amount | remark. Say also who pays less or nothing."),
        rules.three_parts,
    )
    delay = schema.TextLine(title=_("How long it takes"), required=False)
    timeline = lines(_("Times and deadlines"), _("One a line: what happens | by when | remark."), rules.three_parts)
    processing_days = schema.Int(
        title=_("How long it takes, in days"),
        description=_("Calendar days in the usual case, for search engines and open data."),
        required=False,
        min=0,
        max=1000,
    )

    model.fieldset(
        "where",
        label=_("Where"),
        fields=["unit", "places", "where", "channels", "service_url", "appointment", "appointment_url", "languages"],
    )
    unit = schema.Choice(
        title=_("Responsible unit"),
        description=_("Its clerks handle the orders."),
        vocabulary="communesplone.core.units",
        required=False,
    )
    places = schema.Tuple(
        title=_("Other places"),
        description=_("Services at which it can be asked besides the responsible one."),
        value_type=schema.Choice(vocabulary="communesplone.core.units"),
        required=False,
        missing_value=(),
    )
    where = schema.TextLine(
        title=_("Where, in words"), description=_("The desk or the door, or who does it instead of us."), required=False
    )
    channels = several(_("Ways to ask"), "channels")
    service_url = schema.URI(
        title=_("Page of another authority"),
        description=_("Where it is asked on line, when it is not on this site. Address with https://"),
        required=False,
        constraint=rules.web_address,
    )
    appointment = schema.Choice(
        title=_("Appointment"), vocabulary="communesplone.requests.appointments", required=False
    )
    appointment_url = schema.URI(
        title=_("Page for appointments"),
        description=_("Address with https://"),
        required=False,
        constraint=rules.web_address,
    )
    languages = several(_("Languages spoken"), "languages")

    model.fieldset(
        "more",
        label=_("Special cases, law"),
        fields=["special_cases", "good_to_know", "legal_basis", "legal_rows", "related"],
    )
    special_cases = schema.Text(title=_("Special cases"), required=False)
    good_to_know = schema.Text(title=_("Good to know"), required=False)
    legal_basis = schema.Text(title=_("Legal basis"), description=_("In a sentence."), required=False)
    legal_rows = lines(_("Laws and regulations"), _("One a line: title | article | address of the text."), rules.linked)
    related = schema.Tuple(
        title=_("Related procedures"),
        value_type=schema.Choice(vocabulary="communesplone.requests.procedures"),
        required=False,
        missing_value=(),
    )

    model.fieldset("finding", label=_("Finding it"), fields=["themes", "audiences", "life_events", "keywords", "icon"])
    themes = several(_("Themes"), "themes")
    audiences = several(_("“I am…”"), "audiences", _("For whom it is of interest."))
    life_events = several(_("Life events"), "life_events")
    keywords = lines(_("Other words for it"), _("What people call it, one a line; found by the search, not shown."))
    icon = schema.TextLine(
        title=_("Icon"), description=_("Name of an icon of the site's set, e.g. users."), required=False
    )

    model.fieldset(
        "upkeep",
        label=_("State, upkeep"),
        fields=["status", "status_reason", "status_until", "review_date", "card_owner"],
    )
    status = schema.Choice(
        title=_("State of the service"),
        description=_("Shown on the card and in every list while it is not normal."),
        vocabulary="communesplone.requests.statuses",
        default="normal",
        required=False,
    )
    status_reason = schema.Text(
        title=_("What is different, and why"), description=_("Required when the service is not normal."), required=False
    )
    status_until = schema.Date(
        title=_("Until"), description=_("Last day. The service is normal again on the next one."), required=False
    )
    review_date = schema.Date(
        title=_("To be read again on"), description=_("For the office; the public does not see it."), required=False
    )
    card_owner = schema.TextLine(
        title=_("Who keeps the card up to date"),
        description=_("A name or a function, for the office; the public does not see it."),
        required=False,
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
    def status_is_explained(data):
        if needs_reason(getattr(data, "status", None), getattr(data, "status_reason", None)):
            raise Invalid(_("Say what is different about the service, and why."))

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
    needs = steps = cost_rows = timeline = legal_rows = keywords = ()
    themes = audiences = life_events = channels = languages = places = ()
    applicant = outcome = where = special_cases = status_reason = None
    processing_days = service_url = appointment = appointment_url = status_until = review_date = card_owner = None
    status = "normal"
    confirm_email = False
    # Earlier models by attribute, see `design`. Without a type: what Python notes of types on the class bears the name
    # of the notes that Zope keeps on each object, which would then be written to the class, for all of them.
    form_versions = {}
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
