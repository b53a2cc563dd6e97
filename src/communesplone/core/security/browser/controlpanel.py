"""Where a commune sets how safe it wants to be: `@@security-settings`."""

from communesplone import _
from communesplone.core.security.settings import ISecurity
from communesplone.core.security.settings import PREFIX
from plone.app.registry.browser import controlpanel


class SecurityForm(controlpanel.RegistryEditForm):
    """The settings as a form."""

    schema = ISecurity
    schema_prefix = PREFIX
    id = "CommunesSecurity"
    label = _("Safety of accounts and pages")
    description = _("Sessions, passwords, second steps, what pages may load, the virus scanner.")


class SecurityControlPanel(controlpanel.ControlPanelFormWrapper):
    """Page around the form."""

    form = SecurityForm
