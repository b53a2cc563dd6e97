"""Where the daily digest of the log is sent."""

from communesplone import _
from communesplone.core.domain import contact
from plone.registry.interfaces import IRegistry
from zope import schema
from zope.component import getUtility
from zope.interface import Interface


PREFIX = "communesplone.core.audit"


def is_address(value: str) -> bool:
    """Whether that is a mail address, or nothing."""
    return not value or bool(contact.normalise_email(value))


class IAuditSettings(Interface):
    """Settings of the log."""

    digest_address = schema.TextLine(
        title=_("Address for the daily digest"),
        description=_("Outside of the commune's own servers, so that the digest proves something. Empty: no mail."),
        required=False,
        default="",
        missing_value="",
        constraint=is_address,
    )


def settings() -> IAuditSettings:
    """The settings of the current site."""
    return getUtility(IRegistry).forInterface(IAuditSettings, prefix=PREFIX, check=False)
