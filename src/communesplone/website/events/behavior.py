"""What an event says beside its day and place: for whom, what it costs, who gets in, who organises it."""

from communesplone import _
from communesplone.website.events.domain import prices
from plone.autoform import directives
from plone.autoform.interfaces import IFormFieldProvider
from plone.supermodel import model
from z3c.form.browser.checkbox import CheckBoxFieldWidget
from zope import schema
from zope.interface import Invalid
from zope.interface import invariant
from zope.interface import provider


PREFIX = "communesplone.website.events."
LONGEST_PLACE = 300


class NoPrice(schema.ValidationError):
    __doc__ = _("Write each price as words | amount, for example: Adults | 8.50.")


class NoWebAddress(schema.ValidationError):
    __doc__ = _("This is not a web address. It begins with https://.")


def _is_price(line: str) -> bool:
    if prices.read(line) is None:
        raise NoPrice(line)
    return True


def _is_web(url: str) -> bool:
    if not url.startswith(("https://", "http://")):
        raise NoWebAddress(url)
    return True


def _several(name: str, **more) -> schema.Tuple:
    return schema.Tuple(
        value_type=schema.Choice(vocabulary=f"{PREFIX}{name}"), required=False, default=(), missing_value=(), **more
    )


@provider(IFormFieldProvider)
class IEventFacts(model.Schema):
    """Behaviour of Plone's Event."""

    model.fieldset(
        "event_facts",
        label=_("For whom, how much"),
        fields=(
            "event_status",
            "status_note",
            "audience",
            "place_address",
            "accessibility",
            "accessibility_note",
            "price_kind",
            "prices",
            "organiser",
            "organiser_url",
            "ticket_url",
            "online_url",
        ),
    )

    event_status = schema.Choice(title=_("Does it take place?"), vocabulary=f"{PREFIX}statuses", default="planned")
    status_note = schema.TextLine(
        title=_("Why, and what now"),
        description=_("For example: because of the storm; tickets stay good. Shown with the state."),
        required=False,
        max_length=200,
    )
    directives.widget("audience", CheckBoxFieldWidget)
    audience = _several("audiences", title=_("For whom"))
    place_address = schema.TextLine(
        title=_("Address"),
        description=_("Street and number, postcode and town. The name of the place is asked above."),
        required=False,
        max_length=LONGEST_PLACE,
    )
    directives.widget("accessibility", CheckBoxFieldWidget)
    accessibility = _several(
        "access",
        title=_("Accessibility"),
        description=_("Tick only what is certain: people rely on it."),
    )
    accessibility_note = schema.Text(
        title=_("More on accessibility"),
        description=_("For example: whom to call for a place at the front."),
        required=False,
        max_length=500,
    )
    price_kind = schema.Choice(
        title=_("Entrance"), vocabulary=f"{PREFIX}price_kinds", required=False, default="", missing_value=""
    )
    prices = schema.Tuple(
        title=_("Prices"),
        description=_("One per line: words | amount in euros. For example: Adults | 8.50."),
        value_type=schema.TextLine(max_length=100, constraint=_is_price),
        required=False,
        default=(),
        missing_value=(),
        max_length=12,
    )
    organiser = schema.TextLine(title=_("Organiser"), required=False, max_length=200)
    organiser_url = schema.TextLine(
        title=_("Site of the organiser"), required=False, max_length=300, constraint=_is_web
    )
    ticket_url = schema.TextLine(
        title=_("Where to buy tickets"),
        description=_("Web address of another site. For registration with us use the tab Registrations."),
        required=False,
        max_length=300,
        constraint=_is_web,
    )
    online_url = schema.TextLine(
        title=_("Where to take part on line"), required=False, max_length=300, constraint=_is_web
    )

    @invariant
    def prices_fit(data) -> None:
        """Free and with prices is a contradiction, unless all of them are nothing."""
        lines = [prices.read(line) for line in getattr(data, "prices", None) or ()]
        if getattr(data, "price_kind", "") == "free" and any(one and one.amount for one in lines):
            raise Invalid(_("The entrance is free, and there are prices. Change one of the two."))
