"""A page that says "today" is kept by no cache beyond the day."""

from communesplone.core.interfaces import ICommunesLayer
from communesplone.core.moments import now
from datetime import datetime
from datetime import time
from datetime import timedelta
from zope.annotation.interfaces import IAnnotations
from zope.component import adapter
from ZPublisher.interfaces import IPubBeforeCommit
import re


_KEY = "communesplone.core.hours.until"
_AGES = re.compile(r"\b(s-maxage|max-age)=(\d+)")


def until_midnight(request) -> None:
    """Say that what this request answers is true until the day ends at the town hall."""
    moment = now()
    IAnnotations(request)[_KEY] = max(0, int((end_of_day(moment) - moment).total_seconds()))


def end_of_day(moment: datetime) -> datetime:
    """Midnight after the moment, which is aware.

    With the offset of the moment: wall clocks differ by an hour in two nights of the year.
    """
    return datetime.combine(moment.date() + timedelta(days=1), time(), moment.tzinfo)


def shortened(header: str, seconds: int) -> str:
    """A Cache-Control header with no age above so many seconds."""
    return _AGES.sub(lambda found: f"{found[1]}={min(int(found[2]), seconds)}", header)


@adapter(IPubBeforeCommit)
def keep_no_longer(event: IPubBeforeCommit) -> None:
    """Shorten the ages that the caching rules have set."""
    request = event.request
    if not ICommunesLayer.providedBy(request):
        return
    seconds = IAnnotations(request).get(_KEY)
    header = request.response.getHeader("Cache-Control")
    if seconds is not None and header:
        request.response.setHeader("Cache-Control", shortened(header, seconds))
