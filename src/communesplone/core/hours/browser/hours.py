"""`@@hours` of a place: is it open on that day? With its week, what is unlike it, and the hours as a calendar."""

from communesplone import _
from communesplone.core.hours import ical
from communesplone.core.hours import places
from communesplone.core.hours.domain.engine import Kind
from communesplone.core.hours.domain.model import State
from communesplone.core.hours.domain.osm import opening_hours
from communesplone.core.hours.domain.words import CLOSED
from communesplone.core.hours.domain.words import STATES
from communesplone.core.hours.domain.writing import known
from communesplone.core.hours.showing import CHANNELS
from communesplone.core.hours.showing import Words
from communesplone.core.moments import now
from communesplone.core.moments import today
from datetime import date
from datetime import datetime
from datetime import time
from datetime import timedelta
from plone import api
from plone.memoize.view import memoize
from Products.Five import BrowserView
from urllib.parse import urlsplit
from zExceptions import NotFound


YEARS_BACK = 1
YEARS_AHEAD = 3
PAGE_AHEAD = 184
ONE_WEEK = timedelta(days=7)


class WrongDay(ValueError):
    """Not a day that can be asked about."""


def asked_day(text: object, today: date) -> date | None:
    """The day asked about; None when none is. Raises WrongDay for what is no day, or too far from today."""
    if not text:
        return None
    try:
        day = date.fromisoformat(str(text).strip())
    except ValueError as error:
        raise WrongDay(_("This is not a day. Write year, month and day: 2026-12-24.")) from error
    if not today.year - YEARS_BACK <= day.year <= today.year + YEARS_AHEAD:
        raise WrongDay(_("Choose a day from last year to three years ahead."))
    return day


class HoursPage(BrowserView):
    """The page; `day` in the address is the question."""

    light_page = True

    def __call__(self):
        self.channels = places.of_content(self.context)
        self.problem, self.day = None, None
        try:
            self.day = asked_day(self.request.form.get("day"), today())
        except WrongDay as wrong:
            self.problem = wrong.args[0]
        if not self.channels:
            raise NotFound("hours")
        return super().__call__()

    @property
    @memoize
    def words(self) -> Words:
        return Words(self.request)

    @property
    def page_title(self) -> str:
        return self.words.say(_("Opening hours: ${place}", mapping={"place": self.context.title}))

    @property
    def parts(self):
        return api.content.get_view("hours-parts", self.context, self.request)

    @property
    def asked(self) -> str:
        """What the field shows: what was typed, or nothing."""
        return str(self.request.form.get("day") or "")[:40]

    @property
    def week_day(self) -> date:
        """A day of the week that is shown."""
        return self.day or today()

    def neighbours(self) -> dict[str, str]:
        """Days of the weeks before and after, as far as they can be asked."""
        return {
            "before": (self.week_day - ONE_WEEK).isoformat(),
            "after": (self.week_day + ONE_WEEK).isoformat(),
        }

    def shown(self) -> list[dict]:
        """Each channel with its answer, week and changes."""
        found = []
        for channel, one in self.channels.items():
            hours = one.hours
            found.append(
                {
                    **self.parts.today(channel, one),
                    "origin": one.origin,
                    "answer": self._answer(hours) if self.day else None,
                    "week": self.words.week(hours, self.week_day),
                    "changes": self.words.changes(hours, max(today(), self.week_day), PAGE_AHEAD),
                    "regular": self.words.regular(hours),
                    "seasons": self.words.seasons(hours),
                    "closed_on_holidays": hours.schedule.closed_on_holidays,
                    "osm": opening_hours(hours.schedule),
                }
            )
        return found

    def _answer(self, hours) -> dict:
        """The sentence for the day asked about, and when it opens next if it is closed."""
        here = hours.on(self.day)
        mapping = {"day": self.words.day(self.day), "hours": self.words.spans(here.spans)}
        if here.closed:
            text = self.words.say(_("Closed on ${day}.", mapping=mapping))
        else:
            text = self.words.say(_("Open on ${day}: ${hours}.", mapping=mapping))
        if all(not span.state.walk_in for span in here.spans) and here.spans:
            text = self.words.say(_("By appointment only on ${day}: ${hours}.", mapping=mapping))
        reason = self.words.say(here.reason) if here.kind is not Kind.WEEK else ""
        after = hours.next_opening(datetime.combine(self.day, time(23, 59), hours.zone)) if here.closed else None
        following = ""
        if after is not None:
            following = self.words.say(_("Opens again: ${moment}", mapping={"moment": self.words.moment(after)}))
        return {"text": text, "reason": reason, "closed": here.closed, "next": following}


class HoursCalendar(BrowserView):
    """`@@hours.ics`: the hours at the desk (or `channel`) for a calendar that subscribes to them."""

    def __call__(self) -> bytes:
        channels = places.of_content(self.context)
        channel = self.request.form.get("channel") or next(iter(channels), "")
        if channel not in channels:
            raise NotFound("hours.ics")
        words = Words(self.request)
        name = self.context.title
        if channel != "desk":
            name = f"{name} ({words.say(CHANNELS[channel])})"
        host = urlsplit(api.portal.get().absolute_url()).hostname or "localhost"
        made = ical.calendar(
            channels[channel].hours,
            today(),
            now(),
            name=name,
            uid=f"{channel}-{api.content.get_uuid(self.context)}@{host}",
            word=lambda one: _word(one, words),
            url=f"{self.context.absolute_url()}/@@hours",
        )
        response = self.request.response
        response.setHeader("Content-Type", "text/calendar; charset=utf-8")
        response.setHeader("Content-Disposition", 'attachment; filename="hours.ics"')
        response.setHeader("Cache-Control", "public, max-age=3600")
        return made


def _word(one: object, words: Words) -> str:
    language = known(words.language)
    if one == "closed":
        return CLOSED[language][0]
    if isinstance(one, State):
        return STATES[one][language][0]
    return words.say(one)
