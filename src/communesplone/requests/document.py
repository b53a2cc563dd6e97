"""What a template is filled with, gathered from the order, its unit, the commune and the officer."""

from communesplone.core.cases.catalog import fold
from communesplone.core.documents.context import template_context
from communesplone.core.domain import national_number
from communesplone.core.fields.types import INationalNumber
from communesplone.core.organisation.groups import members
from communesplone.requests import asking
from communesplone.requests.cards import title_in
from communesplone.requests.forms import choice_title
from communesplone.requests.forms import fields_of
from communesplone.website.settings import settings
from datetime import datetime
from plone import api
from plone.app.uuid.utils import uuidToObject
from zope.i18n import translate
from zope.schema.interfaces import IChoice
import re


_POSTCODE_LINE = re.compile(r"^(?:[A-Z]{1,2}-)?(\d{4,5})\s+(.+)$")


def document_context(order, language: str, number: str, moment: datetime) -> dict:
    """Context of `communesplone.core.documents.context`; `number` is '' for a draft."""
    fields = [*fields_of(order.form_model), *fields_of(order.office_model)]
    unit = uuidToObject(order.unit, unrestricted=True) if order.unit else None
    return template_context(
        commune=_commune(),
        unit={"title": unit.title if unit is not None else ""},
        order={
            "reference": order.reference,
            "submitted": order.submitted,
            "language": language,
            "title": title_in(order, language),
        },
        document={"number": number, "date": moment.date(), "is_draft": not number},
        officer=_officer(order),
        values=_values(order, fields),
        titles=_choice_titles(fields, language),
        known=frozenset(name for name, _field in fields),
    )


def _values(order, fields) -> dict:
    """The answers as a document prints them: a national number in its official form."""
    values = {
        **asking.only_asked(order.form_model, order.data, order.attachments),
        **asking.only_asked(order.office_model, order.office_data),
    }
    for name, field in fields:
        if INationalNumber.providedBy(field) and values.get(name):
            values[name] = national_number.display(values[name])
    return values


def _choice_titles(fields, language: str) -> dict[str, dict]:
    found = {}
    for name, field in fields:
        if IChoice.providedBy(field) and field.vocabulary is not None:
            found[name] = {
                term.value: translate(choice_title(field, term.value), target_language=language)
                for term in field.vocabulary
            }
    return found


def _commune() -> dict[str, str]:
    known = settings()
    name = (known.commune_name if known else "") or api.portal.get_registry_record("plone.site_title", default="") or ""
    lines = ((known.address if known else "") or "").splitlines()
    postcode, city, street = "", name, []
    for line in lines:
        found = _POSTCODE_LINE.match(line.strip())
        if found:
            postcode, city = found.groups()
        else:
            street.append(line.strip())
    return {
        "name": name,
        "address": ", ".join(filter(None, street)),
        "postcode": postcode,
        "city": city,
        "phone": (known.phone if known else "") or "",
        "email": (known.email if known else "") or "",
    }


def _officer(order) -> dict[str, str]:
    """Who signs: the officer who is approving, else the first signing officer of the unit."""
    user_id = api.user.get_current().getId() or ""
    signers = members(order.unit, "signers") if order.unit else []
    chosen = user_id if user_id in signers else next(iter(signers), "")
    if not chosen:
        return {"name": "", "function": ""}
    user = api.user.get(userid=chosen)
    name = (user.getProperty("fullname") if user else "") or chosen
    rows = api.portal.get_tool("portal_catalog").unrestrictedSearchResults(portal_type="Person")
    # Accounts stand in no catalog. Who is called like the account is looked at first: mostly nobody else has to be.
    for row in sorted(rows, key=lambda row: _parts(row.Title) != _parts(name)):
        person = row._unrestrictedGetObject()
        if person.user_id == chosen:
            return {"name": person.title, "function": next(iter(person.functions or ()), "")}
    return {"name": name, "function": ""}


def _parts(name: str) -> list[str]:
    """The parts of a name in any order, without accents."""
    return sorted(fold(name).split())
