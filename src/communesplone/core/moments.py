"""Now and today in the commune's own time zone; the only place where features read the clock."""

from datetime import date
from datetime import datetime
from datetime import timezone
from plone.event.utils import default_timezone
from zoneinfo import ZoneInfo


def now() -> datetime:
    """The moment, aware, at the commune's time; with a fixed offset, which the database can store."""
    moment = datetime.now(zone())
    return moment.replace(tzinfo=timezone(moment.utcoffset()))


def today() -> date:
    """The day at the town hall."""
    return now().date()


def zone() -> ZoneInfo:
    """The time zone of the site."""
    from plone import api

    name = api.portal.get_registry_record("plone.portal_timezone", default=None) or default_timezone()
    return ZoneInfo(name)
