"""`@@events-controlpanel`: who reads proposals, and where the agenda is."""

from communesplone import _
from communesplone.core.forms.settings import SettingsForm
from communesplone.website.events.proposals.settings import IEventSettings
from communesplone.website.events.proposals.settings import PREFIX


class EventsControlPanel(SettingsForm):
    """The settings as a form."""

    schema = IEventSettings
    schema_prefix = PREFIX
    id = "EventSettingsForm"
    label = _("Events")
    description = _("Who reads the events that associations propose, and where accepted ones go.")
