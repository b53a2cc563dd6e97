"""Links that lead nowhere. A page of the site that was not read is asked for; other sites only when wished."""

from collections.abc import Iterator
from communesplone.website.site_check.validator.crawl import Site
from communesplone.website.site_check.validator.report import Finding
from urllib.parse import unquote


MOST_OUTSIDE = 100
# Answers of sites that do not talk to programs: nothing is known of the link.
SHY = (401, 403, 405, 406, 429, 503, 999)


def check(site: Site, *, outside: bool) -> Iterator[Finding]:
    """Broken links and anchors, each once, on the first page that has it."""
    seen: set[str] = set()
    strangers = 0
    for page in site.pages.values():
        for url, words in page.links():
            if url in seen:
                continue
            seen.add(url)
            if site.is_own(url):
                yield from _own(site, page.url, url, words)
            elif outside and strangers < MOST_OUTSIDE:
                strangers += 1
                status = site.fetcher.get(url).status
                if status not in SHY and not 200 <= status < 400:
                    yield Finding("links.outside", page.url, f"{url} ({status or 'no answer'})")


def _own(site: Site, page: str, url: str, words: str) -> Iterator[Finding]:
    plain, _sign, anchor = url.partition("#")
    status = site.fetcher.get(plain).status
    if status == 0 or status == 404 or status == 410 or status >= 500:
        yield Finding("links.broken", page, f"{url} ({status or 'no answer'}) {words}"[:300])
        return
    target = site.pages.get(site.fetcher.get(plain).url)
    if anchor and target is not None and unquote(anchor) not in target.ids:
        yield Finding("links.anchor", page, url)
