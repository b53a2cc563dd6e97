"""`@hours` of a place: what holds on a day, its week, what changes, and the hours in the formats of others."""

from communesplone.core.hours import places
from communesplone.core.hours.browser.hours import asked_day
from communesplone.core.hours.browser.hours import WrongDay
from communesplone.core.hours.domain.engine import DayHours
from communesplone.core.hours.domain.osm import opening_hours
from communesplone.core.hours.domain.plain import schedule_out
from communesplone.core.hours.domain.plain import spans_out
from communesplone.core.hours.domain.schema_org import specifications
from communesplone.core.hours.places import Found
from communesplone.core.hours.showing import AHEAD
from communesplone.core.hours.showing import Words
from communesplone.core.moments import now
from communesplone.core.moments import today
from communesplone.core.moments import zone
from datetime import date
from datetime import timedelta
from plone.restapi.services import Service
from zExceptions import BadRequest
from zope.i18n import translate


class HoursGet(Service):
    """GET: `day` (2026-09-27, today by default). `open_now` and `next_change` are of the moment of the answer."""

    def reply(self) -> dict:
        try:
            day = asked_day(self.request.form.get("day"), today()) or today()
        except WrongDay as wrong:
            raise BadRequest(translate(wrong.args[0], context=self.request)) from wrong
        self.request.response.setHeader("Cache-Control", "no-cache")
        self.words = Words(self.request)
        url = self.context.absolute_url()
        channels = places.of_content(self.context)
        return {
            "@id": f"{url}/@hours",
            "page": f"{url}/@@hours",
            "timezone": str(zone()),
            "day": day.isoformat(),
            "channels": {name: self._channel(found, day) for name, found in channels.items()},
        }

    def _channel(self, found: Found, day: date) -> dict:
        hours, moment = found.hours, now()
        change, state = hours.next_change(moment), hours.state_at(moment)
        return {
            "origin": {"@id": found.origin.url, "title": found.origin.title} if found.origin else None,
            "state_now": state.value if state else "closed",
            "open_now": hours.is_open(moment),
            "next_change": change.isoformat() if change else None,
            "on_day": self._day(hours.on(day)),
            "week": [self._day(one) for one in hours.week(day)],
            "changes": [
                {
                    "first": one.first.isoformat(),
                    "last": one.last.isoformat(),
                    "kind": one.kind.value,
                    "spans": spans_out(one.spans),
                    "reason": self.words.say(one.reason),
                }
                for one in hours.changes_between(day, day + timedelta(days=AHEAD))
            ],
            "schedule": schedule_out(hours.schedule),
            "osm": opening_hours(hours.schedule),
            "schema_org": specifications(hours, today()),
        }

    def _day(self, here: DayHours) -> dict:
        return {
            "day": here.day.isoformat(),
            "kind": here.kind.value,
            "closed": here.closed,
            "spans": spans_out(here.spans),
            "text": self.words.spans(here.spans),
            "reason": self.words.say(here.reason),
        }
