"""From a sent form to a case, once; and from an accepted case to an event of the agenda, once."""

from communesplone.core.audit import cases as audit
from communesplone.core.cases import store
from communesplone.core.cases import thread
from communesplone.core.cases.attachments import Attachment
from communesplone.core.cases.workflow import as_applicant
from communesplone.core.cases.workflow import do
from communesplone.core.cases.workflow import NotPossible
from communesplone.core.cases.workflow import set_clock
from communesplone.core.domain import contact
from communesplone.core.domain import references
from communesplone.core.domain import secrets
from communesplone.core.keys import site_keys
from communesplone.core.security import antivirus
from communesplone.website.events.proposals import fields
from communesplone.website.events.proposals import letters
from communesplone.website.events.proposals import settings
from communesplone.website.events.proposals.content import PICTURE
from communesplone.website.events.proposals.content import Proposal
from dataclasses import dataclass
from datetime import datetime
from html import escape
from plone import api
from plone.app.textfield import RichTextValue
from plone.dexterity.utils import createContent
from plone.namedfile.file import NamedBlobImage
from typing import Any
import hashlib
import pytz


ATTEMPTS = 20
DAYS = 10  # working days to answer


@dataclass(frozen=True)
class Receipt:
    """The proposal, and the secret to follow it: shown now and mailed, never stored in clear."""

    proposal: Proposal
    secret: str
    repeated: bool


def made_from(token: str) -> Receipt | None:
    """The receipt of what this form made already, or None; a new site key does not matter."""
    for key in site_keys():
        _reference, found = _place(key, token)
        if found is not None:
            return Receipt(found, secrets.derive_secret(key, token), repeated=True)
    return None


def submit(token: str, data: dict, who: dict, consent: str, language: str, now: datetime) -> Receipt:
    """File the proposal; a second call with the same token returns the same one."""
    known = made_from(token)
    if known is not None:
        return known
    key = site_keys()[0]
    secret = secrets.derive_secret(key, token)
    reference, _none = _place(key, token)
    proposal = createContent(
        "EventProposal",
        unit=settings.proposals_unit(),
        language=language,
        applicant_name=who["organiser"],
        applicant_email=contact.normalise_email(who["email"]),
        contact_phone=contact.normalise_phone(who.get("phone") or ""),
        submitted=now.date(),
        submitted_at=now,
        consent=consent,
    )
    proposal.data = {name: value for name, value in data.items() if name != PICTURE and value not in (None, "", ())}
    proposal.data["contact_name"] = who["full_name"]
    proposal.reference, proposal.token_hash = reference, _fingerprint(token)
    proposal.secret_hash = secrets.secret_hash(secret)
    set_clock(proposal, DAYS)
    picture = data.get(PICTURE)
    if picture is not None:
        kept = Attachment(PICTURE, picture.filename, picture.contentType, picture.data)
        proposal.attachments[PICTURE] = kept
    proposal = store.put(proposal)
    antivirus.ask(proposal)
    letters.received(proposal, secret)
    return Receipt(proposal, secret, repeated=False)


def _fingerprint(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _place(key: bytes, token: str) -> tuple[str, Any]:
    for attempt in range(ATTEMPTS):
        reference = references.derive(key, token, attempt)
        existing = store.find(reference)
        if existing is None:
            return reference, None
        if existing.token_hash == _fingerprint(token):
            return reference, existing
    raise RuntimeError("no free reference")


# What the service does


def take(proposal) -> None:
    """Start handling; the clerk becomes the one in charge. Raises NotPossible, as do the others."""
    do(proposal, "take")
    proposal.assignee = proposal.assignee or api.user.get_current().getId() or ""
    proposal.handed = False
    proposal.reindexObject()


def correct(proposal, data: dict) -> None:
    """Keep better words of the service."""
    if not thread.is_open(proposal):
        raise NotPossible("correct")
    before = proposal.data
    proposal.data = {**before, **data}
    changed = sorted(name for name, value in data.items() if before.get(name) != value)
    if changed:
        audit.act("case.corrected", proposal, fields=",".join(changed))
    proposal.reindexObject()


def accept(proposal, publish: bool) -> Any:
    """Make the event, as a draft or for everybody, and tell whoever proposed it; returns the event."""
    place = settings.folder()
    if place is None:
        raise NotPossible("accept")
    do(proposal, "accept")
    event = _make(place, proposal)
    proposal.event = api.content.get_uuid(event)
    if publish:
        _publish(event)
    letters.accepted(proposal, event.absolute_url() if publish else "")
    proposal.reindexObject()
    return event


def refuse(proposal, reason: str) -> None:
    """With a reason that is written to whoever proposed it."""
    reason = thread.said(reason)
    do(proposal, "refuse", comment=reason)
    letters.refused(proposal, reason)


def withdraw(proposal) -> None:
    """Whoever proposed it takes it back."""
    with as_applicant():
        do(proposal, "withdraw")
    proposal.reindexObject()


def _make(place, proposal) -> Any:
    values = fields.values_of_event(proposal.data, proposal.applicant_name)
    own = pytz.timezone(str(values["start"].tzinfo))
    values["start"], values["end"] = values["start"].astimezone(own), values["end"].astimezone(own)
    text = _paragraphs(proposal.data.get("text") or "")
    if text:
        values["text"] = RichTextValue(text, "text/html", "text/x-html-safe")
    picture = proposal.attachments.get(PICTURE)
    if picture is not None and not antivirus.remark(picture):
        values["image"] = NamedBlobImage(picture.file.data, contentType=picture.content_type, filename=picture.name)
    # The unit decides what comes into the agenda; its clerks need no right on the folder.
    with api.env.adopt_roles(["Manager"]):
        return api.content.create(place, "Event", language=proposal.language, **values)


def _publish(event) -> None:
    tool = api.portal.get_tool("portal_workflow")
    with api.env.adopt_roles(["Manager"]):
        if "publish" in [action["id"] for action in tool.listActionInfos(object=event)]:
            tool.doActionFor(event, "publish")


def _paragraphs(text: str) -> str:
    parts = [" ".join(part.split()) for part in text.replace("\r", "").split("\n\n")]
    return "".join(f"<p>{escape(part)}</p>" for part in parts if part)
