"""Whether a drawing is only a drawing: an SVG may carry scripts, pages of other sites and bombs."""

from enum import StrEnum
from lxml import etree
import re


MOST_ELEMENTS = 5_000
SVG = "http://www.w3.org/2000/svg"
FORBIDDEN = frozenset(
    {"script", "foreignobject", "iframe", "object", "embed", "audio", "video", "handler", "listener", "set", "animate"}
    | {"animatemotion", "animatetransform", "a", "image", "feimage"}
)
_ADDRESS = frozenset({"href", "src", "from", "to", "values"})
_OUTSIDE = re.compile(r"url\(\s*['\"]?(?!#)|@import|expression\(|javascript:|-moz-binding", re.IGNORECASE)


class Reason(StrEnum):
    """What is wrong with a drawing."""

    NOT_SVG = "not_svg"
    ENTITIES = "entities"
    SCRIPT = "script"
    OUTSIDE = "outside"
    TOO_MUCH = "too_much"


def trouble(data: bytes) -> Reason | None:
    """The first reason to refuse it; None for a drawing of shapes, texts and gradients alone."""
    if b"<!DOCTYPE" in data.upper() or b"<!ENTITY" in data.upper():
        return Reason.ENTITIES
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        return Reason.NOT_SVG
    if etree.QName(root).localname.lower() != "svg" or etree.QName(root).namespace not in (SVG, None):
        return Reason.NOT_SVG
    for number, element in enumerate(root.iter()):
        if number > MOST_ELEMENTS:
            return Reason.TOO_MUCH
        found = _of_element(element)
        if found is not None:
            return found
    return None


def _of_element(element) -> Reason | None:
    if not isinstance(element.tag, str):  # a comment is harmless, an instruction may name a style sheet elsewhere
        return Reason.OUTSIDE if element.tag is etree.ProcessingInstruction else None
    if etree.QName(element).localname.lower() in FORBIDDEN:
        return Reason.SCRIPT
    for name, value in element.attrib.items():
        found = _of_attribute(etree.QName(name).localname.lower(), value)
        if found is not None:
            return found
    return Reason.OUTSIDE if _OUTSIDE.search(element.text or "") else None


def _of_attribute(name: str, value: str) -> Reason | None:
    if name.startswith("on"):
        return Reason.SCRIPT
    if name in _ADDRESS and not value.strip().startswith("#"):
        return Reason.OUTSIDE
    return Reason.OUTSIDE if _OUTSIDE.search(value) else None
