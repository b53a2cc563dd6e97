"""The way to a card, in the language of the page."""

from plone import api
from Products.CMFPlone.browser.navigation import PhysicalNavigationBreadcrumbs


class CardBreadcrumbs(PhysicalNavigationBreadcrumbs):
    """Names a card by its title in the language of the page."""

    def customize_entry(self, entry, context=None):
        entry["Title"] = self.context.text("title", api.portal.get_current_language())
