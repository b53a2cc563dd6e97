"""The thread and the notes of a case on its pages: what is shown to whom, and what the forms ask for."""

from communesplone import _
from communesplone.core.cases import attachments
from communesplone.core.cases import thread
from communesplone.core.cases.people import full_name
from communesplone.core.cases.words import moment_text
from communesplone.core.domain.throttle import Throttle
from communesplone.core.forms.sent import text_of
from communesplone.core.forms.upload import FileRefused
from communesplone.core.forms.upload import TooManyFiles
from communesplone.core.forms.upload import UploadWidget
from communesplone.core.moments import now
from communesplone.core.organisation.vocabularies import unit_titles
from communesplone.core.security import antivirus
from Products.Five import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from time import monotonic
import math


FILES_HINT = _("PDF, JPG or PNG, up to 10 MB each, five at most.")
# Messages of one case: ten in a row cost nothing, then the pauses double, up to an hour.
_pace = Throttle(free=10, base=60.0, cap=3600.0, quiet=3600.0)


class TooFast(Exception):
    """So many messages at once that the next has to wait; the argument is the number of seconds."""


TROUBLES = (thread.NothingSaid, thread.TooLong, thread.TooMany, FileRefused, TooManyFiles, TooFast)


def words_for(trouble: Exception):
    """What to tell whoever wrote the message; one of TROUBLES."""
    if isinstance(trouble, FileRefused):
        return trouble.doc()
    if isinstance(trouble, TooManyFiles):
        return FILES_HINT
    if isinstance(trouble, TooFast):
        minutes = str(math.ceil(trouble.args[0] / 60))
        return _(
            "You wrote many messages. Wait ${minutes} minute(s), then send this one.", mapping={"minutes": minutes}
        )
    if isinstance(trouble, thread.TooLong):
        return _("The text is too long: at most ${number} signs.", mapping={"number": str(thread.LONGEST)})
    if isinstance(trouble, thread.TooMany):
        return _("There are many messages or files already. Wait until the service answers, or telephone.")
    return _("Write a message or add a file.")


def is_about_files(trouble: Exception) -> bool:
    """Whether the field of the files has the error, not the one of the text."""
    return isinstance(trouble, (FileRefused, TooManyFiles))


class CaseKit(BrowserView):
    """Macros for the pages of a case: `thread`, `write`, `notes`."""

    template = ViewPageTemplateFile("talk.pt")

    @property
    def macros(self):
        return self.template.macros


class Talk:
    """What the macros need of a page; mix it into a view with `case`, `url` (of the page) and `request`."""

    side = thread.OFFICE
    message_error = ""
    files_error = ""
    note_error = ""
    typed_message = ""
    typed_note = ""
    accept = UploadWidget.accept
    max_size = UploadWidget.max_size
    files_hint = FILES_HINT

    def thread(self) -> list[dict]:
        """Messages, oldest first: mine, author (words), text, moment, files, fresh (new to this side)."""
        units, fresh = unit_titles(), self._fresh()
        found = [self._shown(message, units) for message in self.case.messages]
        for entry, message in zip(reversed(found), reversed(self.case.messages), strict=True):
            if not fresh or message.author == self.side:
                break
            entry["fresh"] = True
        return found

    def _fresh(self) -> bool:
        return self.case.news if self.side == thread.OFFICE else self.case.news_for_citizen

    def _shown(self, message, units: dict) -> dict:
        return {
            "mine": message.author == self.side,
            "author": self._author(message, units),
            "text": message.text or "",
            "moment": moment_text(message.moment),
            "files": [self._file(name) for name in message.files if name in self.case.attachments],
            "fresh": False,
        }

    def _author(self, message, units: dict):
        """A citizen reads the name of the service, never the one of an account."""
        if message.author == thread.CITIZEN:
            return message.name if self.side == thread.OFFICE else _("You")
        unit = units.get(message.unit, "")
        if self.side == thread.CITIZEN:
            return unit or _("The service")
        return _with_unit(full_name(message.name), unit)

    def _file(self, name: str) -> dict:
        attachment = self.case.attachments[name]
        remark = antivirus.remark(attachment)
        return {"name": attachment.name, "url": f"{self.url}/file/{name}", "remark": remark}

    @property
    def has_news(self) -> bool:
        return self._fresh()

    # What the forms ask for; only for the office

    @property
    def may_write(self) -> bool:
        return thread.may_write(self.case)

    @property
    def may_note(self) -> bool:
        return thread.may_note(self.case)

    def notes(self) -> list[dict]:
        """Notes, oldest first: author (words), text, moment."""
        units = unit_titles()
        return [
            {
                "author": _with_unit(full_name(note.actor), units.get(note.unit, "")),
                "text": note.text,
                "moment": moment_text(note.moment),
            }
            for note in self.case.notes
        ]

    def write_message(self):
        """Keep the message of the form for the citizen; words of what was done, None with an error to show."""
        self.typed_message = text_of(self.request, "text")
        try:
            files = attachments.sent(self.request, "files", "office")
            thread.write(self.case, self.typed_message, files, now())
        except TROUBLES as trouble:
            self.refuse(trouble)
            return None
        return _("Your message is on its way.")

    def write_note(self):
        """Keep the note of the form; words of what was done, None with an error to show."""
        self.typed_note = text_of(self.request, "text")
        try:
            thread.add_note(self.case, self.typed_note, now())
        except thread.NothingSaid:
            self.note_error = _("Write the note first.")
            return None
        except TROUBLES as trouble:
            self.note_error = words_for(trouble)
            return None
        return _("The note is kept. Only the service reads it.")

    def receive_message(self):
        """Keep the message of a citizen; words of what was done, None with an error to show."""
        self.typed_message = text_of(self.request, "text")
        try:
            self.keep_pace()
            files = attachments.sent(self.request, "files", "answer")
            thread.receive(self.case, self.typed_message, files, now())
        except TROUBLES as trouble:
            self.refuse(trouble)
            return None
        _pace.failed(self.case.reference, monotonic())
        return _("Thank you. Your message has reached the service.")

    def keep_pace(self) -> None:
        """Raises TooFast when the next message of this case has to wait."""
        wait = _pace.wait(self.case.reference, monotonic())
        if wait > 0:
            raise TooFast(wait)

    def refuse(self, trouble: Exception) -> None:
        """Show the trouble at the field that has it."""
        if is_about_files(trouble):
            self.files_error = words_for(trouble)
        else:
            self.message_error = words_for(trouble)


def _with_unit(name: str, unit: str) -> str:
    return f"{name} ({unit})" if unit else name
