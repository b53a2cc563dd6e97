"""Statements of RDF, written as Turtle or as JSON-LD. Enough for what the suite says; no library is needed."""

from collections.abc import Iterable
from typing import NamedTuple
import re


RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
XSD = "http://www.w3.org/2001/XMLSchema#"
# What may not stand in an IRI of Turtle.
_FORBIDDEN = re.compile(r"[\x00-\x20<>\"{}|^`\\]")
_ESCAPED = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_TAG = re.compile(r"[a-zA-Z]{2,8}(-[a-zA-Z0-9]{1,8})*")


class Iri(NamedTuple):
    """A thing, by its address."""

    address: str


class Text(NamedTuple):
    """Words in a language."""

    text: str
    language: str


class Value(NamedTuple):
    """A value of a type of XML Schema (`duration`, `double`), or a plain text."""

    text: str
    kind: str = "string"


Term = Iri | Text | Value


class Triple(NamedTuple):
    """One statement."""

    subject: Iri
    predicate: str
    object: Term


def iri(address: str) -> Iri:
    """An address without the signs that no IRI may have."""
    return Iri(_FORBIDDEN.sub(lambda found: f"%{ord(found[0]):02X}", address))


def turtle(triples: Iterable[Triple]) -> str:
    """All statements, one a line, each only once; N-Triples, which every reader of Turtle takes."""
    return "".join(f"{line}\n" for line in dict.fromkeys(map(_line, triples)))


def json_ld(triples: Iterable[Triple]) -> dict:
    """The same as JSON-LD in expanded form, one node a subject."""
    nodes: dict[str, dict] = {}
    for triple in dict.fromkeys(triples):
        node = nodes.setdefault(triple.subject.address, {"@id": triple.subject.address})
        if triple.predicate == RDF_TYPE:
            node.setdefault("@type", []).append(triple.object[0])
        else:
            node.setdefault(triple.predicate, []).append(_json(triple.object))
    return {"@graph": list(nodes.values())}


def _line(triple: Triple) -> str:
    return f"<{triple.subject.address}> <{triple.predicate}> {_term(triple.object)} ."


def _term(term: Term) -> str:
    if isinstance(term, Iri):
        return f"<{term.address}>"
    quoted = f'"{_escape(term.text)}"'
    if isinstance(term, Text):
        return f"{quoted}@{_tag(term.language)}"
    return quoted if term.kind == "string" else f"{quoted}^^<{XSD}{term.kind}>"


def _json(term: Term) -> dict:
    if isinstance(term, Iri):
        return {"@id": term.address}
    if isinstance(term, Text):
        return {"@value": term.text, "@language": _tag(term.language)}
    return {"@value": term.text} if term.kind == "string" else {"@value": term.text, "@type": XSD + term.kind}


def _tag(language: str) -> str:
    return language if _TAG.fullmatch(language) else "und"


def _escape(text: str) -> str:
    # Surrogates have no place in UTF-8, other control characters none in Turtle.
    shown = "".join(_ESCAPED.get(sign, sign) for sign in text if not "\ud800" <= sign <= "\udfff")
    return re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", lambda found: f"\\u{ord(found[0]):04X}", shown)
