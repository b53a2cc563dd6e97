"""An event as schema.org describes it, for search engines and for programs."""

from communesplone.website.events.domain import recurrence
from dataclasses import dataclass
from datetime import datetime
from datetime import timedelta
from decimal import Decimal
from typing import Any


STATUS = {
    "cancelled": "https://schema.org/EventCancelled",
    "postponed": "https://schema.org/EventPostponed",
    "planned": "https://schema.org/EventScheduled",
}
DAYS = {
    "MO": "Monday",
    "TU": "Tuesday",
    "WE": "Wednesday",
    "TH": "Thursday",
    "FR": "Friday",
    "SA": "Saturday",
    "SU": "Sunday",
}
STEPS = {"DAILY": "P{}D", "WEEKLY": "P{}W", "MONTHLY": "P{}M", "YEARLY": "P{}Y"}


@dataclass(frozen=True)
class Facts:
    """What is known of an event. ``begin``, ``end``: aware, of its next time; ``first``: of its first one;
    ``last``: of its last one; ``seats``, ``left``: None when nobody counts; ``free``: None when nothing was said;
    ``sale``: address where one registers.
    """

    url: str
    name: str
    begin: datetime
    end: datetime
    first: datetime
    last: datetime
    description: str = ""
    status: str = "planned"
    whole_day: bool = False
    open_end: bool = False
    rule: str = ""
    place: str = ""
    address: str = ""
    online_url: str = ""
    organiser: str = ""
    organiser_url: str = ""
    audiences: tuple[str, ...] = ()
    free: bool | None = None
    prices: tuple[tuple[str, Decimal], ...] = ()
    sale: str = ""
    seats: int | None = None
    left: int | None = None
    image: str = ""
    language: str = ""


def event(facts: Facts) -> dict[str, Any]:
    """The description; what is not known is left out."""
    found = {
        "@context": "https://schema.org",
        "@type": "Event",
        "@id": f"{facts.url}#event",
        "url": facts.url,
        "name": facts.name,
        "description": facts.description,
        "inLanguage": facts.language,
        "image": facts.image,
        "startDate": _moment(facts.begin, facts.whole_day),
        "endDate": "" if facts.open_end else _moment(facts.end, facts.whole_day),
        "eventStatus": STATUS.get(facts.status, STATUS["planned"]),
        "eventAttendanceMode": f"https://schema.org/{_mode(facts)}EventAttendanceMode",
        "location": _locations(facts),
        "organizer": _without_empty(
            {
                "@type": "Organization" if facts.organiser else "",
                "name": facts.organiser,
                "url": facts.organiser_url if facts.organiser else "",
            }
        ),
        "audience": [{"@type": "Audience", "audienceType": one} for one in facts.audiences],
        "isAccessibleForFree": facts.free,
        "offers": _offers(facts),
        "eventSchedule": _schedule(facts),
        "maximumAttendeeCapacity": facts.seats,
        "remainingAttendeeCapacity": facts.left,
    }
    return _without_empty(found)


def _moment(moment: datetime, whole_day: bool) -> str:
    return moment.date().isoformat() if whole_day else moment.isoformat(timespec="minutes")


def _mode(facts: Facts) -> str:
    if facts.online_url:
        return "Mixed" if facts.place or facts.address else "Online"
    return "Offline"


def _locations(facts: Facts) -> list[dict]:
    found = []
    if facts.place or facts.address:
        place = {"@type": "Place", "name": facts.place or facts.address, "address": facts.address or facts.place}
        found.append(place)
    if facts.online_url:
        found.append({"@type": "VirtualLocation", "url": facts.online_url})
    return found


def _offers(facts: Facts) -> list[dict]:
    tariffs = facts.prices or ((("", Decimal(0)),) if facts.free or facts.sale else ())
    stock = "SoldOut" if facts.left == 0 else "InStock"
    stock = "Discontinued" if facts.status == "cancelled" else stock
    return [
        _without_empty(
            {
                "@type": "Offer",
                "name": label,
                "price": f"{amount:.2f}",
                "priceCurrency": "EUR",
                "url": facts.sale or facts.url,
                "availability": f"https://schema.org/{stock}",
            }
        )
        for label, amount in tariffs
        if facts.prices or facts.free is not None
    ]


def _schedule(facts: Facts) -> dict:
    parts = recurrence.frequency(facts.rule)
    step = STEPS.get(parts.get("FREQ", ""))
    if not step:
        return {}
    length = facts.end.replace(tzinfo=None) - facts.begin.replace(tzinfo=None)
    ends = facts.first.replace(tzinfo=None) + length
    return _without_empty(
        {
            "@type": "Schedule",
            "startDate": facts.first.date().isoformat(),
            "endDate": facts.last.date().isoformat(),
            "repeatFrequency": step.format(parts.get("INTERVAL", "1")),
            "repeatCount": int(parts["COUNT"]) if parts.get("COUNT", "").isdecimal() else None,
            "byDay": [f"https://schema.org/{DAYS[day]}" for day in parts.get("BYDAY", "").split(",") if day in DAYS],
            "byMonthDay": [int(day) for day in parts.get("BYMONTHDAY", "").split(",") if day.isdecimal()],
            "startTime": "" if facts.whole_day else facts.first.strftime("%H:%M:%S"),
            "endTime": "" if facts.whole_day or facts.open_end or length > timedelta(days=1) else f"{ends:%H:%M:%S}",
            "scheduleTimezone": str(facts.first.tzinfo),
            "exceptDate": [f"{day[:4]}-{day[4:6]}-{day[6:]}" for day in recurrence.dates(facts.rule, "EXDATE")],
        }
    )


def _without_empty(values: dict) -> dict:
    return {name: value for name, value in values.items() if value not in (None, "", [], {})}
