"""Fields of the house for forms designed through the web: national number, e-mail, date in the past."""

from communesplone.core.fields.types import Email
from communesplone.core.fields.types import NationalNumber
from communesplone.core.fields.types import PastDate


__all__ = ["Email", "NationalNumber", "PastDate"]
