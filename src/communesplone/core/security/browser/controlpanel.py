"""Where a commune sets how safe it wants to be: `@@security-settings`."""

from communesplone import _
from communesplone.core.forms.settings import SettingsForm
from communesplone.core.security.settings import ISecurity
from communesplone.core.security.settings import PREFIX


class SecurityControlPanel(SettingsForm):
    """The settings as a form."""

    schema = ISecurity
    schema_prefix = PREFIX
    id = "CommunesSecurity"
    label = _("Safety of accounts and pages")
    description = _("Sessions, passwords, second steps, what pages may load, the virus scanner.")
