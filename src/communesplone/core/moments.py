"""Now and today in the commune's own time zone; the only place where features read the clock."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from datetime import datetime
from datetime import timezone
from plone.event.utils import default_timezone
from zoneinfo import ZoneInfo


_pretended: ContextVar[datetime | None] = ContextVar("communesplone.core.moments", default=None)


def now() -> datetime:
    """The moment, aware, at the commune's time; with a fixed offset, which the database can store."""
    pretended = _pretended.get()
    moment = datetime.now(zone()) if pretended is None else pretended.astimezone(zone())
    return moment.replace(tzinfo=timezone(moment.utcoffset()))


def today() -> date:
    """The day at the town hall."""
    return now().date()


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Let it be that moment (aware) inside the block: for work done elsewhere and taken over here (imports, demo)."""
    token = _pretended.set(moment)
    try:
        yield
    finally:
        _pretended.reset(token)


def zone() -> ZoneInfo:
    """The time zone of the site."""
    from plone import api

    name = api.portal.get_registry_record("plone.portal_timezone", default=None) or default_timezone()
    return ZoneInfo(name)
