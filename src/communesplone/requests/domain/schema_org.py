"""A card as schema.org describes a GovernmentService, for search engines."""

from communesplone.requests.domain.service import Channel
from communesplone.requests.domain.service import Place
from communesplone.requests.domain.service import Service
from communesplone.requests.domain.service import Words
import json


def government_service(service: Service, language: str) -> dict:
    """The service in one language; what is not known is left out."""
    authority = {
        "@type": "GovernmentOrganization",
        "@id": f"{service.authority.url}#commune",
        "name": _say(service.authority.names, language),
        "url": service.authority.url,
    }
    return _without_empty(
        {
            "@context": "https://schema.org",
            "@type": "GovernmentService",
            "@id": f"{service.url}#service",
            "url": service.url,
            "name": _say(service.titles, language),
            "description": _say(service.descriptions, language),
            "serviceType": _say(service.themes[0].names, language) if service.themes else "",
            "provider": authority,
            "serviceOperator": authority,
            "areaServed": {"@type": "AdministrativeArea", "name": authority["name"]},
            "audience": [{"@type": "Audience", "audienceType": _say(one.names, language)} for one in service.audiences],
            "availableChannel": [_channel(one, service, language) for one in service.channels],
            "offers": [_without_empty(_offer(one, language)) for one in service.costs],
            "serviceOutput": _named(service.outcomes, language),
            "isRelatedTo": [
                {"@type": "GovernmentService", "@id": f"{url}#service", "url": url} for url in service.related
            ],
        }
    )


def script_text(data: dict) -> str:
    """JSON that may stand inside a script element: no text in it can end the element."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text


def _channel(channel: Channel, service: Service, language: str) -> dict:
    place = channel.place
    return _without_empty(
        {
            "@type": "ServiceChannel",
            "name": _say(channel.names, language),
            "serviceUrl": channel.url or service.url,
            "servicePhone": _phone(place) if place and channel.kind == "phone" else None,
            "serviceLocation": _place(place) if place and channel.kind == "desk" else None,
            "processingTime": service.duration,
            "availableLanguage": list(service.languages),
        }
    )


def _related(url: str) -> dict:
    return {"@type": "GovernmentService", "@id": f"{url}#service", "url": url}


def _offer(cost, language: str) -> dict:
    price = {"price": str(cost.amount), "priceCurrency": "EUR"} if cost.amount is not None else {}
    return {"@type": "Offer", "description": _say(cost.texts, language), **price}


def _phone(place: Place) -> dict | None:
    return {"@type": "ContactPoint", "telephone": place.phone} if place.phone else None


def _place(place: Place) -> dict:
    address = {"streetAddress": place.street, "postalCode": place.postcode, "addressLocality": place.city}
    known = _without_empty(address)
    return _without_empty(
        {
            "@type": "GovernmentOffice",
            "name": place.name,
            "url": place.url,
            "telephone": place.phone,
            "email": place.email,
            "address": {"@type": "PostalAddress", **known} if known else None,
        }
    )


def _named(words: Words, language: str) -> dict | None:
    return {"@type": "Thing", "name": _say(words, language)} if words else None


def _say(words: Words, language: str) -> str:
    return words.get(language) or next(iter(words.values()), "")


def _without_empty(known: dict) -> dict:
    return {name: value for name, value in known.items() if value not in (None, "", [], {})}
