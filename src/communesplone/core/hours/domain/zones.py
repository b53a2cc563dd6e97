"""Wall clock to moment, also in the two nights of the year when clocks change."""

from datetime import date
from datetime import datetime
from datetime import time
from datetime import timedelta
from datetime import tzinfo
from datetime import UTC


def instant(day: date, minutes: int, zone: tzinfo, *, last: bool) -> datetime:
    """The moment (UTC) at which clocks of the place show so many minutes after midnight of a day.

    An hour that comes twice: its second time with ``last`` (ends), else its first (starts). A time that clocks skip
    is the moment at which they are put forward.
    """
    wall = datetime.combine(day, time()) + timedelta(minutes=minutes)
    aware = wall.replace(tzinfo=zone, fold=int(last))
    moment = aware.astimezone(UTC)
    if moment.astimezone(zone).replace(tzinfo=None) == wall:
        return moment
    return _jump(wall, zone)


def _jump(wall: datetime, zone: tzinfo) -> datetime:
    """The moment of the change around a wall time that does not exist, to the minute."""
    before = wall.replace(tzinfo=zone, fold=1).astimezone(UTC)
    after = wall.replace(tzinfo=zone, fold=0).astimezone(UTC)
    offset = before.astimezone(zone).utcoffset()
    while after - before > timedelta(minutes=1):
        middle = before + timedelta(minutes=(after - before) // timedelta(minutes=2))
        if middle.astimezone(zone).utcoffset() == offset:
            before = middle
        else:
            after = middle
    return after
