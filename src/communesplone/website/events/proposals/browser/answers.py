"""A proposal as people read it: each answer beside its question."""

from communesplone.core.cases.words import day_text
from communesplone.website.events.proposals.content import PICTURE
from communesplone.website.events.proposals.fields import IWhat
from communesplone.website.events.vocabularies import ACCESS
from communesplone.website.events.vocabularies import AUDIENCES
from communesplone.website.events.vocabularies import PRICE_KINDS
from datetime import date
from plone import api
from zope.schema import getFieldsInOrder


WORDS = {"audience": AUDIENCES, "accessibility": ACCESS}


def answers(proposal) -> list[dict]:
    """Title (message) and lines of each answer that was given."""
    found = []
    for name, field in getFieldsInOrder(IWhat):
        lines = _lines(name, proposal.data.get(name))
        if name != PICTURE and lines:
            found.append({"title": field.title, "lines": lines})
    return found


def _lines(name: str, value) -> list[str]:
    if name in WORDS:
        return [api.portal.translate(WORDS[name].get(one, one)) for one in value or ()]
    if name == "price_kind":
        return [api.portal.translate(PRICE_KINDS[value])] if value else []
    if isinstance(value, date):
        return [day_text(value)]
    return str(value).splitlines() if value else []
