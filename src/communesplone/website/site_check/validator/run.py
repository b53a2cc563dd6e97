"""A whole check of a site."""

from collections.abc import Callable
from collections.abc import Iterable
from communesplone.website.site_check.validator import access
from communesplone.website.site_check.validator import content
from communesplone.website.site_check.validator import data
from communesplone.website.site_check.validator import links
from communesplone.website.site_check.validator import traffic
from communesplone.website.site_check.validator.crawl import crawl
from communesplone.website.site_check.validator.crawl import MOST_PAGES
from communesplone.website.site_check.validator.crawl import Site
from communesplone.website.site_check.validator.fetch import Fetcher
from communesplone.website.site_check.validator.report import Finding
from communesplone.website.site_check.validator.report import Report
from dataclasses import dataclass
from datetime import datetime


# Looks at pages with a browser: addresses in, findings of axe-core out.
Browser = Callable[[list[str]], Iterable[Finding]]


class NoSite(Exception):
    """The home page does not answer with a page; the text says what came instead."""


@dataclass(frozen=True)
class Wishes:
    """How far a check goes: pages at most, links to other sites too; a judge of CPSV-AP and a browser if there are."""

    pages: int = MOST_PAGES
    outside: bool = True
    judge: data.Judge | None = None
    browser: Browser | None = None


def check(base: str, moment: datetime, fetcher: Fetcher, wishes: Wishes) -> Report:
    """Read the site and apply every rule. `moment` has a time zone. Raises NoSite."""
    site = crawl(base.rstrip("/"), moment.date(), fetcher, wishes.pages)
    if not site.pages:
        answer = fetcher.get(base.rstrip("/"))
        raise NoSite(str(answer.status or answer.headers.get("x-trouble", "")))
    report = Report(site.base, moment.isoformat(timespec="seconds"), pages=len(site.pages))
    report.findings = [*_rules(site, wishes)]
    if wishes.browser is not None:
        report.findings += wishes.browser(list(site.pages))
    report.figures = _figures(site)
    report.skipped = _skipped(site, wishes)
    report.requests = fetcher.asked
    return report


def _rules(site: Site, wishes: Wishes) -> Iterable[Finding]:
    yield from access.check(site)
    yield from traffic.weight(site)
    yield from traffic.parties(site)
    yield from traffic.headers(site)
    yield from links.check(site, outside=wishes.outside)
    yield from content.cards(site)
    yield from content.fresh(site)
    yield from content.hours(site)
    yield from content.statement(site)
    yield from data.check(site, wishes.judge)


def _figures(site: Site) -> dict[str, int]:
    home = traffic.weigh(site, site.home)
    return {
        "home_bytes": home.page,
        "home_photograph_bytes": home.photographs,
        "home_script_bytes": home.scripts,
        "home_requests": home.requests,
        "cards": sum(len(page.things("GovernmentService")) for page in site.pages.values()),
        "offices": sum(len(page.things(*content.OFFICES)) for page in site.pages.values()),
    }


def _skipped(site: Site, wishes: Wishes) -> dict[str, str]:
    """What was not looked at, so that no silence is taken for praise."""
    reasons = {
        "axe": "" if wishes.browser else "no_browser",
        "cpsv": "" if wishes.judge else "no_shapes",
        "outside": "" if wishes.outside else "not_wished",
        "fresh": "" if site.changed else "no_site_map",
        "pages": "limit" if len(site.pages) >= wishes.pages else "",
    }
    return {name: reason for name, reason in reasons.items() if reason}
