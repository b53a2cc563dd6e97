"""Website 1009: a site made before there was a waste calendar."""

from communesplone.website.upgrades import to1009


WASTE = "CommunesPlone: Manage the waste calendar"


def test_editors_keep_the_waste_calendar_after_the_step(portal):
    portal.manage_permission(WASTE, ["Manager"], acquire=False)
    portal.portal_controlpanel.unregisterConfiglet("communesplone.website.waste")
    for _time in range(2):
        to1009.bring_daily(portal.portal_setup)
    assert "Editor" in {role["name"] for role in portal.rolesOfPermission(WASTE) if role["selected"]}
    assert [one.id for one in portal.portal_controlpanel.listActions()].count("communesplone.website.waste") == 1
