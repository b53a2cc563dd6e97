"""Where a commune sets how safe it wants to be: `@@security-settings`."""

from communesplone import _
from communesplone.core.forms.settings import SettingsForm
from communesplone.core.security.browser.scanner import ScannerNotice
from communesplone.core.security.settings import ISecurity
from communesplone.core.security.settings import PREFIX
from functools import cached_property
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile


class SecurityControlPanel(SettingsForm):
    """The settings as a form."""

    schema = ISecurity
    schema_prefix = PREFIX
    id = "CommunesSecurity"
    label = _("Safety of accounts and pages")
    template = ViewPageTemplateFile("settings.pt")
    description = _("Sessions, passwords, second steps, what pages may load, the virus scanner.")

    @cached_property
    def scanner(self) -> ScannerNotice:
        """What is wrong with the virus scanner, asked once a page."""
        notice = ScannerNotice(self.context, self.request, self)
        notice.update()
        return notice
