"""Open data: only what anybody may see, whoever asks; sound answers for programs and portals."""

from communesplone.core.interfaces import IDataSet
from communesplone.website.opendata.settings import settings
from DateTime import DateTime
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from plone import api
from plone.app.testing import login
from plone.app.testing import SITE_OWNER_NAME
from plone.app.testing import SITE_OWNER_PASSWORD
from plone.testing.zope import Browser
from zope.component import getUtilitiesFor
import csv
import io
import json
import pytest
import rdflib
import transaction


HOURS = {"desk": {"week": {"mo": [["09:00", "12:00"]]}}}


@pytest.fixture
def site(functional_portal):
    """A public and a private item of each kind, an expired one and one that is not out yet; committed."""
    portal = functional_portal
    login(portal.aq_parent, SITE_OWNER_NAME)
    start = datetime(2026, 12, 24, 18, tzinfo=UTC)
    for kind, more in (
        ("News Item", {}),
        ("Event", {"start": start, "end": start + timedelta(hours=2), "location": "Salle"}),
        ("Unit", {"address": "Place du Pont 1\n5999 Valmeuse", "phone": "081 00 00 00", "opening_hours": HOURS}),
    ):
        name = kind.split()[0].lower()
        for state in ("public", "secret", "over", "later"):
            one = api.content.create(portal, kind, f"{name}-{state}", title=f"=Title {state}", **more)
            if state != "secret":
                api.content.transition(one, "publish")
        portal[f"{name}-over"].expiration_date = DateTime() - 1
        portal[f"{name}-later"].effective_date = DateTime() + 1
        for state in ("over", "later"):
            portal[f"{name}-{state}"].reindexObject()
    transaction.commit()
    return portal


def ask(functional, site, path, *headers, user=""):
    browser = Browser(functional["app"])
    browser.handleErrors = True
    browser.raiseHttpErrors = False
    if user:
        browser.addHeader("Authorization", f"Basic {SITE_OWNER_NAME}:{SITE_OWNER_PASSWORD}")
    for name, value in headers:
        browser.addHeader(name, value)
    browser.open(f"{site.absolute_url()}/opendata{path}")
    return browser


@pytest.mark.parametrize("user", ["", "manager"])
@pytest.mark.parametrize("name", ["news", "events", "offices"])
def test_only_what_anybody_may_see(functional, site, name, user):
    for form in ("csv", "json", "jsonld"):
        text = ask(functional, site, f"/{name}.{form}", user=user).contents
        assert "Title public" in text
        assert not [state for state in ("secret", "over", "later") if f"Title {state}" in text]


def test_a_table_as_csv(functional, site):
    browser = ask(functional, site, "/offices.csv")
    (row,) = csv.DictReader(io.StringIO(browser.contents))
    assert row["title"] == "'=Title public"
    assert row["address"] == "Place du Pont 1, 5999 Valmeuse"
    assert row["opening_hours"].startswith("Mo 09:00-12:00")
    assert browser.headers["content-type"].startswith("text/csv")
    assert browser.headers["access-control-allow-origin"] == "*"
    assert 'rel="license"' in browser.headers["link"]


def test_an_event_has_its_times(functional, site):
    (event,) = json.loads(ask(functional, site, "/events.json").contents)["items"]
    assert datetime.fromisoformat(event["start"]) == datetime(2026, 12, 24, 18, tzinfo=UTC)
    assert event["place"] == "Salle"


def test_who_has_the_same_already_gets_nothing_again(functional, site):
    tag = ask(functional, site, "/news.csv").headers["etag"]
    again = ask(functional, site, "/news.csv", ("If-None-Match", tag))
    assert again.headers["status"].startswith("304") and not again.contents
    site["news-public"].setTitle("Another")
    site["news-public"].reindexObject()
    transaction.commit()
    assert "Another" in ask(functional, site, "/news.csv", ("If-None-Match", tag)).contents


@pytest.mark.parametrize("path", ["/nothing", "/nothing.csv", "/offices.xml", "/offices.geojson", "/offices.csv/more"])
def test_what_there_is_not_is_not_found(functional, site, path):
    assert ask(functional, site, path).headers["status"].startswith("404")


def test_the_catalogue_is_rdf_and_names_every_table(functional, site):
    settings().licence = "cc-by"
    transaction.commit()
    graph = rdflib.Graph().parse(data=ask(functional, site, "/catalog.ttl").contents, format="turtle")
    other = rdflib.Graph().parse(data=ask(functional, site, "/catalog.jsonld").contents, format="json-ld")
    assert set(graph) == set(other)
    named = set(graph.objects(None, rdflib.DCAT.dataset))
    names = {name for name, _set in getUtilitiesFor(IDataSet)}
    assert {str(one).rsplit("/", 1)[1] for one in named} == {f"{name}#dataset" for name in names}
    assert {"news", "events", "alerts", "offices", "procedures"} <= names
    assert rdflib.URIRef("http://publications.europa.eu/resource/authority/licence/CC_BY_4_0") in set(graph.objects())


def test_a_program_is_led_to_the_form_it_asks_for(functional, site):
    browser = ask(functional, site, "", ("Accept", "text/turtle"))
    assert browser.url.endswith("/opendata/catalog.ttl")
    assert "Open data" in ask(functional, site, "").contents


@pytest.mark.parametrize("name", ["news", "events", "alerts", "offices", "procedures"])
def test_names_of_columns_are_stable_and_one_is_the_address(name, site, http_request):
    (found,) = [one for known, one in getUtilitiesFor(IDataSet) if known == name]
    names = [column.name for column in found.columns]
    assert len(names) == len(set(names)) and "url" in names
    for row in found.rows(http_request, 0, 10):
        assert len(row) == len(names)


def test_rows_beyond_the_end_are_none(functional, site):
    assert json.loads(ask(functional, site, "/news.json?b_start=5000").contents)["items"] == []
    assert len(json.loads(ask(functional, site, "/news.json?b_start=x").contents)["items"]) == 1
