"""A page as the rules look at it: its links, what it loads, what it tells programs."""

from communesplone.website.site_check.validator.fetch import Answer
from dataclasses import dataclass
from functools import cached_property
from lxml import etree
from lxml import html
from typing import Any
from urllib.parse import urljoin
from urllib.parse import urlsplit
import json


LOADED = {
    "script": "//script[@src]/@src",
    "style": "//link[contains(concat(' ', @rel, ' '), ' stylesheet ')]/@href",
    "font": "//link[@rel='preload'][@as='font']/@href",
    "icon": "//link[contains(concat(' ', @rel, ' '), ' icon ')]/@href",
    "picture": "//img/@src",
    "frame": "//iframe/@src",
    "media": "//video/@src|//audio/@src|//source/@src",
}
PHOTOGRAPHS = ("picture", "media")


@dataclass
class Page:
    """A page that was read."""

    answer: Answer

    @property
    def url(self) -> str:
        """Its address after redirects."""
        return self.answer.url

    @cached_property
    def tree(self) -> Any:
        """The document; an empty one for what cannot be parsed."""
        try:
            return html.document_fromstring(
                self.answer.body or b"<html></html>", parser=html.HTMLParser(encoding="utf-8")
            )
        except (etree.ParserError, ValueError):
            return html.document_fromstring(b"<html></html>")

    def links(self) -> list[tuple[str, str]]:
        """Whole addresses of its links with their words; only http and https."""
        found = [
            (self.join(one.get("href")), " ".join(one.text_content().split())) for one in self.tree.xpath("//a[@href]")
        ]
        return [(url, words) for url, words in found if urlsplit(url).scheme in ("http", "https")]

    def loads(self) -> list[tuple[str, str]]:
        """Kind and address of what a browser loads with it, each once, except what stands in the page itself."""
        found = [(kind, self.join(url)) for kind, path in LOADED.items() for url in self.tree.xpath(path)]
        return list(dict.fromkeys(one for one in found if urlsplit(one[1]).scheme in ("http", "https")))

    def join(self, url: str) -> str:
        """The whole address; '' for what is none."""
        try:
            return urljoin(self.url, url.strip())
        except ValueError:
            return ""

    @cached_property
    def ids(self) -> list[str]:
        return self.tree.xpath("//*/@id")

    @cached_property
    def told(self) -> list[dict | None]:
        """Every thing of its JSON-LD, those in graphs too; None for each script that cannot be read."""
        found: list[dict | None] = []
        for script in self.tree.xpath("//script[@type='application/ld+json']"):
            try:
                found += _things(json.loads(script.text_content()))
            except ValueError:
                found.append(None)
        return found

    def things(self, *types: str) -> list[dict]:
        """What it tells of these types of schema.org."""
        return [one for one in self.told if one is not None and set(types) & set(_types(one))]


def _things(data: Any) -> list[dict]:
    if isinstance(data, list):
        return [thing for one in data for thing in _things(one)]
    if not isinstance(data, dict):
        return []
    inner = data.get("@graph")
    return [*([] if inner is not None and "@type" not in data else [data]), *(_things(inner) if inner else [])]


def _types(thing: dict) -> list[str]:
    told = thing.get("@type", [])
    return told if isinstance(told, list) else [told]
