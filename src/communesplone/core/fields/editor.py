"""What a clerk can add to a form through the web, besides plone.schemaeditor's own types."""

from communesplone import _
from communesplone.core.fields.types import Email
from communesplone.core.fields.types import NationalNumber
from communesplone.core.fields.types import PastDate
from plone.schemaeditor.fields import FieldFactory
from plone.supermodel.exportimport import BaseHandler


NationalNumberFactory = FieldFactory(NationalNumber, _("National register number"))
EmailFactory = FieldFactory(Email, _("E-mail address"))
PastDateFactory = FieldFactory(PastDate, _("Date up to today (e.g. of birth)"))

NationalNumberHandler = BaseHandler(NationalNumber)
EmailHandler = BaseHandler(Email)
PastDateHandler = BaseHandler(PastDate)
