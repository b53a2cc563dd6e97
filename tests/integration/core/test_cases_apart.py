"""Cases live apart: no stock catalog, search, navigation or address knows them."""

from communesplone.core.cases import store
from plone import api


def test_the_store_has_its_shards_and_no_row_in_the_portal_catalog(portal):
    assert len(portal["cases"].objectIds()) == 64
    catalog = api.portal.get_tool("portal_catalog")
    assert not catalog.unrestrictedSearchResults(portal_type=["CaseStore", "CaseShard"])


def test_an_unknown_reference_finds_nothing(portal):
    assert store.find("7KQ2-94MX") is None
    assert store.find("<script>") is None
