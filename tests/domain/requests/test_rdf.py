"""What programs read of a card: sound JSON-LD and Turtle whatever the texts, CPSV-AP as published."""

from communesplone.core.domain import rdf
from communesplone.requests.domain import cpsv
from communesplone.requests.domain import schema_org
from communesplone.requests.domain import service
from decimal import Decimal
from hypothesis import given
from hypothesis import strategies as st
import json
import pytest
import re


ANY = st.text(st.characters(blacklist_categories=("Cs",)), max_size=30)
WORDS = st.dictionaries(st.sampled_from(["fr", "nl", "de"]), ANY, min_size=1)
OFFICE = service.Place(
    "Population", "https://t.example/population", "Place 1", "5999", "Valmeuse", "081 00", "a@t.example"
)
_IRI = r'<[^<>"{}|^`\\\x00-\x20]*>'
_LITERAL = rf'"([^"\\\n\r]|\\.)*"(@[a-z-]+|\^\^{_IRI})?'
LINE = re.compile(rf"{_IRI} {_IRI} ({_IRI}|{_LITERAL}) \.")


def full(
    text: str = "Carte <b>", words: dict | None = None, url: str = "https://t.example/demarches/carte"
) -> service.Service:
    said = words or {"fr": text, "nl": "Kaart"}
    return service.Service(
        url=url,
        identifier="uid-1",
        titles=said,
        descriptions=said,
        authority=service.Authority("https://t.example", {"fr": "Valmeuse"}),
        languages=("fr", "nl", "xx"),
        processing_days=21,
        status="limited",
        keywords={"fr": (text, "eID")},
        themes=(service.Term("papers", {"fr": "Papiers"}),),
        audiences=(service.Term("resident", {"fr": "un habitant"}),),
        life_events=(service.Term("move", {"fr": "Déménager"}),),
        channels=(
            service.Channel("desk", {"fr": "Au guichet"}, place=OFFICE),
            service.Channel("online", {"fr": "En ligne"}, f"{url}/@@order", OFFICE),
        ),
        costs=(service.Cost(said, Decimal("25.00")), service.Cost({"fr": "selon le règlement"})),
        needs=(said,),
        outcomes=said,
        conditions=said,
        laws=(service.Law({"fr": "Loi du 19 juillet 1991, article 6"}, "https://www.ejustice.just.fgov.be/"),),
        related=("https://t.example/demarches/passeport",),
        office=OFFICE,
    )


def test_search_engines_read_name_channels_and_time():
    found = schema_org.government_service(full(), "fr")
    assert found["@type"] == "GovernmentService"
    assert found["serviceOperator"]["name"] == found["areaServed"]["name"] == "Valmeuse"
    desk, online = found["availableChannel"]
    assert desk["serviceLocation"]["address"]["postalCode"] == "5999"
    assert online["serviceUrl"].endswith("/@@order")
    assert {one["processingTime"] for one in (desk, online)} == {"P21D"}
    assert found["offers"][0]["price"] == "25.00"
    assert "price" not in found["offers"][1]


def test_what_is_not_known_is_left_out():
    bare = service.Service(
        "https://t.example/x", "u", {"fr": "X"}, {"fr": ""}, service.Authority("https://t.example", {"fr": "V"})
    )
    found = schema_org.government_service(bare, "de")
    assert found["name"] == "X"
    assert not {"description", "availableChannel", "offers", "audience", "serviceOutput", "isRelatedTo"} & set(found)


@given(ANY)
def test_no_text_ends_the_script_element(text):
    written = schema_org.script_text(schema_org.government_service(full(text), "fr"))
    assert not re.search("[<>&]", written)
    assert json.loads(written).get("name", "") == text


@given(WORDS, ANY)
def test_every_line_of_turtle_is_a_statement_whatever_the_texts(words, address):
    triples = list(cpsv.public_service(full(words=words, url=f"https://t.example/{address}")))
    for line in rdf.turtle(triples).split("\n")[:-1]:
        assert LINE.fullmatch(line), line


@given(WORDS)
def test_json_ld_says_as_much_as_turtle(words):
    triples = list(cpsv.public_service(full(words=words)))
    nodes = rdf.json_ld(triples)["@graph"]
    said = sum(len(value) for node in nodes for name, value in node.items() if name != "@id")
    assert said == len(rdf.turtle(triples).splitlines()) or any("\u2028" in w or "\x85" in w for w in words.values())


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("Place du Pont 1\n5999 Valmeuse", ("Place du Pont 1", "5999", "Valmeuse")),
        ("Place du Pont 1, rez-de-chaussée\n5999 Valmeuse", ("Place du Pont 1, rez-de-chaussée", "5999", "Valmeuse")),
        ("Place du Pont 1, 5999 Valmeuse", ("Place du Pont 1", "5999", "Valmeuse")),
        ("Hôtel de ville\nRue 2\nB-5000 Namur\nBelgique", ("Hôtel de ville, Rue 2", "5000", "Namur")),
        ("Rue sans numéro", ("Rue sans numéro", "", "")),
        ("", ("", "", "")),
        (None, ("", "", "")),
    ],
)
def test_an_envelope_tells_street_and_city(lines, expected):
    assert tuple(service.address_of(lines).values()) == expected


def test_a_related_service_that_is_not_in_the_catalogue_is_not_named():
    one = full()
    alone = {triple.predicate for triple in cpsv.catalogue([one])}
    assert f"{cpsv.CV}relatedService" not in alone
    both = [one, full(url="https://t.example/demarches/passeport")]
    assert any(triple.predicate == f"{cpsv.CV}relatedService" for triple in cpsv.catalogue(both))


@pytest.mark.parametrize("written", ["turtle", "json-ld"])
def test_a_card_is_valid_by_the_published_shapes(standards, written):
    pyshacl = pytest.importorskip("pyshacl", reason="pyshacl is not installed: CPSV-AP is NOT checked")
    rdflib = pytest.importorskip("rdflib")
    triples = list(
        cpsv.catalogue([full('Carte d’identité « été » " \\ \n x'), full(url="https://t.example/demarches/passeport")])
    )
    data = rdf.turtle(triples) if written == "turtle" else json.dumps(rdf.json_ld(triples))
    graph = rdflib.Graph().parse(data=data, format=written)
    assert len(graph) == len(set(triples))
    shapes = rdflib.Graph().parse(standards / "cpsv-ap" / "cpsv-ap-3.2.0-shacl.ttl")
    conforms, _results, text = pyshacl.validate(graph, shacl_graph=shapes, allow_warnings=False)
    assert conforms, text
    without = rdflib.Graph()
    for triple in graph:
        if "hasCompetentAuthority" not in str(triple[1]):
            without.add(triple)
    assert not pyshacl.validate(without, shacl_graph=shapes)[0], "the shapes check nothing"
