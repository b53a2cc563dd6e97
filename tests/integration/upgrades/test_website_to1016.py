"""Website 1016: beside editors' pages nothing is listed that visitors do not see."""

from communesplone.website.upgrades import to1016
from plone import api
from plone.app.event.portlets.portlet_events import Assignment as Events
from plone.app.portlets.portlets.news import Assignment as News
from plone.app.portlets.portlets.search import Assignment as Search
from plone.app.portlets.utils import assignment_mapping_from_key


def column(portal):
    return assignment_mapping_from_key(portal, "plone.rightcolumn", "context", "/")


def test_a_new_site_lists_no_news_and_events_beside_editors_pages(portal):
    assert not {"news", "events"} & set(column(portal))


def test_an_older_site_loses_those_and_keeps_its_own(portal):
    portlets = column(portal)
    portlets["news"], portlets["events"], portlets["ours"] = News(), Events(), Search()
    for _time in range(2):
        to1016.take_lists_away(portal.portal_setup)
        assert [name for name in column(portal) if name in ("news", "events", "ours")] == ["ours"]


def test_the_list_of_all_pages_is_there_for_search_engines(portal):
    api.portal.set_registry_record("plone.enable_sitemap", False)
    to1016.offer_site_map(portal.portal_setup)
    assert api.portal.get_registry_record("plone.enable_sitemap")
