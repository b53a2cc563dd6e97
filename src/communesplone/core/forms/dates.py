"""Dates in forms of the house: also typed by hand, where a browser has no calendar."""

from communesplone.core.forms.interfaces import ICommunesFormLayer
from datetime import date
from plone.app.z3cform.converters import DateWidgetConverter
from plone.app.z3cform.interfaces import IDateWidget
from plone.app.z3cform.widgets.datetime import DateWidget
from z3c.form.interfaces import IFieldWidget
from z3c.form.widget import FieldWidget
from zope.component import adapter
from zope.interface import implementer
from zope.schema.interfaces import IDate
import re


ISO = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{1,2})-(?P<day>[0-9]{1,2})")
BY_HAND = re.compile(r"(?P<day>[0-9]{1,2})[/.\- ](?P<month>[0-9]{1,2})[/.\- ](?P<year>[0-9]{4})")


class ITypedDate(IDateWidget):
    """Marker of the widget below."""


@implementer(ITypedDate)
class TypedDateWidget(DateWidget):
    """Plone's date field with a converter of ours."""


@implementer(IFieldWidget)
@adapter(IDate, ICommunesFormLayer)
def date_widget(field, request):
    """The widget of every date in a form of the house."""
    return FieldWidget(field, TypedDateWidget(request))


@adapter(IDate, ITypedDate)
class TypedDateConverter(DateWidgetConverter):
    """Plone's converter breaks on `1985`; this one takes 1985-07-30 and 30/07/1985, and raises ValueError else."""

    def toFieldValue(self, value):
        if not value:
            return self.field.missing_value
        found = ISO.fullmatch(value.strip()) or BY_HAND.fullmatch(value.strip())
        if found is None:
            raise ValueError("no date")
        return date(*(int(found[part]) for part in ("year", "month", "day")))
