"""Convocation of the council and what must be ready before a meeting."""

from communesplone.law.answers import Answer
from communesplone.law.answers import Reason
from communesplone.law.book import Law
from communesplone.law.book import NoValue
from communesplone.law.delays import calendar
from communesplone.law.delays import counting
from communesplone.law.delays import latest_before
from communesplone.law.phrases import _
from communesplone.law.units import needed
from datetime import date
from enum import StrEnum


class Call(StrEnum):
    """Which convocation it is. The value is the key of its notice."""

    ORDINARY = "notice.ordinary"
    SECOND = "notice.second_call"
    THIRD = "notice.third_call"
    URGENT = "notice.urgent"
    FIRST_MEETING = "notice.first_meeting"
    LISTED_INSTALLATION = "notice.listed_installation"


def latest_convocation(
    law: Law, meeting: date, call: Call = Call.ORDINARY, inhabitants: int | None = None
) -> Answer[date]:
    """Answer with the last day on which the convocation may be sent, or received where the law counts from receipt.

    A call for which the law has no notice of its own follows the ordinary one. Raises NoValue where the law knows no
    such call at all (an urgent one in Flanders), NeedsInhabitants where the notice depends on their number.
    """
    known = law.find(call.value, meeting) is not None or call is Call.URGENT
    return latest(law, call.value if known else Call.ORDINARY.value, meeting, inhabitants)


def check_convocation(
    law: Law, given: date, meeting: date, call: Call = Call.ORDINARY, inhabitants: int | None = None
) -> Answer[bool]:
    """Answer whether a convocation of that day is in time; raises as ``latest_convocation``."""
    return _in_time(given, latest_convocation(law, meeting, call, inhabitants))


def latest_member_item(law: Law, meeting: date) -> Answer[date]:
    """Answer with the last day on which a member may add an item; raises NoValue where that is not in the law."""
    return latest(law, "agenda.member_item", meeting)


def latest_drafts(law: Law, meeting: date, inhabitants: int | None = None) -> Answer[date]:
    """Answer with the last day for draft deliberations to go online; raises NoValue where none need to."""
    return latest(law, "before.drafts", meeting, inhabitants)


def latest_agenda(law: Law, meeting: date) -> Answer[date]:
    """Answer with the last day for the agenda to be published; raises NoValue where the law has no delay."""
    return latest(law, "before.agenda", meeting)


def latest_oral_question(law: Law, meeting: date, extra_closed: frozenset[date] = frozenset()) -> Answer[date]:
    """Answer with the last day for an oral question; raises NoValue where the law has no delay."""
    return latest(law, "agenda.oral_question", meeting, extra_closed=extra_closed)


def latest(
    law: Law,
    key: str,
    event: date,
    inhabitants: int | None = None,
    extra_closed: frozenset[date] = frozenset(),
) -> Answer[date]:
    """Answer with the last day before an event that leaves the delay of a key between them.

    The rules of the day of the event hold. Raises NoValue when there is no such delay.
    """
    value = law.value(key, event)
    asked = law.ask(key, event, inhabitants)
    if asked.value is None:
        raise NoValue(f"{key}: the law of {law.jurisdiction} knows none")
    day = latest_before(event, int(asked.value), value.unit, calendar(law, "office", extra_closed))
    last = Reason(_("Last day before ${event}: ${day}.", event=event, day=day))
    return Answer(day, (*asked.reasons, counting(value.unit), last))


def may_add_urgent_item(law: Law, day: date, present: int, in_favour: int) -> Answer[bool]:
    """Answer whether enough of the members present want an item that is not on the agenda.

    Raises ValueError when more are in favour than present.
    """
    if not 0 <= in_favour <= present:
        raise ValueError("no more members in favour than present")
    asked = law.ask("agenda.urgent_item", day)
    if asked.value is None:
        return Answer(False, (*asked.reasons, Reason(_("An item that is not on the agenda cannot be added."))))
    least = needed(str(asked.value), present)
    counted = Reason(
        _("${count} of ${present} members present are needed.", count=least, present=present),
    )
    return Answer(in_favour >= least and present > 0, (*asked.reasons, counted))


def _in_time(given: date, latest_day: Answer[date]) -> Answer[bool]:
    if given <= latest_day.value:
        said = Reason(_("${day} is in time.", day=given))
    else:
        said = Reason(_("${day} is too late.", day=given))
    return Answer(given <= latest_day.value, (*latest_day.reasons, said))
