"""Enough members to decide."""

from communesplone.law.answers import Answer
from communesplone.law.answers import Reason
from communesplone.law.book import Law
from communesplone.law.delays import last_after
from communesplone.law.phrases import _
from communesplone.law.units import needed
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Sitting:
    """Who there is for one item. ``interested``: of those present, those whom the item concerns personally."""

    in_office: int
    present: int
    represented: int = 0
    interested: int = 0
    call: int = 1

    def __post_init__(self) -> None:
        counts = (self.in_office, self.present, self.represented, self.interested)
        if min(counts) < 0 or self.call < 1:
            raise ValueError("a number of members is never negative, and the first call is number one")
        if self.present + self.represented > self.in_office or self.interested > self.present:
            raise ValueError("more members than there are in office")


def members_needed(law: Law, day: date, in_office: int) -> Answer[int]:
    """Answer with the number of members who must be present at a first call."""
    return _share(law, "quorum.present", day, in_office)


def college_needed(law: Law, day: date, in_office: int) -> Answer[int]:
    """Answer with the number of members of the college who must be present; raises NoValue where none is known."""
    return _share(law, "quorum.college", day, in_office)


def is_quorate(law: Law, day: date, sitting: Sitting) -> Answer[bool]:
    """Answer whether the council may decide on an item.

    For a later call the item must have been on the agenda of the calls before: see the reasons.
    """
    free = _free(law, day, sitting)
    if free is not None:
        return free
    asked = members_needed(law, day, sitting.in_office)
    counted, reasons = _counted(law, day, sitting)
    said = Reason(_("${count} members count, ${needed} are needed.", count=counted, needed=asked.value))
    return Answer(counted >= asked.value, (*asked.reasons, *reasons, said))


def earliest_next(law: Law, meeting: date) -> Answer[date]:
    """Answer with the first day for the next meeting after one without quorum; raises NoValue where none is set."""
    value = law.value("quorum.interval", meeting)
    asked = law.ask("quorum.interval", meeting)
    day = last_after(meeting, int(asked.value or 0), value.unit)
    return Answer(day, (*asked.reasons, Reason(_("First day after ${event}: ${day}.", event=meeting, day=day))))


def _free(law: Law, day: date, sitting: Sitting) -> Answer[bool] | None:
    """An answer when no quorum is needed at all."""
    if law.get("quorum.free_from_call", day) and sitting.present:
        asked = law.ask("quorum.free_from_call", day)
        if sitting.call >= int(asked.value or 0):
            said = Reason(
                _("Call number ${call}: whatever the number, for items of the calls before.", call=sitting.call)
            )
            return Answer(True, (*asked.reasons, said))
    share = law.get("quorum.free_if_interested", day)
    if share and sitting.interested and sitting.interested >= needed(str(share), sitting.in_office):
        said = Reason(_("${count} members are interested.", count=sitting.interested))
        return Answer(True, (*law.ask("quorum.free_if_interested", day).reasons, said))
    return None


def _counted(law: Law, day: date, sitting: Sitting) -> tuple[int, tuple[Reason, ...]]:
    counted, reasons = sitting.present, ()
    if sitting.interested:
        asked = law.ask("quorum.interested_count", day)
        counted -= 0 if asked.value else sitting.interested
        reasons += asked.reasons
    if sitting.represented and law.get("quorum.proxies_count", day) is not None:
        asked = law.ask("quorum.proxies_count", day)
        counted += sitting.represented if asked.value else 0
        reasons += asked.reasons
    return counted, reasons


def _share(law: Law, key: str, day: date, number: int) -> Answer[int]:
    asked = law.ask(key, day)
    least = needed(str(asked.value), number)
    return Answer(least, (*asked.reasons, Reason(_("Of ${number}: ${count}.", number=number, count=least))))
