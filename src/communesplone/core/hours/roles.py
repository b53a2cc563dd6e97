"""Who directs a unit is its head on the unit's own page too: computed from the unit's group, never given by hand."""

from borg.localrole.interfaces import ILocalRoleProvider
from communesplone.core.interfaces import IUnit
from communesplone.core.organisation.groups import group_id
from plone import api
from zope.component import adapter
from zope.interface import implementer


@implementer(ILocalRoleProvider)
@adapter(IUnit)
class UnitRoles:
    """UnitHead for the heads of this unit; also on the units within, which acquire it."""

    def __init__(self, unit):
        self.unit = unit

    def getRoles(self, principal_id):
        return ("UnitHead",) if principal_id == self._heads() else ()

    def getAllRoles(self):
        yield self._heads(), ("UnitHead",)

    def _heads(self) -> str:
        return group_id(api.content.get_uuid(self.unit), "heads")
