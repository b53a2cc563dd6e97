"""1019: rows of the catalog know the contact points of units, for lists and open data."""

from plone import api


COLUMN = "contact_facts"


def step(tool) -> None:
    """Only units are looked at. Safe to repeat."""
    catalog = api.portal.get_tool("portal_catalog")
    if COLUMN not in catalog.schema():
        catalog.addColumn(COLUMN)
    for row in catalog.unrestrictedSearchResults(portal_type="Unit"):
        row._unrestrictedGetObject().reindexObject(idxs=["object_provides"])
