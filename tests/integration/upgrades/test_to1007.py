"""A commune of before finds our pages in the site setup, and proposed hand-overs in the queue."""

from communesplone.core.cases import queue
from communesplone.core.cases.catalog import get_catalog
from communesplone.core.upgrades.to1007 import step
from datetime import date
from plone import api
import pytest


ROWS = ("communesplone.legal-settings", "communesplone.retention-list", "communesplone.person-data")


def test_the_step_adds_rows_and_index_and_the_queue_answers_before_it_too(portal):
    for row in ROWS:
        portal.portal_controlpanel.unregisterConfiglet(row)
    get_catalog()._catalog.delIndex("proposed")
    with api.env.adopt_roles(["Manager"]):
        asked = queue.Filters(view="proposed")
        assert queue.counts([asked], date(2026, 11, 25)) == {asked: 0}
        for _twice in range(2):
            step(portal.portal_setup)
        assert queue.counts([asked], date(2026, 11, 25)) == {asked: 0}
    assert "proposed" in get_catalog()._catalog.indexes
    shown = [action.id for action in portal.portal_controlpanel.listActions()]
    assert [shown.count(row) for row in ROWS] == [1, 1, 1]


@pytest.mark.parametrize("name", ["retention", "person-data", "legal-settings", "jobs", "audit"])
def test_the_site_setup_leads_to_each_page(portal, name):
    urls = [action.getActionExpression() for action in portal.portal_controlpanel.listActions()]
    assert any(url.endswith(f"/@@{name}") for url in urls)
