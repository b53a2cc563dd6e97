"""Order: a document asked for by a citizen; a case with a form's data, files, and the versions of the document."""

from communesplone.core.cases.case import Case
from communesplone.core.interfaces import ICaseHandler
from datetime import datetime
from persistent import Persistent
from persistent.list import PersistentList
from plone import api
from plone.namedfile.file import NamedBlobFile
from plone.supermodel import model
from zope.component import adapter
from zope.interface import implementer
import hashlib


CODE = "ORD"


class IOrder(model.Schema):
    """Nothing of an order is edited through stock forms or read through stock services."""


class Attachment(Persistent):
    """A file that the citizen sent. `field`: name of the form's field; `size` in bytes; `sha256` in hex."""

    def __init__(self, field: str, name: str, content_type: str, data: bytes):
        self.field = field
        self.name = name
        self.content_type = content_type
        self.size = len(data)
        self.sha256 = hashlib.sha256(data).hexdigest()
        self.file = NamedBlobFile(data=data, contentType=content_type, filename=name)


class Version(Persistent):
    """One version of the document: what it was made from, when, by whom, and the hash of its bytes.

    `template_sha256` is the hash of the template's file as it was then.
    """

    def __init__(self, pdf: bytes, template, actor: str, moment: datetime, final: bool):
        self.template = api.content.get_uuid(template)
        self.template_sha256 = hash_of(template)
        self.language = template.language
        self.actor = actor
        self.moment = moment
        self.final = final
        self.size = len(pdf)
        self.sha256 = hashlib.sha256(pdf).hexdigest()
        self.file = NamedBlobFile(data=pdf, contentType="application/pdf", filename="document.pdf")


def hash_of(template) -> str:
    """SHA-256 of a template's file, in hex."""
    return hashlib.sha256(template.get_file().data).hexdigest()


class Message(Persistent):
    """One message between the office and the citizen; `author` is "office" or "citizen"."""

    def __init__(self, author: str, name: str, text: str, moment: datetime):
        self.author = author
        self.name = name
        self.text = text
        self.moment = moment


@implementer(IOrder)
class Order(Case):
    """What was asked never changes with the procedure's form: both models travel with the order."""

    handler = CODE
    procedure = ""
    procedure_id = ""
    procedure_title = ""
    form_model = ""
    office_model = ""
    register = "DOC"
    number = ""
    consent = ""
    submitted_at = None
    issued_at = None
    issued_year = 0

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.data = {}
        self.office_data = {}
        self.versions = PersistentList()
        self.messages = PersistentList()

    def is_prepared(self) -> bool:
        """Whether there is a document that could be signed: the last version was made since the last correction."""
        return bool(self.versions) and not self.outdated

    outdated = False

    def final_version(self) -> Version | None:
        """The issued document, or None."""
        return next((version for version in reversed(self.versions) if version.final), None)


@implementer(ICaseHandler)
@adapter(Order)
class OrderHandler:
    """What the queue shows of an order."""

    view_name = "order-desk"

    def __init__(self, order):
        self.title = order.procedure_title
        self.kind = order.procedure_id or "-"
