"""What clerks keep: cards, hours, fresh pages, and the statements that the law asks for."""

from collections.abc import Iterator
from communesplone.website.site_check.validator.crawl import Site
from communesplone.website.site_check.validator.pages import Page
from communesplone.website.site_check.validator.report import Finding
from datetime import date
from typing import Any
import re


STALE_DAYS = 730
OLD_STATEMENT_DAYS = 365
OFFICES = ("CityHall", "GovernmentOffice")
COMMUNES = ("GovernmentOrganization", "CityHall", "AdministrativeArea")
HOURS = ("openingHoursSpecification", "specialOpeningHoursSpecification", "openingHours")
ACCESSIBILITY = re.compile(r"accessibilit|toegankelijkheid|barrierefrei|accesibilidad", re.I)
PRIVACY = re.compile(r"privacy|vie[ -]priv|données[ -]personnelles|rgpd|datenschutz|privacidad|datos personales", re.I)
ISO_DAY = re.compile(r"\b(20\d\d)-(\d\d)-(\d\d)\b")
DAY = re.compile(r"\b(\d{1,2})[./](\d{1,2})[./](20\d\d)\b")


def cards(site: Site) -> Iterator[Finding]:
    """Descriptions of services that lack what a citizen asks first."""
    for page in site.pages.values():
        for card in page.things("GovernmentService"):
            for what in _lacking(card):
                yield Finding("cards.missing", page.url, what)


def _lacking(card: dict[str, Any]) -> list[str]:
    channels = _list(card.get("availableChannel"))
    wanted = {
        "name": card.get("name"),
        "description": card.get("description"),
        "provider": card.get("provider"),
        "audience": card.get("audience"),
        "availableChannel": channels,
        "offers": card.get("offers"),
        "processingTime": [one for one in channels if isinstance(one, dict) and one.get("processingTime")],
    }
    return [name for name, value in wanted.items() if not value]


def fresh(site: Site) -> Iterator[Finding]:
    """Pages that the site map says have not changed for two years; the detail is the day."""
    for page in site.pages.values():
        day = site.changed.get(page.url.rstrip("/"))
        if day is not None and (site.today - day).days > STALE_DAYS:
            yield Finding("fresh.stale", page.url, day.isoformat())


def hours(site: Site) -> Iterator[Finding]:
    """Offices without hours, and with none that is still valid."""
    for page in site.pages.values():
        for office in page.things(*OFFICES):
            told = [one for name in HOURS for one in _list(office.get(name))]
            if not told:
                yield Finding("hours.missing", page.url, str(office.get("name", "")))
            elif all(_is_past(one, site.today) for one in told):
                yield Finding("hours.past", page.url, str(office.get("name", "")))


def _is_past(one: Any, today: date) -> bool:
    until = one.get("validThrough", "") if isinstance(one, dict) else ""
    try:
        return bool(until) and date.fromisoformat(str(until)[:10]) < today
    except ValueError:
        return False


def statement(site: Site) -> Iterator[Finding]:
    """Directive (EU) 2016/2102, article 7: linked from the home page, dated, reviewed; and GDPR, articles 12 to 14."""
    page = _linked(site, ACCESSIBILITY)
    if page is None:
        yield Finding("statement.accessibility", site.home.url)
    else:
        text = " ".join([page.tree.text_content(), *page.tree.xpath("//time/@datetime")])
        past = [day for day in _days(text) if day <= site.today]
        if not past:
            yield Finding("statement.undated", page.url)
        elif (site.today - max(past)).days > OLD_STATEMENT_DAYS:
            yield Finding("statement.old", page.url, max(past).isoformat())
    if _linked(site, PRIVACY) is None:
        yield Finding("statement.privacy", site.home.url)


def _linked(site: Site, words: re.Pattern) -> Page | None:
    """The page that the home page links under such words and that answers."""
    for url, text in site.home.links():
        if words.search(text) or words.search(url):
            answer = site.fetcher.get(url)
            if answer.status == 200:
                return Page(answer)
    return None


def _days(text: str) -> Iterator[date]:
    found = [(int(y), int(m), int(d)) for y, m, d in ISO_DAY.findall(text)]
    found += [(int(y), int(m), int(d)) for d, m, y in DAY.findall(text)]
    for year, month, day in found:
        try:
            yield date(year, month, day)
        except ValueError:
            continue


def _list(value: Any) -> list:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]
