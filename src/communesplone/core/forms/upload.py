"""Files in forms of the house: looked at before they are taken, kept through errors elsewhere in the form."""

from communesplone import _
from communesplone.core.domain import uploads
from communesplone.core.forms.interfaces import ICommunesFormLayer
from communesplone.core.moments import today
from communesplone.core.security.domain.quota import Quota
from communesplone.core.security.settings import settings
from plone.namedfile.file import NamedBlobFile
from plone.namedfile.interfaces import INamedField
from z3c.form.browser.file import FileWidget
from z3c.form.converter import BaseDataConverter
from z3c.form.interfaces import IFieldWidget
from z3c.form.interfaces import NO_VALUE
from z3c.form.widget import FieldWidget
from zope.component import adapter
from zope.globalrequest import getRequest
from zope.interface import implementer
from zope.interface import Interface
from zope.schema import ValidationError
from ZPublisher.HTTPRequest import FileUpload


RULES = uploads.Rules()
_quota = Quota()
TEXTS = {
    uploads.Reason.EMPTY: _("This file is empty. Choose it again."),
    uploads.Reason.TOO_LARGE: _("This file has ${size_mb} MB; at most ${limit_mb} MB can be sent. Send a smaller one."),
    uploads.Reason.EXTENSION: _("This kind of file cannot be sent. Send one of these: ${allowed}."),
    uploads.Reason.CONTENT: _("The content of this file is not what its name says. Send the original PDF or picture."),
    uploads.Reason.DAMAGED: _("This file is damaged and cannot be opened. Save it again and send the new copy."),
    uploads.Reason.DIMENSIONS: _("This picture is too large (${width} × ${height} points). Send a smaller copy."),
    uploads.Reason.BOMB: _("This file unpacks to far more than it shows. Send a plain PDF or picture."),
    uploads.Reason.NESTED: _("This file contains other archives. Send a plain PDF or picture."),
    uploads.Reason.ENCRYPTED: _("This file is protected by a password. Send a copy without."),
}


class IUploadWidget(Interface):
    """Marker of the widget below."""


class FileRefused(ValidationError):
    """A file that may not be kept; the text says why and what to do."""

    def __init__(self, rejected: uploads.Rejected):
        super().__init__(rejected.reason)
        self.text = _(TEXTS[rejected.reason], mapping={name: str(value) for name, value in rejected.params.items()})

    def doc(self):
        return self.text


class EnoughForToday(FileRefused):
    """This address has sent as much as it may in a day."""

    def __init__(self):
        ValidationError.__init__(self, "quota")
        self.text = _("Too many files came from your connection today. Send this one tomorrow, or bring it to us.")


class TooManyFiles(Exception):
    """More files than may be sent at once; none is kept, so that none is lost unseen."""


def take(upload: FileUpload) -> NamedBlobFile:
    """The uploaded file, checked by name, size and content. Raises FileRefused; reads no more than allowed."""
    upload.seek(0, 2)
    size = upload.tell()
    upload.seek(0)
    found = uploads.inspect(upload.filename or "", size, b"", upload, RULES)
    if isinstance(found, uploads.Rejected):
        raise FileRefused(found)
    _count(found.size)
    upload.seek(0)
    return NamedBlobFile(data=upload.read(), contentType=found.mime, filename=found.name)


def _count(size: int) -> None:
    request, known = getRequest(), settings()
    address = (request.getClientAddr() if request is not None else "") or "unknown"
    if not _quota.take(address, size, today(), known.files_per_day, known.megabytes_per_day):
        raise EnoughForToday


def files_of(request, name: str, most: int) -> list[NamedBlobFile]:
    """All files sent under that name, each checked. Raises FileRefused, and TooManyFiles when there are more."""
    sent = request.form.get(name, [])
    sent = sent if isinstance(sent, list) else [sent]
    sent = [one for one in sent if isinstance(one, FileUpload) and one.filename]
    if len(sent) > most:
        raise TooManyFiles(len(sent))
    return [take(one) for one in sent]


@implementer(IUploadWidget)
class UploadWidget(FileWidget):
    """A file field that remembers what was received: `stored` is the NamedBlobFile of an earlier try, or None."""

    stored = None
    accept = ",".join(f".{extension}" for extension in (*sorted(RULES.extensions), "jpeg"))
    max_size = RULES.max_size

    @property
    def stored_name(self) -> str:
        return self.stored.filename if self.stored is not None else ""

    @property
    def stored_size(self) -> int:
        return self.stored.getSize() if self.stored is not None else 0

    def extract(self, default=NO_VALUE):
        value = self.request.form.get(self.name)
        if isinstance(value, FileUpload) and value.filename:
            return value
        if self.stored is not None and f"{self.name}.remove" not in self.request.form:
            return self.stored
        return default


@implementer(IFieldWidget)
@adapter(INamedField, ICommunesFormLayer)
def upload_widget(field, request):
    """The widget of every file field in a form of the house."""
    return FieldWidget(field, UploadWidget(request))


@adapter(INamedField, IUploadWidget)
class UploadConverter(BaseDataConverter):
    """From the request's file to a NamedBlobFile, through the checks."""

    def toWidgetValue(self, value):
        return None

    def toFieldValue(self, value):
        if value is None or value is NO_VALUE or value == "":
            return self.field.missing_value
        if isinstance(value, NamedBlobFile):
            return value
        return take(value)
