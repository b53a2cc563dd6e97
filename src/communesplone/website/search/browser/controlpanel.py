"""`@@search-settings`: which words mean the same."""

from communesplone import _
from communesplone.core.forms.settings import SettingsForm
from communesplone.website.search.settings import ISearchSettings
from communesplone.website.search.settings import PREFIX
from communesplone.website.search.settings import shared_groups
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile


class SearchControlPanel(SettingsForm):
    """The settings as a form, and the list that comes with the suite below it."""

    schema = ISearchSettings
    schema_prefix = PREFIX
    id = "SearchSettings"
    label = _("Words of the search")
    description = _("Who searches for “bin” should find “waste”. What stands in a line means the same.")
    template = ViewPageTemplateFile("controlpanel.pt")

    def shared(self) -> list[str]:
        """The groups of the shared list, one a line."""
        return [" = ".join(group) for group in shared_groups()]
