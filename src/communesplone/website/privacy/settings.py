"""Whom people write to about their data, and what the commune itself keeps beside the suite."""

from communesplone import _
from communesplone.core.domain import contact
from plone.registry.interfaces import IRegistry
from zope import schema
from zope.component import queryUtility
from zope.interface import Interface


PREFIX = "communesplone.website.privacy"


def is_email(value: str) -> bool:
    """Whether that is a mail address, or nothing."""
    return not value or bool(contact.normalise_email(value))


class IPrivacySettings(Interface):
    """Settings of the privacy page."""

    officer = schema.TextLine(
        title=_("Data protection officer"),
        description=_("Name or service. Every commune has to have one (GDPR, art. 37)."),
        required=False,
    )
    officer_email = schema.TextLine(
        title=_("E-mail of the data protection officer"),
        description=_("Empty: the address of the commune."),
        required=False,
        constraint=is_email,
    )
    officer_phone = schema.TextLine(title=_("Phone of the data protection officer"), required=False)
    beside = schema.List(
        title=_("Kept beside this site"),
        description=_("For example the logs of the web server, with the days they are kept; one a line."),
        value_type=schema.TextLine(),
        required=False,
        default=[],
    )


def settings() -> IPrivacySettings | None:
    """The settings of the site; None where the upgrade step is still to be run."""
    registry = queryUtility(IRegistry)
    if registry is None or f"{PREFIX}.officer" not in registry:
        return None
    return registry.forInterface(IPrivacySettings, prefix=PREFIX, check=False)
