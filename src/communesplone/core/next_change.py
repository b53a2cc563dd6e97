"""The next moment at which time alone changes what the catalog finds.

Content comes out and expires, events end: nothing is indexed then. Answers that are kept hold until that moment.
"""

from datetime import datetime
from math import inf
from plone import api
from typing import Any
from zoneinfo import ZoneInfo


MINUTE = 60  # seconds
RANGE, EVENT_END = "effectiveRange", "end"


def next_change(moment: datetime) -> float:
    """Seconds of the epoch; infinite when nothing is dated later than the moment (aware)."""
    indexes = api.portal.get_tool("portal_catalog")._catalog.indexes
    return min(_next_of_range(indexes.get(RANGE), moment), _next_end(indexes.get(EVENT_END), moment))


def moment_of(value: int) -> datetime:
    """What Plone's index of events keeps as (((year * 12 + month) * 31 + day) * 24 + hour) * 60 + minute."""
    rest, minute = divmod(value, 60)
    rest, hour = divmod(rest, 24)
    rest, day = divmod(rest, 31)
    year, month = divmod(rest, 12)
    if day == 0:
        day, month = 31, month - 1
    if month == 0:
        month, year = 12, year - 1
    return datetime(year, month, day, hour, minute, tzinfo=ZoneInfo("UTC"))


def value_of(moment: datetime) -> int:
    """The other way round."""
    utc = moment.astimezone(ZoneInfo("UTC"))
    return (((utc.year * 12 + utc.month) * 31 + utc.day) * 24 + utc.hour) * 60 + utc.minute


def _next_of_range(index: Any, moment: datetime) -> float:
    """Shown from the minute of the beginning to the end of the last minute."""
    if index is None:
        return inf
    minute = int(moment.timestamp()) // MINUTE
    begins = [_least(tree, minute + 1) for tree in (index._since, index._since_only)]
    ends = [_least(tree, minute) for tree in (index._until, index._until_only)]
    return min([inf, *(one * MINUTE for one in begins if one), *((one + 1) * MINUTE for one in ends if one)])


def _next_end(index: Any, moment: datetime) -> float:
    if index is None:
        return inf
    value = _least(index._index, value_of(moment) + 1)
    return moment_of(value).timestamp() if value else inf


def _least(tree: Any, at_least: int) -> int | None:
    """The first key from that one on."""
    try:
        return tree.minKey(at_least)
    except ValueError:
        return None
