"""What profiles made of a site, taken from the exports of GenericSetup, so that two sites can be compared."""

from io import BytesIO
from lxml import etree
from typing import Any
import tarfile


STEPS = (
    "actions",
    "browserlayer",
    "catalog",
    "controlpanel",
    "plone.app.registry",
    "rolemap",
    "toolset",
    "typeinfo",
    "viewlets",
    "workflow",
)
# Written by the theme's editor and by every installation: says when, not what.
MOMENTS = "custom_css_timestamp"
# What an editor arranged (the demo has arranged something) is content, wherever it is kept.
ARRANGED = "communesplone.website.home."
# Values that the demo of today gives and that of an older database did not know; that the records are there counts.
GIVEN = (
    "[communesplone.website.about_links]",
    "[communesplone.website.accessibility.email]",
    "[communesplone.website.accessibility.known_problems]",
    "[communesplone.website.events.proposals_unit]",
    "[communesplone.website.newsletter.reply_to]",
    "[communesplone.website.newsletter.themes]",
    "[communesplone.website.privacy.officer]",
    "[communesplone.website.privacy.officer_email]",
)
# Lists whose order says nothing: it is that of the steps that added to them.
SETS = ("[plone.types_not_searched]", "/property[behaviors]/")
NAMES = ("name", "id", "key", "action_id", "state_id", "transition_id", "meta_type", "interface", "prefix", "manager")


def of_site(site: Any) -> dict[str, str]:
    """Place in an exported file -> text; lists keep their order, named things do not."""
    setup = site["portal_setup"]
    found: dict[str, str] = {}
    for step in STEPS:
        if setup.getExportStepMetadata(step) is None:
            continue
        tar = setup._doRunExportSteps([step])["tarball"]
        for name, data in _members(tar):
            if name.endswith(".xml"):
                flatten(etree.fromstring(data), name, found)
    return {place: _unordered(place, text) for place, text in found.items() if not _is_left_out(place)}


def _is_left_out(place: str) -> bool:
    return MOMENTS in place or ARRANGED in place or ("/value" in place and any(one in place for one in GIVEN))


def _unordered(place: str, text: str) -> str:
    return " | ".join(sorted(text.split(" | "))) if any(one in place for one in SETS) else text


def _members(tar: bytes) -> list[tuple[str, bytes]]:
    with tarfile.open(fileobj=BytesIO(tar)) as archive:
        return [(one.name, archive.extractfile(one).read()) for one in archive if one.isfile()]


def flatten(element: Any, where: str, found: dict[str, str]) -> None:
    """Write the element and what is in it into `found`."""
    attributes = dict(element.attrib.items())
    own = [attributes.pop(name) for name in NAMES if name in attributes]
    place = f"{where}/{etree.QName(element).localname}" + "".join(f"[{name}]" for name in own)
    text = " ".join((element.text or "").split())
    line = " ".join([text, *(f"{name}={value}" for name, value in sorted(attributes.items()))]).strip()
    found[place] = f"{found[place]} | {line}" if place in found else line
    for child in element:
        if isinstance(child.tag, str):
            flatten(child, place, found)


def differences(one: dict[str, str], other: dict[str, str]) -> list[str]:
    """One line for each place where the two are not the same."""
    lines = []
    for place in sorted(set(one) | set(other)):
        if one.get(place) != other.get(place):
            lines.append(f"{place}: {one.get(place, 'not there')!r} against {other.get(place, 'not there')!r}")
    return lines
