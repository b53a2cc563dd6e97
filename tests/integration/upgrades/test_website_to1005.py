"""Website 1005: a site made before there were alerts."""

from communesplone.website.alerts import running
from communesplone.website.upgrades import to1005
from plone import api


def test_an_older_site_gets_alerts_and_works_until_then(portal, http_request):
    portal.portal_types.manage_delObjects(["Alert", "AlertFolder"])
    portal.portal_catalog.delColumn("alert_facts")
    assert running.for_page(portal, http_request) == []
    to1005.bring_alerts(portal.portal_setup)
    assert "Alert" in portal.portal_types
    assert "alert_facts" in portal.portal_catalog.schema()
    assert portal.portal_workflow.getChainFor("Alert") == ("alert_workflow",)


def test_repeating_the_step_keeps_what_the_site_does_not_search(portal):
    api.portal.set_registry_record(to1005.NOT_SEARCHED, ("Image",))
    for _time in range(2):
        to1005.bring_alerts(portal.portal_setup)
    assert tuple(api.portal.get_registry_record(to1005.NOT_SEARCHED)) == ("Image", "AlertFolder")


def test_editors_manage_alerts_after_the_step(portal):
    portal.manage_permission("CommunesPlone: Manage alerts", ["Manager"], acquire=False)
    to1005.bring_alerts(portal.portal_setup)
    allowed = {r["name"] for r in portal.rolesOfPermission("CommunesPlone: Manage alerts") if r["selected"]}
    assert "Editor" in allowed
