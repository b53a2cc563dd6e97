"""What a commune chooses for its newsletter."""

from communesplone import _
from communesplone.core.domain.contact import is_email
from communesplone.website.newsletter.domain.subscription import DAYS
from communesplone.website.newsletter.domain.themes import from_plain
from communesplone.website.newsletter.domain.themes import Theme
from plone import api
from plone.registry.interfaces import IRegistry
from zope import schema
from zope.component import queryUtility
from zope.interface import Interface
from zope.interface import Invalid


PREFIX = "communesplone.website.newsletter"


def one_address(value: str | None) -> bool:
    """Constraint: empty or one e-mail address."""
    if value and not is_email(value):
        raise Invalid(_("This is not an e-mail address."))
    return True


class INewsletterSettings(Interface):
    """Without a theme there is no newsletter."""

    themes = schema.List(
        title=_("Themes"),
        value_type=schema.Dict(key_type=schema.ASCIILine(), value_type=schema.TextLine()),
        required=False,
        default=[],
        missing_value=[],
    )
    reply_to = schema.TextLine(
        title=_("Answers go to"),
        description=_("An address that somebody reads. Empty: to the address that the site writes from."),
        required=False,
        default=None,
        constraint=one_address,
        max_length=254,
    )
    days = schema.Int(
        title=_("Days to confirm an address"),
        description=_("Who has not confirmed by then is forgotten."),
        min=1,
        max=30,
        default=DAYS,
    )


def settings() -> INewsletterSettings | None:
    """The settings of the current site, with defaults where an upgrade step is still to be run."""
    registry = queryUtility(IRegistry)
    return registry.forInterface(INewsletterSettings, prefix=PREFIX, check=False) if registry is not None else None


def themes() -> tuple[Theme, ...]:
    """The themes that one can subscribe to."""
    return from_plain(settings().themes or ())


def languages() -> list[tuple[str, str]]:
    """Code and own name of the languages of the site, its first one first."""
    tool = api.portal.get_tool("portal_languages")
    first, known = tool.getDefaultLanguage(), tool.getAvailableLanguages()
    codes = [first, *(code for code in tool.getSupportedLanguages() if code != first)]
    return [(code, known.get(code, {}).get("native", code)) for code in codes]
