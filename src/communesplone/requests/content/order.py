"""Order: a document asked for by a citizen; a case with a form's data, files, and the versions of the document."""

from communesplone.core.cases.attachments import Attachment
from communesplone.core.cases.case import Case
from communesplone.core.cases.thread import Message
from communesplone.core.interfaces import ICaseHandler
from communesplone.requests.asking import fields_in_order
from communesplone.requests.cards import title_in
from datetime import datetime
from persistent import Persistent
from persistent.list import PersistentList
from plone import api
from plone.namedfile.file import NamedBlobFile
from plone.supermodel import model
from zope.component import adapter
from zope.interface import implementer
import hashlib


# Both were stored under this module's name before version 1003 of the core profile.
__all__ = ["Attachment", "Message", "Order", "OrderHandler", "Version", "hash_of"]

CODE = "ORD"


class IOrder(model.Schema):
    """Nothing of an order is edited through stock forms or read through stock services."""


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
    entered_by = ""  # the clerk who entered it for the citizen
    identity_checked = False
    # None: nobody was asked to confirm it. Without a type, as all attributes of content.
    email_confirmed = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.data = {}
        self.office_data = {}
        self.versions = PersistentList()

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
        self.order = order
        self.title = order.procedure_title
        self.kind = order.procedure_id or "-"

    @property
    def citizen_url(self) -> str:
        return citizen_url(self.order)

    def title_in(self, language: str) -> str:
        return title_in(self.order, language)

    def field_titles(self) -> dict[str, object]:
        """Name -> label (message) of the questions of both forms."""
        models = (self.order.form_model, self.order.office_model)
        return {name: field.title for model in models for name, field in fields_in_order(model)}


def citizen_url(order) -> str:
    """Where the citizen follows the order; the number is in it, the secret never."""
    site = api.portal.get().absolute_url()
    if order.applicant_user:
        return f"{site}/@@my-orders/{order.reference}"
    return f"{site}/@@track?number={order.reference}"
