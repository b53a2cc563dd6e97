"""A card as CPSV-AP 3.2.0, the application profile of the European Union for public services."""

from collections.abc import Iterable
from collections.abc import Iterator
from communesplone.core.domain.rdf import Iri
from communesplone.core.domain.rdf import iri
from communesplone.core.domain.rdf import RDF_TYPE
from communesplone.core.domain.rdf import Text
from communesplone.core.domain.rdf import Triple
from communesplone.core.domain.rdf import Value
from communesplone.requests.domain.service import Authority
from communesplone.requests.domain.service import Channel
from communesplone.requests.domain.service import Cost
from communesplone.requests.domain.service import Law
from communesplone.requests.domain.service import Place
from communesplone.requests.domain.service import Service
from communesplone.requests.domain.service import Term
from communesplone.requests.domain.service import Words


CPSV = "http://purl.org/vocab/cpsv#"
CV = "http://data.europa.eu/m8g/"
DCT = "http://purl.org/dc/terms/"
SKOS = "http://www.w3.org/2004/02/skos/core#"
DCAT = "http://www.w3.org/ns/dcat#"
ADMS = "http://www.w3.org/ns/adms#"
FOAF = "http://xmlns.com/foaf/0.1/"
ELI = "http://data.europa.eu/eli/ontology#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
AUTHORITIES = "http://publications.europa.eu/resource/authority/"
LANGUAGES = {"fr": "FRA", "nl": "NLD", "de": "DEU", "en": "ENG", "es": "SPA"}


def public_service(service: Service) -> Iterator[Triple]:
    """Everything about one service, with the things that it names."""
    me = iri(f"{service.url}#service")
    yield Triple(me, RDF_TYPE, Iri(f"{CPSV}PublicService"))
    yield Triple(me, f"{DCT}identifier", Value(service.identifier))
    yield from _texts(me, f"{DCT}title", service.titles)
    yield from _texts(me, f"{DCT}description", service.descriptions)
    yield Triple(me, f"{RDFS}seeAlso", iri(service.url))
    for language, words in service.keywords.items():
        yield from (Triple(me, f"{DCAT}keyword", Text(word, language)) for word in words)
    if service.duration:
        yield Triple(me, f"{CV}processingTime", Value(service.duration, "duration"))
    yield from _authority(me, service.authority)
    yield from _languages(me, service.languages)
    yield from _concepts(me, service)
    yield from _events(me, service)
    yield from _parts(me, service)
    yield from (Triple(me, f"{CV}relatedService", iri(f"{url}#service")) for url in service.related)
    if service.office is not None:
        yield from _contact(me, service.office)


def catalogue(services: Iterable[Service]) -> Iterator[Triple]:
    """Several services; a related one that is not among them is not named, since nothing would be said of it."""
    known = list(services)
    present = {iri(f"{service.url}#service") for service in known}
    for service in known:
        for triple in public_service(service):
            if triple.predicate != f"{CV}relatedService" or triple.object in present:
                yield triple


def _texts(subject: Iri, predicate: str, words: Words) -> Iterator[Triple]:
    return (Triple(subject, predicate, Text(text, language)) for language, text in words.items() if text)


def _authority(me: Iri, authority: Authority) -> Iterator[Triple]:
    commune, territory = iri(f"{authority.url}#commune"), iri(f"{authority.url}#territory")
    yield Triple(me, f"{CV}hasCompetentAuthority", commune)
    yield Triple(commune, RDF_TYPE, Iri(f"{CV}PublicOrganisation"))
    yield from _texts(commune, f"{SKOS}prefLabel", authority.names)
    yield Triple(commune, f"{DCT}spatial", territory)
    yield Triple(me, f"{DCT}spatial", territory)
    yield Triple(territory, RDF_TYPE, Iri(f"{DCT}Location"))
    yield from _texts(territory, f"{RDFS}label", authority.names)


def _languages(me: Iri, languages: Iterable[str]) -> Iterator[Triple]:
    for code in languages:
        if code in LANGUAGES:
            language = Iri(f"{AUTHORITIES}language/{LANGUAGES[code]}")
            yield Triple(me, f"{DCT}language", language)
            yield Triple(language, RDF_TYPE, Iri(f"{DCT}LinguisticSystem"))


def _concepts(me: Iri, service: Service) -> Iterator[Triple]:
    for predicate, kind, terms in (
        (f"{CV}thematicArea", "theme", service.themes),
        (f"{DCT}audience", "audience", service.audiences),
        (f"{ADMS}status", "status", (Term(service.status, {"en": service.status}),)),
    ):
        for term in terms:
            concept = iri(f"{service.authority.url}#{kind}-{term.token}")
            yield Triple(me, predicate, concept)
            yield Triple(concept, RDF_TYPE, Iri(f"{SKOS}Concept"))
            yield Triple(concept, f"{SKOS}notation", Value(term.token))
            yield from _texts(concept, f"{SKOS}prefLabel", term.names)


def _events(me: Iri, service: Service) -> Iterator[Triple]:
    for term in service.life_events:
        event = iri(f"{service.authority.url}#event-{term.token}")
        yield Triple(me, f"{CV}isGroupedBy", event)
        yield Triple(event, RDF_TYPE, Iri(f"{CV}Event"))
        yield Triple(event, RDF_TYPE, Iri(f"{CV}LifeEvent"))
        yield Triple(event, f"{DCT}identifier", Value(term.token))
        yield from _texts(event, f"{DCT}title", term.names)


def _parts(me: Iri, service: Service) -> Iterator[Triple]:
    for channel in service.channels:
        yield from _channel(me, service, channel)
    for number, cost in enumerate(service.costs, start=1):
        yield from _cost(me, iri(f"{service.url}#cost-{number}"), f"{service.identifier}-cost-{number}", cost)
    for number, words in enumerate(service.needs, start=1):
        evidence = iri(f"{service.url}#evidence-{number}")
        yield Triple(me, f"{CPSV}hasInput", evidence)
        yield from _titled(evidence, f"{CV}Evidence", f"{service.identifier}-evidence-{number}", words)
    if service.outcomes:
        output = iri(f"{service.url}#output")
        yield Triple(me, f"{CPSV}produces", output)
        yield from _titled(output, f"{CV}Output", f"{service.identifier}-output", service.outcomes)
    if service.conditions:
        requirement = iri(f"{service.url}#requirement")
        yield Triple(me, f"{CV}holdsRequirement", requirement)
        yield from _titled(requirement, f"{CV}Requirement", f"{service.identifier}-requirement", service.conditions)
    for number, law in enumerate(service.laws, start=1):
        yield from _law(me, iri(f"{service.url}#law-{number}"), law)


def _titled(thing: Iri, kind: str, identifier: str, words: Words) -> Iterator[Triple]:
    yield Triple(thing, RDF_TYPE, Iri(kind))
    yield Triple(thing, f"{DCT}identifier", Value(identifier))
    yield from _texts(thing, f"{DCT}title", words)


def _channel(me: Iri, service: Service, channel: Channel) -> Iterator[Triple]:
    thing = iri(f"{service.url}#channel-{channel.kind}")
    yield Triple(me, f"{CV}hasChannel", thing)
    yield Triple(thing, RDF_TYPE, Iri(f"{CV}Channel"))
    yield Triple(thing, f"{DCT}identifier", Value(f"{service.identifier}-{channel.kind}"))
    yield from _texts(thing, f"{DCT}description", channel.names)
    if channel.url:
        yield Triple(thing, f"{FOAF}page", iri(channel.url))
    if service.duration:
        yield Triple(thing, f"{CV}processingTime", Value(service.duration, "duration"))


def _cost(me: Iri, thing: Iri, identifier: str, cost: Cost) -> Iterator[Triple]:
    yield Triple(me, f"{CV}hasCost", thing)
    yield Triple(thing, RDF_TYPE, Iri(f"{CV}Cost"))
    yield Triple(thing, f"{DCT}identifier", Value(identifier))
    yield from _texts(thing, f"{DCT}description", cost.texts)
    if cost.amount is not None:
        euro = Iri(f"{AUTHORITIES}currency/EUR")
        yield Triple(thing, f"{CV}hasValue", Value(str(cost.amount), "double"))
        yield Triple(thing, f"{CV}currency", euro)
        yield Triple(euro, RDF_TYPE, Iri(f"{SKOS}Concept"))


def _law(me: Iri, thing: Iri, law: Law) -> Iterator[Triple]:
    yield Triple(me, f"{CV}hasLegalResource", thing)
    yield Triple(thing, RDF_TYPE, Iri(f"{ELI}LegalResource"))
    yield from _texts(thing, f"{DCT}title", law.texts)
    if law.url:
        yield Triple(thing, f"{RDFS}seeAlso", iri(law.url))


def _contact(me: Iri, office: Place) -> Iterator[Triple]:
    thing = iri(f"{me.address}-contact")
    yield Triple(me, f"{CV}contactPoint", thing)
    yield Triple(thing, RDF_TYPE, Iri(f"{CV}ContactPoint"))
    if office.phone:
        yield Triple(thing, f"{CV}telephone", Value(office.phone))
    if office.email:
        yield Triple(thing, f"{CV}email", Value(office.email))
    if office.url:
        yield Triple(thing, f"{CV}contactPage", iri(office.url))
        yield Triple(iri(office.url), RDF_TYPE, Iri(f"{FOAF}Document"))
