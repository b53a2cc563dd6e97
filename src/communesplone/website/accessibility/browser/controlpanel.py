"""`@@accessibility-controlpanel`: what the commune adds to its statement."""

from communesplone import _
from communesplone.core.forms.settings import SettingsForm
from communesplone.website.accessibility.settings import IAccessibilitySettings
from communesplone.website.accessibility.settings import PREFIX
from z3c.caching.purge import Purge
from zope.event import notify


class AccessibilityControlPanel(SettingsForm):
    """The settings as a form; the status is none of them: it follows from the last check."""

    schema = IAccessibilitySettings
    schema_prefix = PREFIX
    id = "AccessibilityControlPanel"
    label = _("Accessibility statement")
    description = _(
        "The statement is written from the last check of the site, which alone decides on the status. "
        "Here you say whom to write to, and what is left out and why."
    )

    def store(self, data: dict) -> None:
        """Keep what was checked; pages kept by proxies go."""
        super().store(data)
        notify(Purge(self.context))
