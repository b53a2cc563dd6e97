"""Who looks after a card: the unit that handles its orders; computed, never given by hand."""

from AccessControl import getSecurityManager
from borg.localrole.interfaces import ILocalRoleProvider
from communesplone.core.organisation.groups import group_id
from communesplone.core.organisation.groups import units_of
from communesplone.requests.content.procedure import IProcedure
from zope.component import adapter
from zope.interface import implementer


KEEPER = ("CardKeeper",)
ROLES = {"clerks": KEEPER, "heads": ("CardKeeper", "CardHead")}


@implementer(ILocalRoleProvider)
@adapter(IProcedure)
class CardRoles:
    """Clerks write the texts and the form, heads decide on the rest. Without a unit: whoever made the card writes."""

    def __init__(self, procedure):
        self.procedure = procedure

    def getRoles(self, principal_id):
        return dict(self.getAllRoles()).get(principal_id, ())

    def getAllRoles(self):
        if self.procedure.unit:
            for kind, roles in ROLES.items():
                yield group_id(self.procedure.unit, kind), roles
        elif owner := self.procedure.getOwnerTuple():
            yield owner[1], KEEPER


def give_unit(procedure) -> None:
    """A new card without a unit is that of its maker, where she works in one only."""
    if not procedure.unit and len(units := units_of(getSecurityManager().getUser())) == 1:
        procedure.unit = units[0]
