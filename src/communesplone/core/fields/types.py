"""The field types and what they refuse."""

from communesplone import _
from communesplone.core.domain import contact
from communesplone.core.domain import national_number
from datetime import date
from zope.interface import implementer
from zope.schema import Date
from zope.schema import TextLine
from zope.schema import ValidationError
from zope.schema.interfaces import IDate
from zope.schema.interfaces import ITextLine


class WrongNationalNumber(ValidationError):
    __doc__ = _(
        "This is not a national register number: it has 11 digits, as on the back of the identity card, "
        "e.g. 85.07.30-033.28."
    )


class WrongEmail(ValidationError):
    __doc__ = _("This is not an e-mail address. It looks like name@example.be.")


class DateInTheFuture(ValidationError):
    __doc__ = _("This date lies in the future. Give a date up to today.")


class DateTooLongAgo(ValidationError):
    __doc__ = _("This date lies more than 130 years back. Check the year: it has four digits.")


class INationalNumber(ITextLine):
    """A Belgian national register number (or bis number)."""


class IEmail(ITextLine):
    """An e-mail address."""


class IPastDate(IDate):
    """A day up to today."""


@implementer(INationalNumber)
class NationalNumber(TextLine):
    """Accepts 11 digits with any punctuation; the check digits decide (royal decree of 3 April 1984)."""

    def _validate(self, value):
        super()._validate(value)
        if value and not national_number.is_valid(value):
            raise WrongNationalNumber(value).with_field_and_value(self, value)


@implementer(IEmail)
class Email(TextLine):
    """One address; no display name, no second address."""

    def _validate(self, value):
        super()._validate(value)
        if value and not contact.is_email(value):
            raise WrongEmail(value).with_field_and_value(self, value)


@implementer(IPastDate)
class PastDate(Date):
    """For births and the like: not in the future, not before anybody alive was born."""

    def _validate(self, value):
        super()._validate(value)
        today = date.today()  # noqa: DTZ011 - the server's day; commune and server share a time zone
        if value > today:
            raise DateInTheFuture(value).with_field_and_value(self, value)
        if value.year < today.year - 130:
            raise DateTooLongAgo(value).with_field_and_value(self, value)
