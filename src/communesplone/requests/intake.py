"""From a confirmed form to a case: once, however often the form is sent."""

from communesplone.core.cases import store
from communesplone.core.cases.workflow import set_clock
from communesplone.core.domain import contact
from communesplone.core.domain import references
from communesplone.core.domain import secrets
from communesplone.core.keys import site_keys
from communesplone.core.security import antivirus
from communesplone.requests import asking
from communesplone.requests import drafts
from communesplone.requests import letters
from communesplone.requests.content.order import Order
from dataclasses import dataclass
from datetime import datetime
from plone import api
from plone.dexterity.utils import createContent
import hashlib


ATTEMPTS = 20


class NothingToSubmit(Exception):
    """There is no draft for this form any more and no order was made from it."""


@dataclass(frozen=True)
class Receipt:
    """The order, and the secret to follow it: shown now and mailed, never stored in clear."""

    order: Order
    secret: str
    repeated: bool


@dataclass(frozen=True)
class Desk:
    """How an order came that a clerk entered: channel (counter, phone, letter), the clerk, the card was looked at."""

    channel: str
    clerk: str
    identity_checked: bool


def submit(
    procedure, token: str, consent: str, language: str, now: datetime, citizen: str = "", desk: Desk | None = None
) -> Receipt:
    """Make the order of this form from its draft; a second call with the same token returns the same order.

    Reference and secret are derived from the token, so the order itself is the proof that it was made: two clicks at
    once want the same place in the store, one waits for the other and finds it taken. Raises NothingToSubmit.
    """
    receipt = made_from(token)
    if receipt is not None:
        return receipt
    key = site_keys()[0]
    secret = secrets.derive_secret(key, token)
    fingerprint = _fingerprint(token)
    reference, _none = _place(key, token, fingerprint)
    draft = drafts.find(token, api.content.get_uuid(procedure))
    if draft is None or not draft.complete:
        raise NothingToSubmit(reference)
    order = _make(procedure, draft, language, now, citizen)
    order.reference = reference
    order.token_hash = fingerprint
    order.secret_hash = secrets.secret_hash(secret)
    order.consent = consent
    if desk is not None:
        order.channel, order.entered_by, order.identity_checked = desk.channel, desk.clerk, desk.identity_checked
    elif procedure.confirm_email and order.applicant_email and not citizen:
        order.email_confirmed = False
    order = store.put(order)
    antivirus.ask(order)
    drafts.drop(token)
    letters.received(order, secret)
    return Receipt(order, secret, repeated=False)


def made_from(token: str) -> Receipt | None:
    """The receipt of the order that was made from this form already, or None; a new site key does not matter."""
    for key in site_keys():
        _reference, order = _place(key, token, _fingerprint(token))
        if order is not None:
            return Receipt(order, secrets.derive_secret(key, token), repeated=True)
    return None


def _fingerprint(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _place(key: bytes, token: str, fingerprint: str):
    for attempt in range(ATTEMPTS):
        reference = references.derive(key, token, attempt)
        existing = store.find(reference)
        if existing is None:
            return reference, None
        if existing.token_hash == fingerprint:
            return reference, existing
    raise RuntimeError("no free reference")


def _make(procedure, draft, language: str, now: datetime, citizen: str) -> Order:
    data = asking.only_asked(procedure.form_model, draft.data, draft.files)
    asked = asking.asked(procedure.form_model, draft.data, draft.files)
    name = f"{data.get('first_name') or ''} {data.get('last_name') or ''}".strip()
    order = createContent(
        "Order",
        procedure=api.content.get_uuid(procedure),
        procedure_id=procedure.getId(),
        procedure_title=procedure.title,
        form_model=procedure.form_model,
        office_model=procedure.office_model,
        register=procedure.register,
        unit=procedure.unit or "",
        language=language,
        applicant_user=citizen,
        applicant_name=name,
        applicant_email=contact.normalise_email(str(data.get("email") or "")),
        submitted=now.date(),
        submitted_at=now,
    )
    set_clock(order, procedure.delay_days)
    order.data = data
    for field, attachment in draft.files.items():
        if field in asked:
            order.attachments[field] = attachment
    return order
