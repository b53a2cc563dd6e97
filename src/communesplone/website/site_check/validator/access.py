"""What of accessibility shows in the document itself. What only a browser sees (contrast, focus) is axe-core's part."""

from collections import Counter
from collections.abc import Iterator
from communesplone.website.site_check.validator.crawl import Site
from communesplone.website.site_check.validator.pages import Page
from communesplone.website.site_check.validator.report import Finding
from itertools import pairwise
import re


# Levels of headings: a page may begin with any part of its frame, so only what comes deeper is looked at.
HEADINGS = "//h1|//h2|//h3|//h4|//h5|//h6"
UNNAMED_FIELDS = "hidden", "submit", "button", "reset", "image"
ZOOM = re.compile(r"user-scalable\s*=\s*(no|0)|maximum-scale\s*=\s*1(\.0*)?\s*(,|$)", re.I)
SHOWN = 120


def check(site: Site) -> Iterator[Finding]:
    """WCAG 2.2: 1.1.1, 1.3.1, 1.4.4, 2.4.2, 2.4.4, 3.1.1, 3.3.2, 4.1.2, as far as the text of the page tells."""
    for page in site.pages.values():
        for rule, detail in (*_whole(page), *_parts(page)):
            yield Finding(f"access.{rule}", page.url, detail[:SHOWN])


def _whole(page: Page) -> Iterator[tuple[str, str]]:
    tree = page.tree
    if not (tree.get("lang") or "").strip():
        yield "language", ""
    if not " ".join(tree.xpath("//head/title/text()")).strip():
        yield "title", ""
    if not tree.xpath("//h1"):
        yield "heading", ""
    for content in tree.xpath("//meta[@name='viewport']/@content"):
        if ZOOM.search(content):
            yield "zoom", content
    levels = [int(one.tag[1]) for one in tree.xpath(HEADINGS)]
    for above, below in pairwise(levels):
        if below > above + 1:
            yield "order", f"h{above} – h{below}"
            break


def _parts(page: Page) -> Iterator[tuple[str, str]]:
    tree = page.tree
    for one in tree.xpath("//img[not(@alt)]"):
        yield "picture", one.get("src") or ""
    labelled = set(tree.xpath("//label/@for"))
    for one in tree.xpath("//input|//select|//textarea"):
        if not _is_named(one, labelled):
            yield "field", one.get("name") or one.get("id") or one.tag
    for one in tree.xpath("//a[@href]|//button"):
        if not _words(one):
            yield "link", one.get("href") or one.get("id") or one.tag
    for name, times in Counter(page.ids).items():
        if times > 1:
            yield "twice", name


def _is_named(one, labelled: set[str]) -> bool:
    if one.get("type", "text").lower() in UNNAMED_FIELDS or one.get("id") in labelled:
        return True
    named = any((one.get(name) or "").strip() for name in ("aria-label", "aria-labelledby", "title"))
    return named or any(above.tag == "label" for above in one.iterancestors()) or _is_hidden(one)


def _is_hidden(one) -> bool:
    return any(
        each.get("aria-hidden") == "true" or each.get("hidden") is not None for each in (one, *one.iterancestors())
    )


def _words(one) -> str:
    """The name a screen reader says for a link or a button."""
    names = [one.get("aria-label"), one.get("aria-labelledby"), one.get("title"), one.text_content()]
    inner = one.xpath(".//img/@alt|.//svg//title/text()|.//*/@aria-label")
    found = "".join(filter(None, [*names, *inner])).strip()
    return found or ("hidden" if _is_hidden(one) else "")
