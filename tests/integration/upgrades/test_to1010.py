"""A commune of before gets structured hours out of its texts; a text that nobody understands stays."""

from communesplone.core.hours.places import remarks
from communesplone.core.upgrades.to1010 import BEHAVIOUR
from communesplone.core.upgrades.to1010 import COLUMN
from communesplone.core.upgrades.to1010 import PERMISSION
from communesplone.core.upgrades.to1010 import ROLES
from communesplone.core.upgrades.to1010 import step
from plone import api
import json


UNDERSTOOD = "Lundi, mardi : 9 h – 12 h et 13 h 30 – 16 h\nPremier samedi du mois : 9 h – 11 h 30"
ODD = "Quand la lampe est allumée"


def test_texts_become_hours_and_the_step_may_run_twice(portal):
    with api.env.adopt_roles(["Manager"]):
        api.portal.set_registry_record("plone.default_language", "fr")
        clear = api.content.create(portal, "Unit", title="Population", hours=UNDERSTOOD)
        odd = api.content.create(portal, "Unit", title="Phare", hours=ODD)
    portal.portal_catalog.delColumn(COLUMN)
    unit = portal.portal_types["Unit"]
    unit.behaviors = tuple(name for name in unit.behaviors if name != BEHAVIOUR)
    portal.manage_permission(PERMISSION, [], acquire=1)
    for _twice in range(2):
        step(portal.portal_setup)
    assert clear.opening_hours["desk"]["week"]["mo"] == [["09:00", "12:00"], ["13:30", "16:00"]]
    assert clear.hours == UNDERSTOOD
    assert remarks(clear) == []
    assert remarks(odd) == [ODD]
    assert (odd.hours, odd.opening_hours) == (ODD, None)
    (row,) = portal.portal_catalog.unrestrictedSearchResults(UID=api.content.get_uuid(clear))
    assert json.loads(row.opening_hours) == clear.opening_hours
    assert unit.behaviors.count(BEHAVIOUR) == 1
    roles = [role["name"] for role in portal.rolesOfPermission(PERMISSION) if role["selected"]]
    assert sorted(roles) == ROLES
    assert "UnitHead" in portal.__ac_roles__
