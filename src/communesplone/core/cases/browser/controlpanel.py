"""`@@cases-controlpanel`: when people are reminded of cases, and who is told of late ones."""

from communesplone import _
from communesplone.core.cases.settings import ICaseClock
from communesplone.core.cases.settings import PREFIX
from communesplone.core.forms.settings import SettingsForm


class CaseClockControlPanel(SettingsForm):
    """The settings as a form."""

    schema = ICaseClock
    schema_prefix = PREFIX
    id = "CaseClockForm"
    label = _("Reminders of cases")
    description = _("One letter a day and person, on working days, with what is due soon and what is late.")
