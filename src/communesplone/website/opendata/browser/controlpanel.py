"""`@@opendata-controlpanel`: licence, contact, area."""

from communesplone import _
from communesplone.core.forms.settings import SettingsForm
from communesplone.website.opendata.settings import IOpenDataSettings
from communesplone.website.opendata.settings import PREFIX
from z3c.caching.purge import Purge
from zope.event import notify


class OpenDataControlPanel(SettingsForm):
    """The settings as a form."""

    schema = IOpenDataSettings
    schema_prefix = PREFIX
    id = "OpenDataControlPanel"
    label = _("Open data")
    description = _("Licence and contact of the tables that the site gives to everybody, and to data portals.")

    def store(self, data: dict) -> None:
        """Keep what was checked; pages kept by proxies go."""
        super().store(data)
        notify(Purge(self.context))
