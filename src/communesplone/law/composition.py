"""How many sit in the council and in the college of a commune of so many inhabitants."""

from communesplone.law.answers import Answer
from communesplone.law.answers import Reason
from communesplone.law.book import Law
from communesplone.law.book import NoValue
from communesplone.law.phrases import _
from communesplone.law.units import at_most
from communesplone.law.units import needed
from datetime import date


def council_size(law: Law, day: date, inhabitants: int) -> Answer[int]:
    """Answer with the legal number of members of the council.

    ``inhabitants`` is the population that counts: see ``population_day``. Raises NoValue where no table is known,
    ValueError for a negative number.
    """
    return _banded(law, "size.council", day, inhabitants)


def complete_size(law: Law, day: date, inhabitants: int) -> Answer[int]:
    """Answer with the number of members with whom the council is deemed complete: the legal number in most communes."""
    if law.get("size.council_complete", day, None, inhabitants) is None:
        return council_size(law, day, inhabitants)
    return _banded(law, "size.council_complete", day, inhabitants)


def college_size(law: Law, day: date, inhabitants: int) -> Answer[int]:
    """Answer with the number of aldermen, or the highest number of deputies of the mayor (France).

    Raises NoValue where no table is known (Flanders; Brussels below 20 000 inhabitants).
    """
    if law.find("size.college_share", day) is None:
        return _banded(law, "size.college", day, inhabitants)
    council, share = council_size(law, day, inhabitants), law.ask("size.college_share", day)
    most = at_most(str(share.value), council.value)
    said = Reason(_("Of ${number}: ${count}.", number=council.value, count=most))
    return Answer(most, (*council.reasons, *share.reasons, said))


def population_day(law: Law, election: date) -> Answer[date | None]:
    """Answer with the day whose population counts for an election; None where it is that of the last census."""
    asked = law.ask("size.population", election)
    day = date(election.year, 1, 1) if asked.value == "1 January of the election year" else None
    return Answer(day, asked.reasons)


def members_who_may_call(law: Law, day: date, in_office: int, inhabitants: int, *, rarely: bool = False) -> Answer[int]:
    """Answer with the number of members who may force a meeting.

    ``rarely``: the council met, or was convened, as seldom as the law says for the smaller share (Wallonia,
    Flanders); raises NoValue where there is none.
    """
    asked = law.ask("meetings.called_by_few" if rarely else "meetings.called_by", day, inhabitants)
    least = needed(str(asked.value), in_office)
    return Answer(least, (*asked.reasons, Reason(_("Of ${number}: ${count}.", number=in_office, count=least))))


def _banded(law: Law, key: str, day: date, inhabitants: int) -> Answer[int]:
    if inhabitants < 0:
        raise ValueError("a number of inhabitants is never negative")
    asked = law.ask(key, day, inhabitants)
    if asked.value is None:
        raise NoValue(f"{key}: none for {inhabitants} inhabitants")
    said = Reason(_("For ${number} inhabitants: ${count}.", number=inhabitants, count=asked.value))
    return Answer(int(asked.value), (*asked.reasons, said))
