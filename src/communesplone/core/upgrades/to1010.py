"""1010: opening hours that can be asked: behaviour of units, column of the catalog, who edits, school holidays.

Hours that were a text and can be understood become structured. The text stays: where it says nothing but hours, pages
leave it out, else it is shown below them as a remark.
"""

from communesplone.core.hours.domain.mistakes import Mistakes
from communesplone.core.hours.domain.model import Schedule
from communesplone.core.hours.domain.plain import schedule_out
from communesplone.core.hours.domain.reading import read_week
from communesplone.core.hours.settings import IHours
from communesplone.core.hours.settings import PREFIX
from plone import api
from plone.registry.interfaces import IRegistry
from zope.component import getUtility


BEHAVIOUR = "communesplone.opening_hours"
COLUMN = "opening_hours"
PERMISSION = "CommunesPlone: Edit opening hours"
ROLE = "UnitHead"
ROLES = ["Editor", "Manager", "Site Administrator", ROLE]


def step(tool) -> None:
    """Safe to repeat; units that have structured hours keep them."""
    site = api.portal.get()
    if ROLE not in site.__ac_roles__:
        site.__ac_roles__ = (*site.__ac_roles__, ROLE)
    if site.acquiredRolesAreUsedBy(PERMISSION):
        site.manage_permission(PERMISSION, ROLES, acquire=0)
    registry = getUtility(IRegistry)
    if f"{PREFIX}.school_holidays" not in registry:
        registry.registerInterface(IHours, prefix=PREFIX)
    catalog = api.portal.get_tool("portal_catalog")
    if COLUMN not in catalog.schema():
        catalog.addColumn(COLUMN)
    _extend_type()
    for row in catalog.unrestrictedSearchResults(portal_type="Unit"):
        unit = row._unrestrictedGetObject()
        _structure(unit)
        unit.reindexObject(idxs=["object_provides"])


def _extend_type() -> None:
    unit = api.portal.get_tool("portal_types")["Unit"]
    if BEHAVIOUR not in unit.behaviors:
        unit.behaviors = (*unit.behaviors, BEHAVIOUR)


def _structure(unit) -> None:
    if unit.opening_hours or not unit.hours:
        return
    language = (api.portal.get_default_language() or "fr").split("-")[0]
    try:
        week = read_week(unit.hours, language)
    except Mistakes:
        return
    unit.opening_hours = {"desk": schedule_out(Schedule(week))}
