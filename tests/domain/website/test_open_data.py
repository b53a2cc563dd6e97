"""Open tables: sound CSV, JSON, GeoJSON and JSON-LD whatever is in the cells; DCAT-AP with all that is mandatory."""

from communesplone.core.domain import rdf
from communesplone.core.domain.data_set import Column
from communesplone.core.domain.data_set import Kind
from communesplone.website.opendata.domain import dcat
from communesplone.website.opendata.domain.writing import csv_text
from communesplone.website.opendata.domain.writing import geojson_text
from communesplone.website.opendata.domain.writing import json_ld_text
from communesplone.website.opendata.domain.writing import json_text
from datetime import date
from datetime import datetime
from datetime import timedelta
from datetime import timezone
from hypothesis import given
from hypothesis import strategies as st
import csv
import io
import json
import pytest
import rdflib


COLUMNS = (
    Column("id", "Identifier", means="http://purl.org/dc/terms/identifier"),
    Column("title", "Title"),
    Column("url", "Page", Kind.ADDRESS, "https://schema.org/url"),
    Column("day", "Day", Kind.DAY),
    Column("open", "Open", Kind.TRUTH),
    Column("words", "Words", Kind.MANY),
    Column("lon", "Longitude", Kind.NUMBER),
    Column("lat", "Latitude", Kind.NUMBER),
)
ROW = ("u1", "=SUM(A1)", "https://v.example/a", date(2026, 11, 25), False, ("a", "b"), 5.1234567891, 50.5)
TEXTS = st.text(st.characters(blacklist_categories=("Cs",)), max_size=20)
ROWS = st.lists(
    st.tuples(
        TEXTS,
        TEXTS,
        st.just("https://v.example/x"),
        st.none() | st.dates(),
        st.booleans(),
        st.lists(TEXTS, max_size=2).map(tuple),
        st.none() | st.floats(-180, 180),
        st.none() | st.floats(-90, 90),
    ),
    max_size=4,
)
TITLES = {"fr": "Données", "nl": "Gegevens"}
PUBLISHER = dcat.Publisher("https://v.example", "Valmeuse", "", "data@v.example", "https://sws.geonames.org/1/")


def joined(pieces) -> str:
    return "".join(pieces)


def test_csv_is_that_of_rfc_4180():
    text = joined(csv_text(COLUMNS, [ROW]))
    lines = text.split("\r\n")
    assert lines[0] == '"id","title","url","day","open","words","lon","lat"'
    assert lines[1].startswith('"u1","\'=SUM(A1)","https://v.example/a","2026-11-25","false","a; b"')
    assert lines[2] == ""


@given(ROWS)
def test_csv_has_as_many_cells_whatever_is_in_them(rows):
    found = list(csv.reader(io.StringIO(joined(csv_text(COLUMNS, rows)), newline="")))
    assert len(found) == len(rows) + 1
    assert {len(line) for line in found} == {len(COLUMNS)}


@given(ROWS)
def test_json_says_the_same(rows):
    found = json.loads(joined(json_text(COLUMNS, rows, {"name": "x"})))
    assert found["name"] == "x"
    assert len(found["items"]) == len(rows)
    for item, row in zip(found["items"], rows, strict=True):
        assert item.get("title", "") == row[1]
        assert item["open"] is row[4]


@given(ROWS)
def test_geojson_has_a_point_where_there_is_one(rows):
    found = json.loads(joined(geojson_text(COLUMNS, rows, {})))
    assert found["type"] == "FeatureCollection"
    for feature, row in zip(found["features"], rows, strict=True):
        assert (feature["geometry"] is None) == (row[6] is None or row[7] is None)
        assert "lon" not in feature["properties"]


def test_a_coordinate_has_seven_digits():
    (feature,) = json.loads(joined(geojson_text(COLUMNS, [ROW], {})))["features"]
    assert feature["id"] == "u1"
    assert feature["geometry"] == {"type": "Point", "coordinates": [5.1234568, 50.5]}


def test_json_ld_is_read_as_statements():
    text = joined(json_ld_text(COLUMNS, [ROW], "https://v.example/opendata/x#"))
    graph = rdflib.Graph().parse(data=text, format="json-ld")
    me = rdflib.URIRef("https://v.example/a")
    assert graph.value(me, rdflib.DCTERMS.identifier) == rdflib.Literal("u1")
    assert graph.value(me, rdflib.URIRef("https://v.example/opendata/x#day")).toPython() == date(2026, 11, 25)


def described(email="data@v.example", place="https://sws.geonames.org/1/", changed=None, licence="cc0"):
    table = dcat.Table(
        "https://v.example/opendata/offices", "offices", TITLES, TITLES, ("csv", "geojson"), "IRREG", "GOVE", changed
    )
    publisher = dcat.Publisher("https://v.example", "Valmeuse", "", email, place)
    triples = dcat.catalogue("https://v.example/opendata", TITLES, publisher, [table], licence, ("fr", "nl", "xx"))
    return list(triples)


# DCAT-AP 3.0: class -> properties that are mandatory (1..n), and some that are recommended and always known here.
NEEDED = {
    "http://www.w3.org/ns/dcat#Catalog": ("dct:title", "dct:description", "dct:publisher", "dct:license"),
    "http://www.w3.org/ns/dcat#Dataset": (
        "dct:title", "dct:description", "dct:publisher", "dcat:distribution", "dcat:theme", "dct:accrualPeriodicity",
    ),
    "http://www.w3.org/ns/dcat#Distribution": ("dcat:accessURL", "dct:license", "dct:format"),
    "http://xmlns.com/foaf/0.1/Agent": ("foaf:name",),
}  # fmt: skip
PREFIXES = {"dct": dcat.DCT, "dcat": dcat.DCAT, "foaf": dcat.FOAF}


def full(name: str) -> rdflib.URIRef:
    prefix, _colon, local = name.partition(":")
    return rdflib.URIRef(PREFIXES[prefix] + local)


@pytest.mark.parametrize("form", ["turtle", "json-ld"])
@pytest.mark.parametrize("email", ["data@v.example", ""])
@pytest.mark.parametrize("licence", dcat.LICENCES)
def test_dcat_has_what_is_mandatory(form, email, licence):
    moment = datetime(2026, 11, 25, tzinfo=timezone(timedelta(hours=1)))
    triples = described(email=email, changed=moment, licence=licence)
    text = rdf.turtle(triples) if form == "turtle" else json.dumps(rdf.json_ld(triples))
    graph = rdflib.Graph().parse(data=text, format=form)
    for kind, properties in NEEDED.items():
        things = list(graph.subjects(rdflib.RDF.type, rdflib.URIRef(kind)))
        assert things, kind
        missing = [(one, name) for one in things for name in properties if (one, full(name), None) not in graph]
        assert missing == []
    # No more than one of what DCAT-AP allows once.
    for thing in graph.subjects(rdflib.RDF.type, full("dcat:Distribution")):
        assert len(list(graph.objects(thing, full("dct:license")))) == 1
    for subject in graph.objects(None, full("dcat:dataset")):
        assert (subject, rdflib.RDF.type, full("dcat:Dataset")) in graph


def test_both_forms_say_the_same():
    triples = described()
    one = rdflib.Graph().parse(data=rdf.turtle(triples), format="turtle")
    other = rdflib.Graph().parse(data=json.dumps(rdf.json_ld(triples)), format="json-ld")
    assert set(one) == set(other)


def test_what_is_not_known_is_not_said():
    text = rdf.turtle(described(email="", place=""))
    assert "contactPoint" not in text and "spatial" not in text and "modified" not in text
