"""Hours in the words of the reader: today, a week, what changes. For pages, lists and services alike."""

from communesplone import _
from communesplone.core.hours.domain.engine import Change
from communesplone.core.hours.domain.engine import DayHours
from communesplone.core.hours.domain.engine import Hours
from communesplone.core.hours.domain.engine import Kind
from communesplone.core.hours.domain.words import clock
from communesplone.core.hours.domain.writing import known
from communesplone.core.hours.domain.writing import shown_day
from communesplone.core.hours.domain.writing import shown_spans
from communesplone.core.hours.domain.writing import shown_weekday
from communesplone.core.hours.domain.writing import week_lines
from communesplone.core.legal.api import say
from communesplone.core.moments import today
from communesplone.law.phrases import Phrase
from datetime import date
from datetime import datetime
from datetime import timedelta
from plone import api
from zope.i18n import translate


AHEAD = 92  # days of which a page tells the changes
SCRIPT_DAYS = 8  # days of which the script is told the openings: a week and the night before
CODES = {"open": 0, "self_service": 1, "appointment": 2}
CHANNELS = {"desk": _("At the desk"), "phone": _("By telephone")}


class Words:
    """Hours for one reader: his language and, for messages, his request."""

    def __init__(self, request, language: str = "") -> None:
        self.request = request
        self.language = language or api.portal.get_current_language()

    def say(self, message) -> str:
        """A message, a phrase of the rules, or a text of the clerk."""
        if isinstance(message, Phrase):
            return say(message, self.request)
        return translate(message, context=self.request) if message else ""

    def spans(self, spans) -> str:
        return shown_spans(spans, self.language)

    def day(self, day: date) -> str:
        """``dimanche 27 septembre 2026``."""
        return shown_weekday(day, self.language)

    def of_day(self, here: DayHours) -> dict:
        """A row of a week: day, words, reason, and marks for the look."""
        return {
            "date": here.day.isoformat(),
            "day": shown_weekday(here.day, self.language).removesuffix(str(here.day.year)).removesuffix(" de ").strip(),
            "text": self.spans(here.spans),
            "reason": self.say(here.reason) if here.kind in (Kind.SPECIAL, Kind.CLOSING) else "",
            "closed": here.closed,
            "today": here.day == today(),
            "special": here.kind in (Kind.SPECIAL, Kind.CLOSING),
        }

    def today(self, hours: Hours, day: date) -> str:
        """What holds on the day that is today, in words that stay true until midnight."""
        here = hours.on(day)
        reason = self.say(here.reason) if here.kind in (Kind.SPECIAL, Kind.CLOSING) else ""
        if here.closed and reason:
            return self.say(_("Closed today: ${reason}", mapping={"reason": reason}))
        if here.closed:
            return self.say(_("Closed today"))
        return self.say(_("Today: ${hours}", mapping={"hours": self.spans(here.spans)}))

    def day_in_short(self, hours: Hours, day: date) -> str:
        """What holds on a day that the page names itself."""
        here = hours.on(day)
        reason = self.say(here.reason) if here.closed and here.kind in (Kind.SPECIAL, Kind.CLOSING) else ""
        said = self.spans(here.spans)
        return f"{said} ({reason})" if reason else said

    def week(self, hours: Hours, day: date) -> list[dict]:
        return [self.of_day(here) for here in hours.week(day)]

    def change(self, change: Change) -> dict:
        """A line of the coming changes: days, what holds, why."""
        if change.first == change.last:
            days = self.day(change.first)
        else:
            same_year = change.first.year == change.last.year
            mapping = {
                "first": shown_day(change.first, self.language, year=not same_year),
                "last": shown_day(change.last, self.language),
            }
            days = self.say(_("from ${first} to ${last}", mapping=mapping))
        reason = self.say(change.reason)
        if change.kind in (Kind.SEASON, Kind.SCHOOL):
            return {"days": days, "text": reason or self.say(_("other hours")), "reason": "", "closed": False}
        return {"days": days, "text": self.spans(change.spans), "reason": reason, "closed": not change.spans}

    def changes(self, hours: Hours, first: date, ahead: int = AHEAD) -> list[dict]:
        """What differs from the regular week from a day on."""
        return [self.change(one) for one in hours.changes_between(first, first + timedelta(days=ahead))]

    def regular(self, hours: Hours) -> list[str]:
        """The regular week in lines."""
        return week_lines(hours.schedule.week, self.language, shown=True)

    def seasons(self, hours: Hours) -> list[dict]:
        """The seasons with their days and weeks, and the school holidays."""
        found = [
            {
                "name": one.name,
                "days": self._period(one.period),
                "lines": week_lines(one.week, self.language, shown=True),
            }
            for one in hours.schedule.seasons
        ]
        if hours.schedule.school is not None:
            lines = week_lines(hours.schedule.school, self.language, shown=True)
            found.append({"name": self.say(_("School holidays")), "days": "", "lines": lines})
        return found

    def _period(self, period) -> str:
        mapping = {"first": shown_day(period.first, self.language), "last": shown_day(period.last, self.language)}
        return self.say(_("from ${first} to ${last}", mapping=mapping))

    def moment(self, moment: datetime) -> str:
        """A day and a time."""
        return f"{self.day(moment.date())}, {clock(moment.hour * 60 + moment.minute, known(self.language))}"


def openings_for_script(hours: Hours, today: date) -> str:
    """The openings of eight days for the script of the page: minutes since 1970 and a code each, in one line."""
    first = today - timedelta(days=1)
    found = []
    for number in range(SCRIPT_DAYS + 1):
        for one in hours.openings(first + timedelta(days=number)):
            start, end = (int(moment.timestamp()) // 60 for moment in (one.start, one.end))
            found.append(f"{start},{end},{CODES[one.state]}")
    return " ".join(found)
