"""Files that people send are looked at by a virus scanner, where the commune has one, before anybody can fetch them."""

from communesplone import _
from communesplone.core.jobs.api import enqueue
from communesplone.core.security import clamd
from communesplone.core.security.settings import settings
from zope.component import getUtility
from zope.i18n import translate
from zope.interface import implementer
from zope.interface import Interface


KIND = "antivirus"
WAITING = "waiting"
CLEAN = "clean"
INFECTED = "infected"


class IAntivirus(Interface):
    """The scanner of the site."""

    def is_configured() -> bool:
        """Whether files are scanned at all."""

    def scan(data: bytes) -> str:
        """Name of what was found, '' when clean; raises clamd.NoAnswer. Takes a minute at most."""


@implementer(IAntivirus)
class Clamd:
    """clamd at the address that the settings give."""

    def is_configured(self) -> bool:
        return bool(settings().antivirus)

    def scan(self, data: bytes) -> str:
        return clamd.scan(settings().antivirus, data)


def ask(case) -> None:
    """Have the case's new files scanned after the commit. Called where files are added; without scanner nothing is."""
    new = [one for one in case.attachments.values() if getattr(one, "scan", None) is None]
    if not new or not getUtility(IAntivirus).is_configured():
        return
    for attachment in new:
        attachment.scan = WAITING
    # One job for these files: the next ones get their own.
    key = f"{KIND}:{case.reference}:{new[-1].sha256[:16]}:{len(case.attachments)}"
    enqueue(KIND, {"case": case.reference}, key=key, about=f"case:{case.reference}")


def held_back(request, attachment) -> str:
    """Words instead of the file while it may not be fetched (answer 409), '' when it may."""
    words = remark(attachment)
    if not words:
        return ""
    request.response.setStatus(409)
    request.response.setHeader("Content-Type", "text/plain; charset=utf-8")
    request.response.setHeader("Cache-Control", "private, no-store")
    return translate(words, context=request)


def remark(attachment):
    """What stands beside the name of the file (a message), '' for one that may be fetched."""
    state = getattr(attachment, "scan", None)
    if state == INFECTED:
        return _("locked: the virus scanner found something in it")
    return _("not yet checked for viruses") if state == WAITING else ""
