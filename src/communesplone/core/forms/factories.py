"""Which widget a field gets: few choices are shown at once, many in a list; several answers are check boxes."""

from communesplone import _
from plone.app.z3cform.widgets.select import SelectWidget
from z3c.form.browser.checkbox import CheckBoxWidget
from z3c.form.browser.radio import RadioWidget
from z3c.form.interfaces import IFieldWidget
from z3c.form.widget import FieldWidget
from zope.interface import implementer


FEW = 5


class ListWidget(SelectWidget):
    """A list that never has an answer of its own: the first line asks to choose."""

    noValueMessage = _("No answer")
    promptMessage = _("Choose…")

    def update(self):
        self.prompt = self.required
        super().update()


class Buttons(RadioWidget):
    """Radio buttons; the last one is for no answer where none is needed."""

    noValueMessage = _("No answer")


@implementer(IFieldWidget)
def choice_widget(field, source, request):
    """Radio buttons for at most five choices, a list for more."""
    try:
        few = len(source) <= FEW
    except TypeError:
        few = False
    return FieldWidget(field, Buttons(request) if few else ListWidget(request))


@implementer(IFieldWidget)
def several_choices_widget(field, value_type, request):
    """Check boxes for a collection of choices."""
    return FieldWidget(field, CheckBoxWidget(request))
