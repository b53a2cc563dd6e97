"""What a commune sets about itself: name, address, arms, colours. Read through `settings()`, never by record name."""

from communesplone import _
from communesplone.website.domain import contrast
from plone.registry.interfaces import IRegistry
from zope import schema
from zope.component import queryUtility
from zope.interface import Interface
from zope.interface import Invalid


PREFIX = "communesplone.website"
BRAND = "#0e4a5a"
ACCENT = "#e6a12c"


def readable_brand(value: str) -> bool:
    """Accept a brand colour that carries white words and can be words on paper; raises Invalid with the reason."""
    _colour(value)
    found = contrast.brand_ratio(value)
    if found < contrast.TEXT:
        raise Invalid(
            _(
                "Words in this colour would be hard to read: the contrast is ${found}, at least ${least} is needed. "
                "The nearest one that passes is ${nearest}.",
                mapping={"found": f"{found:.1f}", "least": contrast.TEXT, "nearest": contrast.nearest_brand(value)},
            )
        )
    return True


def readable_accent(value: str) -> bool:
    """Accept an accent colour that carries dark words; raises Invalid with the reason."""
    _colour(value)
    found = contrast.accent_ratio(value)
    if found < contrast.TEXT:
        raise Invalid(
            _(
                "Dark words on this colour would be hard to read: the contrast is ${found}, "
                "at least ${least} is needed. "
                "The nearest one that passes is ${nearest}.",
                mapping={"found": f"{found:.1f}", "least": contrast.TEXT, "nearest": contrast.nearest_accent(value)},
            )
        )
    return True


def _colour(value: str) -> None:
    try:
        contrast.parse(value)
    except contrast.NotAColour:
        raise Invalid(_("This is not a colour: write # and six digits from 0 to f, for example #0e4a5a.")) from None


class ICommuneSettings(Interface):
    """The commune as its pages show it."""

    commune_name = schema.TextLine(title=_("Name of the commune"), default="Commune")
    tagline = schema.TextLine(
        title=_("Line below the name"), description=_("For example the province or the region."), required=False
    )
    address = schema.Text(title=_("Address"), description=_("One line per line of the address."), required=False)
    phone = schema.TextLine(title=_("Phone"), required=False)
    email = schema.TextLine(title=_("E-mail"), required=False)
    opening_hours = schema.Text(
        title=_("Opening hours"),
        description=_("Shown on the home page and at the foot of every page, one line each."),
        required=False,
    )
    opening_note = schema.TextLine(
        title=_("Line at the very top"),
        description=_(
            "A short message above the name of the commune, for example a special closing. Leave empty for none."
        ),
        required=False,
    )
    about_links = schema.List(
        title=_("Links at the foot of the page"),
        description=_("One per line: words | address. For example: Accessibility | /accessibilite"),
        value_type=schema.TextLine(),
        required=False,
        default=[],
    )
    footer_links = schema.List(
        title=_("A column of your own at the foot"),
        description=_("One per line: words | address. The first line without an address is the heading of the column."),
        value_type=schema.TextLine(),
        required=False,
        default=[],
    )
    arms = schema.Bytes(
        title=_("Coat of arms"),
        description=_(
            "An SVG or PNG file, higher than wide, up to 200 KB. Without one a simple shield in your colours is shown."
        ),
        required=False,
    )
    brand_colour = schema.TextLine(
        title=_("Main colour"),
        description=_("For buttons, links and the header. Its contrast is checked."),
        default=BRAND,
    )
    accent_colour = schema.TextLine(
        title=_("Accent colour"),
        description=_("Used sparingly. Its contrast is checked."),
        default=ACCENT,
    )


def settings() -> ICommuneSettings | None:
    """The commune's settings; None where the profile of the website is not installed."""
    registry = queryUtility(IRegistry)
    if registry is None or f"{PREFIX}.commune_name" not in registry:
        return None
    return registry.forInterface(ICommuneSettings, prefix=PREFIX, check=False)
