"""Linked data: whether it can be read, and whether procedures follow CPSV-AP."""

from collections.abc import Callable
from collections.abc import Iterator
from communesplone.website.site_check.validator.content import COMMUNES
from communesplone.website.site_check.validator.crawl import Site
from communesplone.website.site_check.validator.pages import Page
from communesplone.website.site_check.validator.report import Finding


MOST_PROCEDURES = 60
TURTLE = "//link[@rel='alternate'][@type='text/turtle']/@href"
# Turtle in, what the shapes of the standard say against it out.
Judge = Callable[[str], list[str]]


def check(site: Site, judge: Judge | None) -> Iterator[Finding]:
    """Without a judge the descriptions of procedures are not looked at."""
    for page in site.pages.values():
        if None in page.told:
            yield Finding("data.broken", page.url)
    if not site.home.things(*COMMUNES):
        yield Finding("data.missing", site.home.url)
    if judge is not None:
        for page in [one for one in site.pages.values() if one.tree.xpath(TURTLE)][:MOST_PROCEDURES]:
            yield from _procedure(site, page, judge)


def _procedure(site: Site, page: Page, judge: Judge) -> Iterator[Finding]:
    url = page.join(page.tree.xpath(TURTLE)[0])
    answer = site.fetcher.get(url)
    said = judge(answer.text) if answer.status == 200 else [f"{url} ({answer.status})"]
    for one in said:
        yield Finding("data.procedure", page.url, one[:300])
