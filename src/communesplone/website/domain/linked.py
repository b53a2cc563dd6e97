"""What search engines are told of the commune and of a page, as schema.org describes it (JSON-LD)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
import json


CONTEXT = "https://schema.org"


@dataclass(frozen=True)
class Commune:
    """The commune: its lines of address as people write them, telephone and e-mail as they stand on the pages."""

    name: str
    url: str
    tagline: str = ""
    address: tuple[str, ...] = ()
    phone: str = ""
    email: str = ""
    logo: str = ""

    @property
    def id(self) -> str:
        """What other descriptions call it by."""
        return f"{self.url}#commune"


@dataclass(frozen=True)
class News:
    """A news item; moments are ISO 8601 with time zone, '' where there is none."""

    url: str
    headline: str
    summary: str = ""
    published: str = ""
    changed: str = ""
    picture: str = ""
    language: str = ""


def script(things: Sequence[dict]) -> str:
    """The text of a script element: no text in it can end the element."""
    text = json.dumps({"@context": CONTEXT, "@graph": list(things)}, ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text


def organization(commune: Commune) -> dict:
    """GovernmentOrganization."""
    return _told(
        {
            "@type": "GovernmentOrganization",
            "@id": commune.id,
            "name": commune.name,
            "url": commune.url,
            "description": commune.tagline,
            "address": ", ".join(commune.address),
            "telephone": commune.phone,
            "email": commune.email,
            "logo": commune.logo,
        }
    )


def website(commune: Commune, languages: Sequence[str]) -> dict:
    """WebSite, with the address of its search."""
    return _told(
        {
            "@type": "WebSite",
            "@id": f"{commune.url}#site",
            "name": commune.name,
            "url": commune.url,
            "inLanguage": list(languages),
            "publisher": {"@id": commune.id},
            "potentialAction": {
                "@type": "SearchAction",
                "target": f"{commune.url}/@@search?SearchableText={{words}}",
                "query-input": "required name=words",
            },
        }
    )


def breadcrumbs(crumbs: Sequence[tuple[str, str]]) -> dict:
    """BreadcrumbList of (title, address), from the home page to the page itself."""
    places = [
        {"@type": "ListItem", "position": position, "name": title, "item": url}
        for position, (title, url) in enumerate(crumbs, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": places}


def news_article(news: News, commune: Commune) -> dict:
    """NewsArticle; its author is the commune."""
    publisher = {"@type": "GovernmentOrganization", "@id": commune.id, "name": commune.name, "url": commune.url}
    return _told(
        {
            "@type": "NewsArticle",
            "@id": f"{news.url}#article",
            "url": news.url,
            "mainEntityOfPage": news.url,
            "headline": news.headline,
            "description": news.summary,
            "datePublished": news.published,
            "dateModified": news.changed,
            "image": news.picture,
            "inLanguage": news.language,
            "author": publisher,
            "publisher": publisher,
        }
    )


def _told(facts: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in facts.items() if value}
