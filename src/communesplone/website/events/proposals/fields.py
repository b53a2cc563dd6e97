"""The questions about a proposed event and about who proposes it, and the event that they make."""

from communesplone import _
from communesplone.core.domain import contact
from communesplone.core.fields import Email
from communesplone.core.moments import zone
from communesplone.website.events.behavior import PREFIX
from communesplone.website.events.domain import prices
from communesplone.website.events.domain.recurrence import on_the_wall
from communesplone.website.events.proposals.content import PICTURE
from datetime import date
from datetime import datetime
from datetime import time
from datetime import timedelta
from plone.namedfile.field import NamedBlobFile
from typing import Any
from typing import NamedTuple
from zope import schema
from zope.interface import Interface
import re


HOUR = re.compile(r"(?P<hour>[01]?[0-9]|2[0-3])(?:\s*[:hH.]\s*(?P<minute>[0-5][0-9])?)?")
PICTURES = ("image/jpeg", "image/png")
FARTHEST = timedelta(days=2 * 366)
LONGEST = timedelta(days=92)


class IWhat(Interface):
    """The event."""

    title = schema.TextLine(title=_("Name of the event"), max_length=120)
    summary = schema.TextLine(
        title=_("In one sentence"), description=_("Shown in the list of the agenda."), max_length=200
    )
    text = schema.Text(
        title=_("More about it"),
        description=_("What happens, for whom, what to bring. An empty line begins a new paragraph."),
        required=False,
        max_length=4000,
    )
    first_day = schema.Date(title=_("Day"))
    begin = schema.TextLine(
        title=_("Begins at"),
        description=_("Such as 14:30. Leave empty for the whole day."),
        required=False,
        max_length=8,
    )
    end = schema.TextLine(title=_("Ends at"), description=_("Such as 18:00."), required=False, max_length=8)
    last_day = schema.Date(title=_("Last day"), description=_("Only when it lasts several days."), required=False)
    place = schema.TextLine(title=_("Name of the place"), max_length=120)
    address = schema.TextLine(
        title=_("Address"), description=_("Street and number, postcode and town."), required=False, max_length=300
    )
    audience = schema.Tuple(
        title=_("For whom"),
        value_type=schema.Choice(vocabulary=f"{PREFIX}audiences"),
        required=False,
        default=(),
        missing_value=(),
    )
    accessibility = schema.Tuple(
        title=_("Accessibility"),
        description=_("Tick only what is certain: people rely on it."),
        value_type=schema.Choice(vocabulary=f"{PREFIX}access"),
        required=False,
        default=(),
        missing_value=(),
    )
    price_kind = schema.Choice(
        title=_("Entrance"), vocabulary=f"{PREFIX}price_kinds", required=False, default="", missing_value=""
    )
    price_lines = schema.Text(
        title=_("Prices"),
        description=_("One per line: words | amount in euros. For example: Adults | 8.50."),
        required=False,
        max_length=800,
    )
    site = schema.TextLine(
        title=_("Web page of the event"), description=_("It begins with https://."), required=False, max_length=300
    )
    picture = NamedBlobFile(
        title=_("Picture"),
        description=_("JPEG or PNG. Only a picture that you may pass on."),
        required=False,
    )


class IWho(Interface):
    """Who proposes it."""

    organiser = schema.TextLine(
        title=_("Association or organiser"), description=_("Shown with the event."), max_length=120
    )
    full_name = schema.TextLine(title=_("First name and name"), description=_("Not shown."), max_length=120)
    email = Email(title=_("E-mail address"), description=_("Not shown. We write to it."), max_length=254)
    phone = schema.TextLine(title=_("Telephone"), description=_("Not shown."), required=False, max_length=40)


class Fault(NamedTuple):
    """What is wrong with an answer: field and words."""

    field: str
    text: Any


def faults(data: dict, today: date) -> list[Fault]:
    """What no field can see by itself."""
    found = [*_hours(data), *_days(data, today)]
    if data.get("price_lines") and any(prices.read(line) is None for line in _lines(data["price_lines"])):
        found.append(Fault("price_lines", _("Write each price as words | amount, for example: Adults | 8.50.")))
    if data.get("site") and not data["site"].startswith(("https://", "http://")):
        found.append(Fault("site", _("This is not a web address. It begins with https://.")))
    if data.get("phone") and not contact.normalise_phone(data["phone"]):
        found.append(Fault("phone", _("This is not a telephone number.")))
    picture = data.get(PICTURE)
    if picture is not None and picture.contentType not in PICTURES:
        found.append(Fault(PICTURE, _("This file is no picture. Send a JPEG or PNG picture.")))
    return found


def _hours(data: dict) -> list[Fault]:
    wrong = _("This is not an hour. Type it like 9:00.")
    found = [Fault(name, wrong) for name in ("begin", "end") if data.get(name) and _hour(data[name]) is None]
    if data.get("end") and not data.get("begin"):
        found.append(Fault("begin", _("Say when it begins, too.")))
    return found


def _days(data: dict, today: date) -> list[Fault]:
    first, last = data.get("first_day"), data.get("last_day")
    if first is None:
        return []
    if first < today:
        return [Fault("first_day", _("This day is past."))]
    if first - today > FARTHEST:
        return [Fault("first_day", _("This day is more than two years away. Check the year."))]
    if last is not None and last < first:
        return [Fault("last_day", _("The last day is before the first one."))]
    if last is not None and last - first > LONGEST:
        return [Fault("last_day", _("At most three months. Write to us about what lasts longer."))]
    return []


def _hour(text: str) -> time | None:
    found = HOUR.fullmatch(text.strip())
    return time(int(found["hour"]), int(found["minute"] or 0)) if found else None


def _lines(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]


def values_of_event(data: dict, organiser: str) -> dict:
    """Fields of Plone's Event and of our behaviour, from answers without fault."""
    first = data["first_day"]
    last = data.get("last_day") or first
    begins, ends = _hour(data.get("begin") or ""), _hour(data.get("end") or "")
    if begins is not None and ends is not None and last == first and ends <= begins:
        last = first + timedelta(days=1)  # a night
    whole_day = begins is None
    begin = datetime.combine(first, begins or time())
    end = datetime.combine(last, time(23, 59, 59) if whole_day else ends or begins)
    return {
        "title": data["title"],
        "description": data["summary"],
        "start": on_the_wall(begin, zone()),
        "end": on_the_wall(max(begin, end), zone()),
        "whole_day": whole_day,
        "open_end": not whole_day and ends is None,
        "location": data["place"],
        "place_address": data.get("address") or "",
        "audience": tuple(data.get("audience") or ()),
        "accessibility": tuple(data.get("accessibility") or ()),
        "price_kind": data.get("price_kind") or "",
        "prices": tuple(_lines(data.get("price_lines") or "")),
        "event_url": data.get("site") or None,
        "organiser": organiser,
    }
