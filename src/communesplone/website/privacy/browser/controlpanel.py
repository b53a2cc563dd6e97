"""`@@privacy-controlpanel`: officer, and what is kept beside the site."""

from communesplone import _
from communesplone.core.forms.settings import SettingsForm
from communesplone.website.privacy.settings import IPrivacySettings
from communesplone.website.privacy.settings import PREFIX
from z3c.caching.purge import Purge
from zope.event import notify


class PrivacyControlPanel(SettingsForm):
    """The settings as a form; what is kept for how long is none of them: the features say it."""

    schema = IPrivacySettings
    schema_prefix = PREFIX
    id = "PrivacyControlPanel"
    label = _("Privacy page")
    description = _(
        "The page lists by itself what the site keeps and for how long. Periods are set under Retention and on the "
        "cards of procedures."
    )

    def store(self, data: dict) -> None:
        """Keep what was checked; pages kept by proxies go."""
        super().store(data)
        notify(Purge(self.context))
