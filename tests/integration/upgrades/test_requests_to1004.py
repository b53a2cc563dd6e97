"""Requests 1004: cards that were there before the page of orders at the counter."""

from communesplone.requests import ready
from communesplone.requests.upgrades import to1004
from plone import api


def test_cards_of_before_are_found_by_their_unit(portal):
    catalog = portal.portal_catalog
    with api.env.adopt_roles(["Manager"]):
        unit = api.content.create(portal, "Unit", "population", title="Population")
        folder = api.content.create(portal, "ProcedureFolder", "demarches", title="Procedures")
        ready.add(folder, "household-composition", unit_uid=unit.UID(), language="en")
        catalog.delIndex("order_unit")
        catalog.delColumn("order_unit")
        for _twice in range(2):
            to1004.step(portal.portal_setup)
        (row,) = catalog(order_unit=unit.UID())
    assert row.order_unit == unit.UID()
