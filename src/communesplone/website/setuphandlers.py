"""What XML cannot say when the website is installed: the home page takes the place of a chosen default page."""

from communesplone.website.events import registers
from communesplone.website.newsletter import store as newsletter
from communesplone.website.search.lexicon import drop_stems
from communesplone.website.search.lexicon import keep_stems
from plone import api
from plone.portlets.interfaces import IPortletAssignmentMapping
from plone.portlets.interfaces import IPortletAssignmentSettings
from plone.portlets.interfaces import IPortletManager
from Products.CMFPlone.interfaces import INonInstallable
from Products.CMFPlone.utils import get_installer
from zope.component import getUtilitiesFor
from zope.component import queryMultiAdapter
from zope.interface import implementer


HOME = "home"


@implementer(INonInstallable)
class HiddenProfiles:
    """Uninstall profiles are no rows of the add-ons panel."""

    def getNonInstallableProfiles(self):
        return ["communesplone.website:uninstall"]


def after_install(tool) -> None:
    """Show the commune's home page at the address of the site, let the search know stems; safe to repeat."""
    site = api.portal.get()
    registers.install(site)
    if site.getProperty("default_page"):
        site.manage_changeProperties(default_page="")
    if site.getProperty("layout") is not None:
        site.manage_changeProperties(layout=HOME)
    _settle_portlets(site)
    newsletter.get_store(site)
    keep_stems()


def _settle_portlets(site) -> None:
    """Write what Plone would write when a portlet is first shown.

    Visitors see no portlets here, so that would be on the first page an editor opens, and plone.protect stops it.
    """
    for _name, manager in getUtilitiesFor(IPortletManager):
        for assignment in (queryMultiAdapter((site, manager), IPortletAssignmentMapping) or {}).values():
            IPortletAssignmentSettings(assignment)


def leave_with_core(event) -> None:
    """When core goes, the website goes too: its pages are there for the layer of core only."""
    if event.profile_id != "profile-communesplone.core:uninstall" or not event.full_import:
        return
    installer = get_installer(api.portal.get())
    if installer.is_product_installed("communesplone.website"):
        installer.uninstall_product("communesplone.website")


def after_uninstall(tool) -> None:
    """Give the site back a view that Plone has; the addresses of the newsletter's readers go."""
    site = api.portal.get()
    newsletter.remove(site)
    if site.getProperty("layout") == HOME:
        site.manage_changeProperties(layout="listing_view")
    drop_stems()
