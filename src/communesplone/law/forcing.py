"""Members who force a meeting of the council."""

from communesplone.law.answers import Answer
from communesplone.law.answers import Reason
from communesplone.law.book import Law
from communesplone.law.book import NoValue
from communesplone.law.phrases import _
from communesplone.law.units import needed
from communesplone.law.units import season
from datetime import date
from datetime import timedelta


WEEK = 7


def last_idle_day(law: Law, last_call: date) -> Answer[date]:
    """Answer with the last day of the time without convocation after which fewer members may force a meeting.

    The day of the last convocation does not count; days in the pause of the year do not count either (Flanders, DLB
    19: six weeks, suspended from 11 July to 15 August). Raises NoValue where the law knows no such time.
    """
    value = law.value("meetings.no_call_for", last_call)
    asked = law.ask("meetings.no_call_for", last_call)
    if asked.value is None or value.unit != "weeks":
        raise NoValue(f"meetings.no_call_for: {law.jurisdiction} counts no weeks")
    left, day, skipped = int(asked.value) * WEEK, last_call, 0
    while left:
        day += timedelta(days=1)
        pause = law.get("meetings.pause", day)
        if isinstance(pause, str) and _within(day, pause):
            skipped += 1
        else:
            left -= 1
    reasons = (*asked.reasons, *(law.ask("meetings.pause", day).reasons if skipped else ()))
    said = Reason(
        _("Last day after ${event}, ${skipped} days left out: ${day}.", event=last_call, skipped=skipped, day=day)
    )
    return Answer(day, (*reasons, Reason(said)))


def may_force_meeting(law: Law, day: date, asking: int, in_office: int, last_call: date | None = None) -> Answer[bool]:
    """Answer whether so many members may force a meeting on a day.

    ``last_call``: day of the last convocation; without it the share for a council that meets rarely is not tried.
    Raises ValueError when more ask than are in office, NoValue where the law lets no members force a meeting.
    """
    if not 0 <= asking <= in_office:
        raise ValueError("no more members ask than there are in office")
    idle = _idle(law, day, last_call)
    asked = law.ask("meetings.called_by_few" if idle else "meetings.called_by", day)
    if asked.value is None:
        raise NoValue(f"meetings.called_by: {law.jurisdiction} knows none")
    least = max(needed(str(asked.value), in_office), 1)
    counted = Reason(_("${count} of ${number} members in office are needed.", count=least, number=in_office))
    return Answer(asking >= least, (*(idle.reasons if idle else ()), *asked.reasons, counted))


def _idle(law: Law, day: date, last_call: date | None) -> Answer[date] | None:
    if last_call is None or law.get("meetings.called_by_few", day) is None:
        return None
    reached = last_idle_day(law, last_call)
    return reached if day > reached.value else None


def _within(day: date, pause: str) -> bool:
    first, last = season(pause)
    return first <= (day.month, day.day) <= last
