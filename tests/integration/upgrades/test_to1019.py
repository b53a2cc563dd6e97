"""Core 1019: rows of older units know the contact points too."""

from communesplone.core.upgrades import to1019
from plone import api
from plone.app.testing import setRoles
from plone.app.testing import TEST_USER_ID


def test_older_rows_learn_the_contact_points(portal):
    setRoles(portal, TEST_USER_ID, ["Manager"])
    api.content.create(portal, "Unit", "population", title="Population", phone="081 00 00 00")
    catalog = api.portal.get_tool("portal_catalog")
    catalog.delColumn("contact_facts")
    for _time in range(2):
        to1019.step(portal.portal_setup)
        (row,) = catalog.unrestrictedSearchResults(portal_type="Unit")
        assert row.contact_facts == {"phone": "081 00 00 00"}
