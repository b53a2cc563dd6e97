"""Cards of before are taken from the clerks of other units."""

from communesplone.core.upgrades import to1005
from communesplone.requests.upgrades.to1002 import ROUTING
from communesplone.requests.upgrades.to1002 import step
from plone import api


MODIFY = "Modify portal content"


def holders(place, permission=MODIFY):
    return {one["name"] for one in place.rolesOfPermission(permission) if one["selected"]}


def test_a_card_of_before_is_its_unit_s(portal):
    with api.env.adopt_roles(["Manager"]):
        folder = api.content.create(portal, "ProcedureFolder", "demarches", title="Procedures")
        card = api.content.create(folder, "Procedure", "card", title="Card", description="One")
        card.manage_permission(MODIFY, ["Clerk", "Owner", "Manager"], acquire=0)
        portal.manage_permission(ROUTING, [], acquire=1)
        portal.manage_permission("CommunesPlone: Name person", [], acquire=1)
        portal.__ac_roles__ = tuple(role for role in portal.__ac_roles__ if not role.startswith("Card"))
        for _time in range(2):
            to1005.step(portal.portal_setup)
            step(portal.portal_setup)
    assert holders(card) == {"CardKeeper", "Editor", "Manager", "Site Administrator"}
    assert holders(portal, ROUTING) == {"CardHead", "Editor", "Manager", "Site Administrator"}
    assert holders(portal, "CommunesPlone: Name person") == {"Editor", "Manager", "Site Administrator"}
    assert portal.__ac_roles__.count("CardKeeper") == 1


def test_what_a_commune_has_changed_stays(portal):
    with api.env.adopt_roles(["Manager"]):
        portal.manage_permission(ROUTING, ["Manager"], acquire=0)
        step(portal.portal_setup)
    assert holders(portal, ROUTING) == {"Manager"}
