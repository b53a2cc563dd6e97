"""A repetition that never ends is refused with words, in forms and in services alike."""

from communesplone import _
from communesplone.core.interfaces import ICommunesLayer
from communesplone.core.moments import now
from communesplone.website.events.domain import recurrence
from communesplone.website.events.domain.recurrence import Fault
from plone.app.event.dx.behaviors import IEventRecurrence
from z3c.form.util import getSpecification
from z3c.form.validator import InvariantsValidator
from z3c.form.validator import NoInputData
from zope.component import adapter
from zope.interface import Interface
from zope.interface import Invalid


FAULTS = {
    Fault.ENDLESS: _("This event is repeated without an end. Give the last day or the number of times."),
    Fault.TOO_LONG: _("This event is repeated for more than five years. Give an earlier last day."),
    Fault.TOO_MANY: _("This event is repeated more than 1,000 times, or several times a day. Give fewer."),
    Fault.UNREADABLE: _("The rule of repetition cannot be understood. Set it again."),
}


class EndlessRepetition(Invalid):
    """Shown with the text it carries."""

    def doc(self):
        return self.args[0]


@adapter(Interface, ICommunesLayer, Interface, getSpecification(IEventRecurrence, force=True), Interface)
class RepetitionEnds(InvariantsValidator):
    """In the place of the rules of Plone's schema, which has none of its own here."""

    def validateObject(self, obj):
        errors = super().validateObject(obj)
        try:
            rule = obj.recurrence
        except (NoInputData, TypeError):
            return errors
        fault = recurrence.fault_of(rule, self._begin())
        return (*errors, EndlessRepetition(FAULTS[fault])) if fault else errors

    def _begin(self):
        # The first day may be changed by the same form; for the length of a rule that hardly matters.
        return getattr(self.context, "start", None) or now()
