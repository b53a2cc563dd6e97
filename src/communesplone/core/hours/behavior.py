"""Behaviour: content that has opening hours, of its own or those of another place."""

from communesplone import _
from communesplone.core.hours.domain.plain import check_stored
from communesplone.core.hours.domain.plain import NotHours
from plone.autoform import directives
from plone.autoform.interfaces import IFormFieldProvider
from plone.schema import JSONField
from plone.supermodel import model
from zope.interface import provider
from zope.schema import ValidationError


class WrongHours(ValidationError):
    """Values that are no opening hours."""

    def doc(self) -> str:
        """The reason, for forms and services."""
        return self.args[0]


def are_hours(value) -> bool:
    """Accept what `domain.plain` stores; raises WrongHours with the reason."""
    try:
        check_stored(value)
    except NotHours as wrong:
        raise WrongHours(str(wrong)) from wrong
    return True


@provider(IFormFieldProvider)
class IOpeningHours(model.Schema):
    """Channel (desk, phone) -> a schedule as plain values, or the UID of the place whose hours hold here too."""

    directives.omitted("opening_hours")  # has a page of its own, with the week that results
    directives.write_permission(opening_hours="communesplone.core.EditHours")
    opening_hours = JSONField(
        title=_("Opening hours"),
        required=False,
        missing_value=None,
        constraint=are_hours,
    )
