"""What office and citizen write to each other about a case, and what the office notes for itself.

Messages and notes never leave the case: no row of the catalog, no log and no mail has their text. A mark says on which
side something new waits to be read.
"""

from communesplone.core.audit import cases as audit
from communesplone.core.cases import attachments
from communesplone.core.cases import letters
from communesplone.core.cases.people import HANDLE
from communesplone.core.cases.people import SIGN
from communesplone.core.cases.workflow import NotPossible
from communesplone.core.cases.workflow import state
from datetime import datetime
from persistent import Persistent
from persistent.list import PersistentList
from plone import api


OFFICE, CITIZEN = "office", "citizen"
LONGEST = 10_000  # characters of one message or note
MOST_UNANSWERED = 20  # messages of a citizen since the office wrote last
MOST_NOTES = 500
ENDED = frozenset({"withdrawn", "closed"})


class NothingSaid(NotPossible):
    """Neither a text nor a file."""


class TooLong(NotPossible):
    """The text has more than LONGEST characters."""


class TooMany(NotPossible):
    """More files on the case, or more messages without an answer, than anybody needs."""


class Message(Persistent):
    """One message; `author` is OFFICE or CITIZEN.

    `name`: user id of who wrote for the office, or the citizen's name; `unit`: UID of the unit that wrote; `files`:
    names among the attachments of the case.
    """

    unit = ""
    files = ()

    def __init__(self, author: str, name: str, text: str, moment: datetime, unit: str = "", files: tuple = ()):
        self.author = author
        self.name = name
        self.text = text
        self.moment = moment
        self.unit = unit
        self.files = files


class Note(Persistent):
    """What the handling unit notes for itself; travels along when the case is handed over."""

    def __init__(self, actor: str, unit: str, text: str, moment: datetime):
        self.actor = actor
        self.unit = unit
        self.text = text
        self.moment = moment


def is_open(case) -> bool:
    """Whether messages are still exchanged: until the case is closed, withdrawn or anonymous."""
    return state(case) not in ENDED and case.gone_on is None


def may_write(case) -> bool:
    """Whether the current user may write to the citizen for the office."""
    return is_open(case) and api.user.has_permission(HANDLE, obj=case)


def may_note(case) -> bool:
    """Whether the current user may add a note: whoever handles or signs the case."""
    return case.gone_on is None and any(api.user.has_permission(one, obj=case) for one in (HANDLE, SIGN))


def write(case, text: str, files: list, moment: datetime) -> None:
    """A message of the office, and a letter that says there is one. Raises NotPossible and its kinds."""
    text = check(case, OFFICE, text, files)
    if not may_write(case):
        raise NotPossible("message")
    keep(case, OFFICE, text, files, moment)
    letters.to_citizen(case)


def receive(case, text: str, files: list, moment: datetime) -> None:
    """A message of the citizen, who proved to be the applicant. Raises NotPossible and its kinds."""
    text = check(case, CITIZEN, text, files)
    if not is_open(case):
        raise NotPossible("message")
    keep(case, CITIZEN, text, files, moment)


def check(case, author: str, text: str, files: list) -> str:
    """The text as it would be kept. Raises NothingSaid, TooLong, or TooMany; the case is unchanged."""
    text = said(text, files)
    if len(case.attachments) + len(files) > attachments.MOST:
        raise TooMany("files")
    if author == CITIZEN and _unanswered(case) >= MOST_UNANSWERED:
        raise TooMany("messages")
    return text


def keep(case, author: str, text: str, files: list, moment: datetime) -> None:
    """Add a checked message to the thread and mark it as new for the other side; also for steps that say something.

    The office gets a letter with the first message that nobody has read yet, not with each.
    """
    name = case.applicant_name if author == CITIZEN else _me()
    unit = case.unit if author == OFFICE else ""
    _grow(case, "messages").append(Message(author, name, text, moment, unit, attachments.keep(case, files)))
    audit.act("case.message", case, side=author, files=len(files))
    if author == OFFICE:
        case.news, case.news_for_citizen = False, True
    elif not case.news:
        case.news = True
        letters.to_office(case)
    case.reindexObject()


def add_note(case, text: str, moment: datetime) -> None:
    """A note for the handling unit. Raises NotPossible and its kinds."""
    text = said(text)
    if not may_note(case) or len(case.notes) >= MOST_NOTES:
        raise NotPossible("note")
    _grow(case, "notes").append(Note(_me(), case.unit, text, moment))
    audit.act("case.noted", case)
    case.reindexObject()


def seen_by_office(case) -> None:
    """Somebody of the unit has read what the citizen wrote."""
    if case.news:
        case.news = False
        case.reindexObject(idxs=["news"])


def seen_by_citizen(case) -> None:
    """The citizen has read what the office wrote."""
    if case.news_for_citizen:
        case.news_for_citizen = False
        case.reindexObject(idxs=["news"])


def last_moment(case) -> datetime | None:
    """When the last message was written, None when there is none."""
    return case.messages[-1].moment if case.messages else None


def files_of_messages(case) -> frozenset[str]:
    """Names of the attachments that came with messages: what both sides may fetch."""
    return frozenset(name for message in case.messages for name in message.files if name in case.attachments)


def said(text: str, files=()) -> str:
    """The text without blanks around it. Raises NothingSaid for nothing (and no file), TooLong."""
    text = (text or "").strip()
    if not text and not files:
        raise NothingSaid("message")
    if len(text) > LONGEST:
        raise TooLong("message")
    return text


def _unanswered(case) -> int:
    """Messages of the citizen at the end of the thread."""
    count = 0
    for message in reversed(case.messages):
        if message.author == OFFICE:
            break
        count += 1
    return count


def _grow(case, name: str) -> PersistentList:
    """The list of that name, made with the first entry: most cases have no messages and no notes."""
    if not isinstance(getattr(case, name), PersistentList):
        setattr(case, name, PersistentList(getattr(case, name)))
    return getattr(case, name)


def _me() -> str:
    return api.user.get_current().getId() or ""
