"""What a commune adds to its statement: whom to write to, what is left out and why."""

from communesplone import _
from communesplone.core.domain import contact
from communesplone.website.domain import links
from plone.registry.interfaces import IRegistry
from urllib.parse import urlsplit
from zope import schema
from zope.component import queryUtility
from zope.interface import Interface


PREFIX = "communesplone.website.accessibility"


def is_email(value: str) -> bool:
    """Whether that is a mail address, or nothing."""
    return not value or bool(contact.normalise_email(value))


def is_link(value: str) -> bool:
    """Whether that is an address of the web, or nothing."""
    parts = urlsplit(value or "")
    return not value or (parts.scheme in ("http", "https") and bool(parts.netloc))


def are_links(lines: list[str]) -> bool:
    """Whether every line is words and an address."""
    return not links.wrong(lines or ())


class IAccessibilitySettings(Interface):
    """Settings of the statement; what is empty is taken from the commune's settings or from the law."""

    organisation = schema.TextLine(
        title=_("Who is responsible"),
        description=_("As in the sentence “… makes its website accessible”. Empty: the name of the commune."),
        required=False,
    )
    email = schema.TextLine(
        title=_("E-mail for accessibility"),
        description=_("Empty: the address of the commune."),
        required=False,
        constraint=is_email,
    )
    phone = schema.TextLine(
        title=_("Phone for accessibility"), description=_("Empty: the number of the commune."), required=False
    )
    days = schema.Int(
        title=_("Days until you answer"),
        description=_("Working days within which whoever reports a problem gets an answer."),
        min=1,
        max=90,
        default=15,
    )
    prepared = schema.Date(
        title=_("Statement first published on"), description=_("Empty: the day of the last check."), required=False
    )
    known_problems = schema.List(
        title=_("Known problems"),
        description=_("What people found, beside what the check found; one a line."),
        value_type=schema.TextLine(),
        required=False,
        default=[],
    )
    burden = schema.List(
        title=_("Disproportionate burden"),
        description=_("What is left as it is because mending it would cost too much, with the reason; one a line."),
        value_type=schema.TextLine(),
        required=False,
        default=[],
    )
    outside = schema.List(
        title=_("Not covered by the law"),
        description=_("For example recorded council meetings from before 23 September 2020; one a line."),
        value_type=schema.TextLine(),
        required=False,
        default=[],
    )
    plans = schema.List(
        title=_("Plans"),
        description=_("France: the multi-year scheme and the plan of the year. One a line: words | address."),
        value_type=schema.TextLine(),
        required=False,
        default=[],
        constraint=are_links,
    )
    body_name = schema.TextLine(
        title=_("Complaints go to"), description=_("Empty: the body of your region or country."), required=False
    )
    body_url = schema.TextLine(title=_("Web address of that body"), required=False, constraint=is_link)


def settings() -> IAccessibilitySettings | None:
    """The settings of the site; None where the upgrade step is still to be run."""
    registry = queryUtility(IRegistry)
    if registry is None or f"{PREFIX}.organisation" not in registry:
        return None
    return registry.forInterface(IAccessibilitySettings, prefix=PREFIX, check=False)
