"""What a clerk and a signing officer do with an order. Every function leaves the order whole, or raises NotPossible."""

from communesplone import _
from communesplone.core.audit import cases as audit
from communesplone.core.audit.domain.guard import LONGEST
from communesplone.core.cases import thread
from communesplone.core.cases.attachments import Attachment
from communesplone.core.cases.workflow import as_applicant
from communesplone.core.cases.workflow import do
from communesplone.core.cases.workflow import NotPossible
from communesplone.core.cases.workflow import possible
from communesplone.core.cases.workflow import start_clock
from communesplone.core.cases.workflow import stop_clock
from communesplone.core.documents.render import ConversionFailed
from communesplone.core.documents.render import render
from communesplone.core.documents.render import sealed
from communesplone.core.documents.render import TemplateFailed
from communesplone.core.domain import contact
from communesplone.core.moments import today
from communesplone.core.registers import register
from communesplone.requests import asking
from communesplone.requests import letters
from communesplone.requests.content.order import hash_of
from communesplone.requests.content.order import Version
from communesplone.requests.document import document_context
from datetime import datetime
from logging import getLogger
from plone import api


CHANGED = _(
    "The template was changed after this document was prepared. "
    "Send the order back: the service makes the document again."
)
logger = getLogger(__name__)
# Seconds; what the page itself takes comes on top, and nobody waits more than five.
TIME_LIMIT = 4.4
CONVERSION = {
    "down": _("The PDF could not be made: the conversion service does not answer. The order is unchanged; try later."),
    "timeout": _("The PDF could not be made in time. The order is unchanged; try again in a minute."),
    "broken": _("The PDF could not be made: the conversion service refused the document. The order is unchanged."),
}


NeedsReason = thread.NothingSaid  # a reason or a question is to be written first
_said = thread.said


def _actor() -> str:
    return api.user.get_current().getId() or ""


def take(order) -> None:
    """Start handling; the clerk becomes the one in charge."""
    do(order, "take")
    order.assignee = order.assignee or _actor()
    order.handed = False
    order.reindexObject()


def ask(order, text: str, now: datetime) -> None:
    """Ask the citizen; the clock stands still until the answer."""
    text = _said(text)
    do(order, "ask_citizen", comment=text)
    stop_clock(order)
    thread.keep(order, thread.OFFICE, text, [], now)
    letters.question(order, text)
    order.reindexObject()


def answer(order, text: str, files: list[Attachment], now: datetime) -> None:
    """The citizen's answer, with or without files; the clock runs again."""
    text = thread.check(order, thread.CITIZEN, text, files)
    with as_applicant():
        do(order, "answer")
    start_clock(order)
    thread.keep(order, thread.CITIZEN, text, files, now)
    order.outdated = bool(order.versions)
    order.reindexObject()


def withdraw(order) -> None:
    """The citizen takes the order back."""
    with as_applicant():
        do(order, "withdraw")
    stop_clock(order)
    letters.withdrawn(order)
    order.reindexObject()


def refuse(order, reason: str) -> None:
    """Refuse, with the reason that the citizen reads. A number already allotted is annulled in its register."""
    reason = _said(reason)
    do(order, "refuse", comment=reason)
    stop_clock(order)
    _annul_number(order, reason)
    letters.refused(order, reason)
    order.reindexObject()


def _annul_number(order, reason: str) -> None:
    """A number given for a document that will not be issued; also one that a crash kept from the order itself."""
    for year in {order.issued_year, order.submitted.year, today().year} - {0}:
        register.annul(order.register, year, order.reference, reason)
    order.number, order.issued_year = "", 0


def reopen(order, reason: str) -> None:
    """Take a refused or withdrawn order up again."""
    do(order, "reopen", comment=_said(reason))
    start_clock(order)
    order.reindexObject()


def close(order) -> None:
    """Nothing more to do."""
    do(order, "close")


def correct(order, data: dict, office_data: dict) -> None:
    """Keep corrected data; a document made before is out of date."""
    data = asking.only_asked(order.form_model, {**order.data, **data}, order.attachments)
    office_data = asking.only_asked(order.office_model, {**order.office_data, **office_data})
    if data == order.data and office_data == order.office_data:
        return
    _note_changes(order, data, office_data)
    order.data, order.office_data = data, office_data
    order.outdated = bool(order.versions)
    name = f"{order.data.get('first_name') or ''} {order.data.get('last_name') or ''}".strip()
    order.applicant_name = name or order.applicant_name
    order.applicant_email = contact.normalise_email(str(order.data.get("email") or ""))
    order.reindexObject()


def _note_changes(order, data: dict, office_data: dict) -> None:
    """Names of the changed fields, never what stands in them."""
    forms = ((order.data, data), (order.office_data, office_data))
    changed = {name for old, new in forms for name in {*old, *new} if old.get(name) != new.get(name)}
    names = ",".join(sorted(changed))
    audit.act("case.corrected", order, fields=names if len(names) <= LONGEST else len(changed))


def prepare(order, template, now: datetime) -> bool:
    """Make the document as a draft; False, with the reason on the order, when it could not be made.

    Raises NotPossible unless the order is in progress and the user handles it: what an officer reads stays as it is.
    """
    if "send_to_sign" not in possible(order):
        raise NotPossible("prepare")
    pdf = _rendered(order, template, number="", moment=now)
    if pdf is None:
        return False
    order.versions.append(Version(pdf, template, _actor(), now, final=False))
    order.outdated = False
    audit.act("document.prepared", order, version=len(order.versions), sha256=order.versions[-1].sha256)
    order.reindexObject()
    return True


def _rendered(order, template, number: str, moment: datetime) -> bytes | None:
    """The PDF, or None with the reason kept on the order: it stays in its state."""
    context = document_context(order, template.language or order.language, number, moment)
    try:
        pdf = render(template, context, timeout=TIME_LIMIT)
    except TemplateFailed as problem:
        order.failure = " ".join(api.portal.translate(part) for part in (problem.message, problem.where) if part)
    except ConversionFailed as problem:
        order.failure = api.portal.translate(CONVERSION[problem.reason])
    else:
        order.failure = ""
        return pdf
    logger.warning("document of %s not made: %s", order.reference, order.failure)
    order.reindexObject()
    return None


def send_to_sign(order) -> None:
    """Hand the prepared document to the signing officer."""
    if not order.is_prepared():
        raise NotPossible("send_to_sign")
    do(order, "send_to_sign")


def send_back(order, reason: str) -> None:
    """Back to the clerk, with what is wrong."""
    do(order, "send_back", comment=_said(reason))


def approve(order, template, now: datetime) -> bool:
    """The officer approves: number allotted, final document made, citizen told. False when it could not be made.

    What is issued is what the officer has read: a template changed since then is refused, before a number is given.

    The number is committed on its own before the document is made, and belongs to this order: a failure or a crash
    in between leaves neither gap nor double, the next try prints the same number.
    """
    if "issue" not in possible(order):
        raise NotPossible("issue")
    if order.versions[-1].template_sha256 != hash_of(template):
        order.failure = api.portal.translate(CHANGED)
        order.reindexObject()
        return False
    if not order.number:
        year = now.year
        order.issued_year = year
        order.number = register.display(order.register, year, register.allot(order.register, order.reference, now))
    pdf = _rendered(order, template, number=order.number, moment=now)
    if pdf is None:
        return False
    pdf = sealed(pdf, {"reference": order.reference, "number": order.number, "title": order.procedure_title})
    order.versions.append(Version(pdf, template, _actor(), now, final=True))
    order.issued_at = now
    audit.act("document.issued", order, number=order.number, sha256=order.versions[-1].sha256)
    do(order, "issue")
    letters.ready(order)
    return True


def deliver(order, by_citizen: bool) -> None:
    """The document has reached the citizen: by the first download, or over the counter. Repeating does nothing."""
    if api.content.get_state(order) != "issued":
        return
    if by_citizen:
        with as_applicant():
            do(order, "deliver")
    else:
        do(order, "deliver")
