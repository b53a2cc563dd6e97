"""What a page may load and run: one content security policy for each kind of answer (CSP level 3).

The pages that the suite draws itself need one script and one style sheet, so nothing else is allowed there: an inline
script that got into a text by mistake is not run. Plone's own editing pages need more, and get no more than that.
"""

from collections.abc import Iterable
from enum import StrEnum
import re


NONE = "'none'"
SELF = "'self'"


class Kind(StrEnum):
    """Kinds of answers."""

    LIGHT = "light"  # a page that the suite draws
    READING = "reading"  # content with texts of editors, in the frame of the suite
    EDITING = "editing"  # Plone's own page
    MANAGING = "managing"  # Zope's management pages
    DATA = "data"  # JSON, XML, style sheets, pictures
    FILE = "file"  # what somebody uploaded
    PRINT = "print"  # a PDF: the browser's viewer starts under no stricter policy


# The only scripts inside pages of Plone 6.2 that have a fixed text, by their SHA-256.
KNOWN_SCRIPTS = (
    "'sha256-LaXqE58L200e4Qwjjl4rC3SjpbmBbe7dJIYwlUYYeD4='",  # @@resourceregistry-controlpanel: hides a warning
    "'sha256-tRiK0leNi8LPLewN3k6RC+HTv/H3Tl7JgyiUgT0s6rI='",  # @@caching-controlpanel: opens an overlay
    "'sha256-4ZLCELHk0ytKRi7kePRkxVW/qdSY/iuxJA5oNlQqaiI='",  # @@actions-controlpanel: asks before it deletes
)
_COMMON = {
    "default-src": [NONE],
    "base-uri": [SELF],
    "form-action": [SELF],
    "frame-ancestors": [SELF],
}
_LIGHT = {
    **_COMMON,
    "script-src": [],
    "style-src": [],
    "img-src": [SELF, "data:"],
    "font-src": [SELF],
    "connect-src": [SELF],
    "frame-src": [SELF],  # the document of a case, in the browser's own viewer
    "manifest-src": [SELF],
}
_STOCK = {
    **_COMMON,
    "script-src": [SELF, "'unsafe-hashes'", *KNOWN_SCRIPTS],
    "style-src": [SELF, "'unsafe-inline'"],
    "img-src": [SELF, "data:", "blob:"],
    "font-src": [SELF, "data:"],
    "connect-src": [SELF],
    "frame-src": [SELF],
    "media-src": [SELF, "blob:"],
    "manifest-src": [SELF],
}
_RULES: dict[Kind, dict[str, list[str]]] = {
    Kind.LIGHT: _LIGHT,
    # A centred paragraph of the editor has a style attribute.
    Kind.READING: {**_LIGHT, "style-src-attr": ["'unsafe-inline'"], "media-src": [SELF]},
    Kind.EDITING: _STOCK,
    Kind.MANAGING: {**_STOCK, "script-src": [SELF, "'unsafe-inline'"]},
    Kind.DATA: {"default-src": [NONE], "style-src": ["'unsafe-inline'"], "frame-ancestors": [NONE], "sandbox": []},
    Kind.FILE: {"default-src": [NONE], "style-src": ["'unsafe-inline'"], "frame-ancestors": [SELF], "sandbox": []},
    Kind.PRINT: {"frame-ancestors": [SELF]},
}
EXTENSIBLE = ("connect-src", "font-src", "form-action", "frame-src", "img-src", "media-src", "script-src", "style-src")
PAGES = (Kind.LIGHT, Kind.READING, Kind.EDITING)
_HOST = re.compile(
    r"https://(\*\.)?[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+(:\d{1,5})?(/[\w./+~-]*)?"
)


def policy(
    kind: Kind,
    scripts: Iterable[str] = (),
    styles: Iterable[str] = (),
    extra: Iterable[str] = (),
    needs: str = "",
) -> str:
    """The policy as one header value.

    ``scripts`` and ``styles`` are the addresses that a page of the suite loads from, folders with a slash at the end.
    ``extra`` are lines like ``img-src https://tiles.example.org``: checked by ``is_source_line`` when they were saved,
    left out here when wrong. ``needs`` is what one page of Plone cannot do without in its scripts: ``'unsafe-eval'``.
    """
    rules = {name: list(values) for name, values in _RULES[kind].items()}
    if kind in (Kind.LIGHT, Kind.READING):
        rules["script-src"] = list(scripts) or [SELF]
        rules["style-src"] = list(styles) or [SELF]
    if kind in PAGES:
        for line in filter(is_source_line, extra):
            name, _space, source = line.strip().partition(" ")
            rules.setdefault(name, []).append(source.strip())
    if needs and kind is Kind.EDITING:
        rules["script-src"].append(needs)
    return "; ".join(" ".join([name, *values]) for name, values in rules.items())


def is_source_line(line: str) -> bool:
    """Whether a line names a directive that may be widened and one https address; never a keyword or a wildcard."""
    name, _space, source = line.strip().partition(" ")
    return name in EXTENSIBLE and _HOST.fullmatch(source.strip()) is not None
