"""What XML cannot say when core is installed: the log, the store of cases, their catalog, the registers, the jobs."""

from communesplone.core.audit import log
from communesplone.core.cases import catalog
from communesplone.core.cases import pending
from communesplone.core.cases import store
from communesplone.core.jobs import store as jobs
from communesplone.core.mail import queue
from communesplone.core.registers import register
from communesplone.core.retention import records as retention
from communesplone.core.security import install as security
from plone import api
from plone.dexterity.utils import createContent
from Products.CMFPlone.interfaces import INonInstallable
from zope.interface import implementer


@implementer(INonInstallable)
class HiddenProfiles:
    """Uninstall profiles are no rows of the add-ons panel."""

    def getNonInstallableProfiles(self):
        return ["communesplone.core:uninstall"]


def after_install(tool) -> None:
    """Safe to repeat: what exists is kept."""
    site = api.portal.get()
    log.install(site)
    security.install(site)
    register.install(site)
    _make_catalog(site)
    _make_store(site)
    pending.install(site)
    jobs.install(site)
    retention.install(site)
    queue.use_queue(api.portal.get_tool("MailHost"), queue.configured_folder())


def after_uninstall(tool) -> None:
    """The user folder is Plone's own again."""
    security.uninstall(api.portal.get())


def _make_catalog(site) -> None:
    if catalog.CATALOG_ID in site.objectIds():
        return
    site._setObject(catalog.CATALOG_ID, catalog.build(), set_owner=0, suppress_events=True)
    made = site[catalog.CATALOG_ID]
    for name in ("Search ZCatalog", "View", "Access contents information"):
        made.manage_permission(name, ["Manager"], acquire=0)


def _make_store(site) -> None:
    if store.STORE_ID in site.objectIds():
        return
    holder = createContent("CaseStore")
    holder.id = store.STORE_ID
    site._setObject(store.STORE_ID, holder, set_owner=0)
    holder = site[store.STORE_ID]
    for name in ("View", "Access contents information", "Modify portal content", "List folder contents"):
        holder.manage_permission(name, ["Manager"], acquire=0)
    for number in range(store.SHARDS):
        shard = createContent("CaseShard")
        shard.id = f"{number:02x}"
        shard.setOrdering("unordered")
        holder._setObject(shard.id, shard, set_owner=0)
