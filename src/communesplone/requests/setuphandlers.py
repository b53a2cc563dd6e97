"""What XML cannot say when the feature is installed."""

from communesplone.requests import drafts
from plone import api
from Products.CMFPlone.interfaces import INonInstallable
from zope.interface import implementer


@implementer(INonInstallable)
class HiddenProfiles:
    """Uninstall profiles are no rows of the add-ons panel."""

    def getNonInstallableProfiles(self):
        return ["communesplone.requests:uninstall"]


def after_install(tool) -> None:
    """Safe to repeat."""
    drafts.install(api.portal.get())
