"""Small fixed lists: for whom an event is, what helps people with a disability, whether it takes place."""

from communesplone import _
from zope.interface import implementer
from zope.schema.interfaces import IVocabularyFactory
from zope.schema.vocabulary import SimpleTerm
from zope.schema.vocabulary import SimpleVocabulary


AUDIENCES = {
    "all": _("Everybody"),
    "families": _("Families"),
    "toddlers": _("Children under 6"),
    "children": _("Children from 6 to 12"),
    "teenagers": _("Teenagers"),
    "adults": _("Adults"),
    "seniors": _("Older people"),
    "newcomers": _("People new in the commune"),
    "associations": _("Associations"),
    "businesses": _("Businesses"),
}
ACCESS = {
    "wheelchair": _("Without a step, for wheelchairs"),
    "toilet": _("Toilet for wheelchairs"),
    "parking": _("Reserved parking nearby"),
    "seats": _("Places to sit"),
    "loop": _("Hearing loop"),
    "sign": _("Sign language"),
    "captions": _("Subtitles or live text"),
    "description": _("Audio description"),
    "easy": _("Easy to understand"),
    "quiet": _("Quiet room or quiet hour"),
    "dog": _("Assistance dogs welcome"),
    "companion": _("Free entry for a companion"),
}
STATUSES = {
    "planned": _("As planned"),
    "postponed": _("Postponed"),
    "cancelled": _("Cancelled"),
}
PRICE_KINDS = {
    "": _("Nothing said"),
    "free": _("Free"),
    "donation": _("Pay what you want"),
    "paid": _("With an entrance fee"),
}


@implementer(IVocabularyFactory)
class Choices:
    """A vocabulary of one of the lists, in its order."""

    def __init__(self, known: dict) -> None:
        self.known = known

    def __call__(self, context=None) -> SimpleVocabulary:
        return SimpleVocabulary([SimpleTerm(token, token or "none", title) for token, title in self.known.items()])


audiences = Choices(AUDIENCES)
access = Choices(ACCESS)
statuses = Choices(STATUSES)
price_kinds = Choices(PRICE_KINDS)
