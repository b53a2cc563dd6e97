"""1004: the catalog knows for which service a card takes orders, for the page of orders at the counter."""

from plone import api


PROFILE = "profile-communesplone.requests:default"
INDEX = "order_unit"


def step(tool) -> None:
    """Safe to repeat: index and column are made once; cards alone are read again, everything else stays as it is."""
    catalog = api.portal.get_tool("portal_catalog")
    if INDEX not in catalog.indexes():
        catalog.addIndex(INDEX, "FieldIndex", {"indexed_attrs": INDEX})
    if INDEX not in catalog.schema():
        catalog.addColumn(INDEX)
    for row in catalog.unrestrictedSearchResults(portal_type="Procedure"):
        row._unrestrictedGetObject().reindexObject(idxs=[INDEX])
