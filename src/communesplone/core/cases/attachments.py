"""Files that belong to a case, whoever sent them."""

from communesplone.core.forms.upload import files_of
from communesplone.core.security import antivirus
from persistent import Persistent
from plone.namedfile.file import NamedBlobFile
import hashlib


MOST = 50  # files of one case
AT_ONCE = 5  # files of one message


class Attachment(Persistent):
    """A file of a case. `field`: where it came from (name of a form's field, `answer`, `office`); `size` in bytes;
    `sha256` in hex."""

    def __init__(self, field: str, name: str, content_type: str, data: bytes):
        self.field = field
        self.name = name
        self.content_type = content_type
        self.size = len(data)
        self.sha256 = hashlib.sha256(data).hexdigest()
        self.file = NamedBlobFile(data=data, contentType=content_type, filename=name)


def keep(case, attachments) -> tuple[str, ...]:
    """Give each attachment a free name on the case; returns the names."""
    names = []
    for attachment in attachments:
        name = _free_name(case, attachment)
        case.attachments[name] = attachment
        names.append(name)
    antivirus.ask(case)
    return tuple(names)


def _free_name(case, attachment: Attachment) -> str:
    number = len(case.attachments) + 1
    while f"{attachment.field}-{number}" in case.attachments:
        number += 1
    return f"{attachment.field}-{number}"


def sent(request, name: str, field: str) -> list[Attachment]:
    """The files that a page sent under that name, checked. Raises FileRefused and TooManyFiles."""
    return [Attachment(field, one.filename, one.contentType, one.data) for one in files_of(request, name, AT_ONCE)]
