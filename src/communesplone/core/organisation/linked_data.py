"""A unit for search engines: schema.org, with its hours."""

from communesplone.core.hours import places
from communesplone.core.hours.domain.schema_org import specifications
from communesplone.core.moments import today
import json


def of_unit(unit) -> dict:
    """GovernmentOffice with contact points and hours; what is not known is left out."""
    url = unit.absolute_url()
    channels = places.of_content(unit)
    known = {
        "@context": "https://schema.org",
        "@type": "GovernmentOffice",
        "@id": url,
        "url": url,
        "name": unit.title,
        "description": unit.description or "",
        "telephone": unit.phone or "",
        "email": unit.email or "",
        "address": ", ".join(line.strip() for line in (unit.address or "").splitlines() if line.strip()),
    }
    if "desk" in channels:
        known.update(specifications(channels["desk"].hours, today()))
    if "phone" in channels and unit.phone:
        known["contactPoint"] = {
            "@type": "ContactPoint",
            "telephone": unit.phone,
            "hoursAvailable": specifications(channels["phone"].hours, today()).get("openingHoursSpecification", []),
        }
    return {name: value for name, value in known.items() if value}


def linked_data(unit) -> str:
    """The same as text for a script element: no < can end it."""
    return json.dumps(of_unit(unit), ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
