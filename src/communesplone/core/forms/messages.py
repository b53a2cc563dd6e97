"""Errors in plain words: what to do, not what the machine found."""

from communesplone import _
from communesplone.core.forms.interfaces import ICommunesFormLayer
from communesplone.core.forms.kit import is_file
from z3c.form.error import ComputedErrorViewMessage
from z3c.form.interfaces import ICheckBoxWidget
from z3c.form.interfaces import IRadioWidget
from z3c.form.interfaces import ISelectWidget
from zope.schema.interfaces import IDate
from zope.schema.interfaces import RequiredMissing
from zope.schema.interfaces import TooBig
from zope.schema.interfaces import TooLong
from zope.schema.interfaces import TooShort
from zope.schema.interfaces import TooSmall


def missing(value):
    """A required answer that is not there."""
    widget = value.widget
    if IRadioWidget.providedBy(widget) or ISelectWidget.providedBy(widget):
        return _("Choose one of the answers.")
    if ICheckBoxWidget.providedBy(widget):
        return _("Tick at least one box.")
    if is_file(widget):
        return _("Add a file.")
    if IDate.providedBy(value.field):
        return _("Give a date.")
    return _("Fill in this field.")


def too_long(value):
    """More signs than the field takes."""
    return _("This is too long: at most ${number} characters.", mapping={"number": value.field.max_length})


def too_short(value):
    """Fewer signs than the field needs."""
    return _("This is too short: at least ${number} characters.", mapping={"number": value.field.min_length})


def too_big(value):
    """Above the largest value."""
    return _("This is too much: at most ${number}.", mapping={"number": value.field.max})


def too_small(value):
    """Below the smallest value."""
    return _("This is too little: at least ${number}.", mapping={"number": value.field.min})


def no_date(value):
    """Something that is no day of the calendar."""
    return _("This is not a date of the calendar. Give day, month and year.")


MissingMessage = ComputedErrorViewMessage(missing, error=RequiredMissing, request=ICommunesFormLayer)
TooLongMessage = ComputedErrorViewMessage(too_long, error=TooLong, request=ICommunesFormLayer)
TooShortMessage = ComputedErrorViewMessage(too_short, error=TooShort, request=ICommunesFormLayer)
TooBigMessage = ComputedErrorViewMessage(too_big, error=TooBig, request=ICommunesFormLayer)
TooSmallMessage = ComputedErrorViewMessage(too_small, error=TooSmall, request=ICommunesFormLayer)
NoDateMessage = ComputedErrorViewMessage(no_date, error=ValueError, request=ICommunesFormLayer, field=IDate)
