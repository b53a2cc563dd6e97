"""What a visitor is told while the database cannot be written or reached, or too many write the same.

Said without asking the database anything.
"""

from communesplone import _
from transaction.interfaces import TransientError
from typing import NamedTuple
from ZODB.POSException import POSKeyError
from ZODB.POSException import ReadOnlyError
from ZODB.POSException import StorageError
from zope.i18n import translate
import errno


LANGUAGES = ("en", "fr", "nl", "de", "es")
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EFBIG)


class Trouble(NamedTuple):
    """`title`, `advice`: messages. `reads`: whether the database can still be read, for a whole page. `seconds`: till a
    new try.
    """

    title: str
    advice: str
    reads: bool
    seconds: int = 300


NOT_SAVED = Trouble(
    _("The site cannot save anything at the moment"),
    _(
        "What you have just sent was not saved. Nothing that was confirmed to you is lost. Go back in your browser, "
        "where what you typed usually still stands, wait a few minutes and send it once more. If it is urgent, call us."
    ),
    True,
)
NOT_REACHED = Trouble(
    _("The site cannot reach its data at the moment"),
    _(
        "If you have just sent something without seeing a confirmation, look first whether it has arrived before "
        "you send it again. Nothing that was confirmed to you is lost. Try again in a few minutes. If it is urgent, "
        "call us."
    ),
    False,
)

BUSY = Trouble(
    _("The site is very busy"),
    _("Nothing was lost on our side. Wait a moment, then send it once more."),
    True,
    10,
)


def trouble_of(exception: BaseException) -> Trouble | None:
    """What is wrong with the storage; None when it is something else.

    A missing record (POSKeyError) is something else: waiting does not mend it.
    """
    if isinstance(exception, POSKeyError):
        return None
    if isinstance(exception, ReadOnlyError) or (isinstance(exception, OSError) and exception.errno in _FULL):
        return NOT_SAVED
    if isinstance(exception, StorageError):
        return NOT_REACHED
    return BUSY if isinstance(exception, TransientError) else None


def language_of(request) -> str:
    """The visitor's language by what the request itself says: negotiated before, a cookie, the browser's wish."""
    wishes = [request.get("LANGUAGE"), request.cookies.get("I18N_LANGUAGE")]
    wishes += (request.getHeader("Accept-Language") or "")[:200].split(",")
    for wish in wishes:
        code = wish.partition(";")[0].strip()[:2].lower() if isinstance(wish, str) else ""
        if code in LANGUAGES:
            return code
    return "en"


def words(message: str, language: str) -> str:
    """A message in that language, from the catalogues in memory."""
    return translate(message, target_language=language)
