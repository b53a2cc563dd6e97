"""When a letter is to go out, as it is typed."""

from datetime import date
from datetime import datetime
from datetime import time
from datetime import timedelta
from datetime import timezone
from datetime import tzinfo
from enum import StrEnum


FURTHEST = timedelta(days=92)


class Fault(StrEnum):
    """What is wrong with it."""

    DAY = "day"
    HOUR = "hour"
    PAST = "past"
    FAR = "far"


def moment_of(day: str, hour: str, now: datetime, zone: tzinfo) -> datetime | Fault:
    """The moment (aware, fixed offset) of a day `2026-11-27` and an hour `8:30`: after now, at most 92 days ahead."""
    try:
        on = date.fromisoformat(day.strip())
    except ValueError:
        return Fault.DAY
    try:
        hours, minutes = (int(part) for part in hour.strip().replace("h", ":").split(":"))
        at = time(hours, minutes)
    except ValueError:
        return Fault.HOUR
    local = datetime.combine(on, at, zone)
    moment = local.replace(tzinfo=timezone(local.utcoffset() or timedelta()))
    if moment <= now:
        return Fault.PAST
    return moment if moment - now <= FURTHEST else Fault.FAR
