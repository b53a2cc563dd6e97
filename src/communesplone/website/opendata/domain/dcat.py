"""The catalogue of tables as DCAT-AP 3.0, the application profile of the European Union for data portals."""

from collections.abc import Iterator
from communesplone.core.domain.rdf import Iri
from communesplone.core.domain.rdf import iri
from communesplone.core.domain.rdf import RDF_TYPE
from communesplone.core.domain.rdf import Text
from communesplone.core.domain.rdf import Triple
from communesplone.core.domain.rdf import Value
from dataclasses import dataclass
from datetime import datetime


DCAT = "http://www.w3.org/ns/dcat#"
DCT = "http://purl.org/dc/terms/"
FOAF = "http://xmlns.com/foaf/0.1/"
VCARD = "http://www.w3.org/2006/vcard/ns#"
DCATAP = "http://data.europa.eu/r5r/"
AUTHORITIES = "http://publications.europa.eu/resource/authority/"
LANGUAGES = {"fr": "FRA", "nl": "NLD", "de": "DEU", "en": "ENG", "es": "SPA"}
FILES = {
    "csv": ("CSV", "text/csv"),
    "json": ("JSON", "application/json"),
    "geojson": ("GEOJSON", "application/geo+json"),
    "jsonld": ("JSON_LD", "application/ld+json"),
}
LICENCES = {
    "cc0": f"{AUTHORITIES}licence/CC0",
    "cc-by": f"{AUTHORITIES}licence/CC_BY_4_0",
    "etalab": "https://spdx.org/licenses/etalab-2.0",
}


@dataclass(frozen=True)
class Publisher:
    """The commune: its address, name, mail for questions, and the address that says which area it is ('' for none)."""

    url: str
    name: str
    contact: str
    email: str
    place: str = ""


@dataclass(frozen=True)
class Table:
    """One data set: its page, its words by language, its forms, and when it last changed (aware, None when unknown)."""

    url: str
    name: str
    titles: dict[str, str]
    descriptions: dict[str, str]
    forms: tuple[str, ...]
    often: str
    theme: str
    changed: datetime | None = None


def catalogue(
    url: str,
    titles: dict[str, str],
    publisher: Publisher,
    tables: list[Table],
    licence: str,
    languages: tuple[str, ...],
) -> Iterator[Triple]:
    """Everything about the catalogue and its tables."""
    me = iri(f"{url}#catalog")
    yield Triple(me, RDF_TYPE, Iri(f"{DCAT}Catalog"))
    yield from _texts(me, f"{DCT}title", titles)
    yield from _texts(me, f"{DCT}description", titles)
    yield Triple(me, f"{FOAF}homepage", iri(url))
    yield Triple(iri(url), RDF_TYPE, Iri(f"{FOAF}Document"))
    yield from _common(me, publisher, licence, languages)
    yield from _publisher(publisher)
    yield from _contact(publisher)
    changed = [table.changed for table in tables if table.changed]
    if changed:
        yield Triple(me, f"{DCT}modified", Value(max(changed).isoformat(), "dateTime"))
    for table in tables:
        yield Triple(me, f"{DCAT}dataset", _table(table))
        yield from _data_set(table, publisher, licence, languages)


def _table(table: Table) -> Iri:
    return iri(f"{table.url}#dataset")


def _common(me: Iri, publisher: Publisher, licence: str, languages: tuple[str, ...]) -> Iterator[Triple]:
    """What catalogue and data set have in common."""
    yield Triple(me, f"{DCT}publisher", iri(f"{publisher.url}#publisher"))
    for language in languages:
        if language in LANGUAGES:
            yield Triple(me, f"{DCT}language", Iri(f"{AUTHORITIES}language/{LANGUAGES[language]}"))
    if publisher.place:
        yield Triple(me, f"{DCT}spatial", iri(publisher.place))
        yield Triple(iri(publisher.place), RDF_TYPE, Iri(f"{DCT}Location"))
    yield from _licence(me, licence)


def _licence(me: Iri, licence: str) -> Iterator[Triple]:
    yield Triple(me, f"{DCT}license", Iri(LICENCES[licence]))
    yield Triple(Iri(LICENCES[licence]), RDF_TYPE, Iri(f"{DCT}LicenseDocument"))


def _publisher(publisher: Publisher) -> Iterator[Triple]:
    me = iri(f"{publisher.url}#publisher")
    yield Triple(me, RDF_TYPE, Iri(f"{FOAF}Agent"))
    yield Triple(me, f"{FOAF}name", Value(publisher.name))
    yield Triple(me, f"{DCT}type", Iri("http://purl.org/adms/publishertype/LocalAuthority"))
    yield Triple(me, f"{FOAF}homepage", iri(publisher.url))
    yield Triple(iri(publisher.url), RDF_TYPE, Iri(f"{FOAF}Document"))


def _contact(publisher: Publisher) -> Iterator[Triple]:
    if not publisher.email:
        return
    me = iri(f"{publisher.url}#contact")
    yield Triple(me, RDF_TYPE, Iri(f"{VCARD}Organization"))
    yield Triple(me, f"{VCARD}fn", Value(publisher.contact or publisher.name))
    yield Triple(me, f"{VCARD}hasEmail", iri(f"mailto:{publisher.email}"))


def _data_set(table: Table, publisher: Publisher, licence: str, languages: tuple[str, ...]) -> Iterator[Triple]:
    me = _table(table)
    yield Triple(me, RDF_TYPE, Iri(f"{DCAT}Dataset"))
    yield Triple(me, f"{DCT}identifier", Value(me.address))
    yield from _texts(me, f"{DCT}title", table.titles)
    yield from _texts(me, f"{DCT}description", table.descriptions)
    yield Triple(me, f"{DCAT}landingPage", iri(table.url))
    yield Triple(iri(table.url), RDF_TYPE, Iri(f"{FOAF}Document"))
    yield Triple(me, f"{DCT}accrualPeriodicity", Iri(f"{AUTHORITIES}frequency/{table.often}"))
    yield Triple(me, f"{DCAT}theme", Iri(f"{AUTHORITIES}data-theme/{table.theme}"))
    yield Triple(me, f"{DCT}accessRights", Iri(f"{AUTHORITIES}access-right/PUBLIC"))
    if table.changed:
        yield Triple(me, f"{DCT}modified", Value(table.changed.isoformat(), "dateTime"))
    if publisher.email:
        yield Triple(me, f"{DCAT}contactPoint", iri(f"{publisher.url}#contact"))
    yield from (triple for triple in _common(me, publisher, licence, languages) if triple.predicate != f"{DCT}license")
    for form in table.forms:
        yield from _distribution(me, table, form, licence)


def _distribution(data_set: Iri, table: Table, form: str, licence: str) -> Iterator[Triple]:
    url = f"{table.url}.{form}"
    me, (kind, media) = iri(f"{url}#distribution"), FILES[form]
    yield Triple(data_set, f"{DCAT}distribution", me)
    yield Triple(me, RDF_TYPE, Iri(f"{DCAT}Distribution"))
    yield from _texts(me, f"{DCT}title", {language: f"{title} ({kind})" for language, title in table.titles.items()})
    yield Triple(me, f"{DCAT}accessURL", iri(url))
    yield Triple(me, f"{DCAT}downloadURL", iri(url))
    yield Triple(me, f"{DCT}format", Iri(f"{AUTHORITIES}file-type/{kind}"))
    yield Triple(me, f"{DCAT}mediaType", Iri(f"https://www.iana.org/assignments/media-types/{media}"))
    yield Triple(me, f"{DCATAP}availability", Iri(f"{AUTHORITIES}planned-availability/AVAILABLE"))
    yield from _licence(me, licence)


def _texts(me: Iri, predicate: str, words: dict[str, str]) -> Iterator[Triple]:
    yield from (Triple(me, predicate, Text(text, language)) for language, text in words.items() if text)
