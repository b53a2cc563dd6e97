"""Which pages are looked at: the home page, what it leads to, and what the site map names."""

from collections import deque
from communesplone.website.site_check.validator.fetch import Answer
from communesplone.website.site_check.validator.fetch import Fetcher
from communesplone.website.site_check.validator.pages import Page
from dataclasses import dataclass
from dataclasses import field
from datetime import date
from lxml import etree
from urllib.parse import parse_qsl
from urllib.parse import urlsplit
import zlib


MOST_PAGES = 200
SITE_MAPS = ("sitemap.xml.gz", "sitemap.xml")
NOT_PAGES = ("login", "logout", "logged_out", "register", "mail_password_form")
# One address for each page: filters and languages are views of it.
MOST_IN_QUERY = 0
LARGEST_SITE_MAP = 50_000_000


@dataclass
class Site:
    """Everything that the rules look at. `base` is the home page's address without a slash at the end."""

    base: str
    today: date
    fetcher: Fetcher
    pages: dict[str, Page] = field(default_factory=dict)
    changed: dict[str, date] = field(default_factory=dict)

    @property
    def home(self) -> Page:
        return next(iter(self.pages.values()))

    @property
    def host(self) -> str:
        return urlsplit(self.base).netloc

    def is_own(self, url: str) -> bool:
        """Whether an address lies within the site."""
        return url == self.base or url.startswith((f"{self.base}/", f"{self.base}?", f"{self.base}#"))


def crawl(base: str, today: date, fetcher: Fetcher, most: int = MOST_PAGES) -> Site:
    """Read pages breadth first: those near to the home page are those that people read."""
    site = Site(fetcher.get(base).url.rstrip("/"), today, fetcher)
    site.changed = site_map(site)
    waiting = deque([site.base])
    seen = set(waiting)
    while waiting and len(site.pages) < most:
        url = waiting.popleft()
        answer = fetcher.get(url)
        if answer.status != 200 or answer.kind not in ("text/html", "application/xhtml+xml"):
            continue
        page = Page(answer)
        if not site.is_own(page.url) or page.url in site.pages:
            continue
        site.pages[page.url] = page
        for link in [one for one, _words in page.links()] + (list(site.changed) if len(site.pages) == 1 else []):
            link = link.partition("#")[0].rstrip("/")
            if link not in seen and site.is_own(link) and is_page(link):
                seen.add(link)
                waiting.append(link)
    return site


def is_page(url: str) -> bool:
    """Whether an address may be a page of its own."""
    parts = urlsplit(url)
    name = parts.path.rpartition("/")[2]
    return (
        len(parse_qsl(parts.query, keep_blank_values=True)) <= MOST_IN_QUERY
        and name not in NOT_PAGES
        and "++" not in parts.path
        and "/@@images/" not in parts.path
        and "/@@download/" not in parts.path
    )


def site_map(site: Site) -> dict[str, date]:
    """Pages of the site map with the day of their last change; empty without one."""
    for name in SITE_MAPS:
        answer = site.fetcher.get(f"{site.base}/{name}")
        if answer.status == 200:
            return _days(answer)
    return {}


def _days(answer: Answer) -> dict[str, date]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        body = answer.body
        if body[:2] == b"\x1f\x8b":
            body = zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(body, LARGEST_SITE_MAP)
        tree = etree.fromstring(body, parser)
    except (etree.XMLSyntaxError, zlib.error):
        return {}
    found = {}
    for place in tree.iterfind("{*}url"):
        url, day = place.findtext("{*}loc", ""), place.findtext("{*}lastmod", "")[:10]
        try:
            found[url.strip().rstrip("/")] = date.fromisoformat(day)
        except ValueError:
            continue
    return found
