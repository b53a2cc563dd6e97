"""What a page makes a browser load, from whom, and the headers that protect its reader."""

from collections.abc import Iterator
from communesplone.website.site_check.validator.crawl import Site
from communesplone.website.site_check.validator.pages import Page
from communesplone.website.site_check.validator.pages import PHOTOGRAPHS
from communesplone.website.site_check.validator.report import Finding
from dataclasses import dataclass
from urllib.parse import urlsplit


# Bytes that travel.
MOST_WITHOUT_PHOTOGRAPHS = 150_000
MOST_WITH_PHOTOGRAPHS = 400_000
MOST_SCRIPTS = 20_000
MOST_REQUESTS = 10


@dataclass
class Weight:
    """Bytes that travel for a page, and requests without those for photographs."""

    page: int = 0
    photographs: int = 0
    scripts: int = 0
    requests: int = 0


def weigh(site: Site, page: Page) -> Weight:
    """The weight for a browser that has nothing yet and loads every picture."""
    told = Weight(page=page.answer.transferred, requests=1)
    for kind, url in page.loads():
        answer = site.fetcher.get(url)
        if kind in PHOTOGRAPHS:
            told.photographs += answer.transferred
            continue
        told.page += answer.transferred
        told.requests += 1
        told.scripts += answer.transferred if kind == "script" else 0
    return told


def weight(site: Site) -> Iterator[Finding]:
    """Pages over the limits; details are kilobytes or requests."""
    for page in site.pages.values():
        told = weigh(site, page)
        whole = told.page + told.photographs
        if told.page > MOST_WITHOUT_PHOTOGRAPHS:
            yield Finding("weight.page", page.url, f"{told.page // 1000} KB")
        if whole > MOST_WITH_PHOTOGRAPHS and told.photographs:
            yield Finding("weight.photographs", page.url, f"{whole // 1000} KB")
        if told.scripts > MOST_SCRIPTS:
            yield Finding("weight.scripts", page.url, f"{told.scripts // 1000} KB")
        if told.requests > MOST_REQUESTS:
            yield Finding("weight.requests", page.url, str(told.requests))


def parties(site: Site) -> Iterator[Finding]:
    """What is loaded from other hosts, each once, and cookies that nobody asked for."""
    seen = set()
    for page in site.pages.values():
        for _kind, url in page.loads():
            host = urlsplit(url).netloc
            if host != site.host and host not in seen:
                seen.add(host)
                yield Finding("parties.resource", page.url, url)
        for cookie in page.answer.cookies:
            yield Finding("parties.cookie", page.url, cookie.partition("=")[0])


def headers(site: Site) -> Iterator[Finding]:
    """Headers of the home page; cookies of every page."""
    sent, url = site.home.answer.headers, site.home.url
    policy = _policy(sent.get("content-security-policy", ""))
    scripts = policy.get("script-src", policy.get("default-src"))
    if scripts is None or {"'unsafe-inline'", "'unsafe-eval'", "*", "https:", "http:"} & set(scripts):
        yield Finding("headers.policy", url, " ".join(scripts or []))
    if urlsplit(url).scheme == "https" and "strict-transport-security" not in sent:
        yield Finding("headers.secure", url)
    if sent.get("x-content-type-options", "").lower() != "nosniff":
        yield Finding("headers.kind", url)
    if "frame-ancestors" not in policy and "x-frame-options" not in sent:
        yield Finding("headers.frame", url)
    if not sent.get("referrer-policy"):
        yield Finding("headers.referrer", url)
    for page in site.pages.values():
        yield from _cookies(page)


def _cookies(page: Page) -> Iterator[Finding]:
    wanted = {"httponly", "samesite"} | ({"secure"} if page.url.startswith("https:") else set())
    for cookie in page.answer.cookies:
        name, *attributes = (part.strip() for part in cookie.split(";"))
        lacking = wanted - {one.partition("=")[0].lower() for one in attributes}
        if lacking:
            yield Finding("headers.cookie", page.url, f"{name.partition('=')[0]}: {', '.join(sorted(lacking))}")


def _policy(text: str) -> dict[str, list[str]]:
    parts = [one.split() for one in text.split(";")]
    return {one[0].lower(): one[1:] for one in parts if one}
