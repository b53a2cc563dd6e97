"""Publication of what was decided, and the day from which it is in force."""

from communesplone.law.answers import Answer
from communesplone.law.answers import Reason
from communesplone.law.book import Law
from communesplone.law.book import NoValue
from communesplone.law.delays import calendar
from communesplone.law.delays import counting
from communesplone.law.delays import last_after
from communesplone.law.phrases import _
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Published:
    """When an act was put up and sent; None for what has not been done."""

    poster: date | None = None
    website: date | None = None
    transmitted: date | None = None

    def first(self) -> date | None:
        """The first day on which it was public in any way."""
        return min((day for day in (self.poster, self.website) if day), default=None)


def published_on(law: Law, published: Published) -> Answer[date | None]:
    """Answer with the day of publication that counts: of the poster, of the website, or the first of them.

    None when the way that counts was not used. The law of the first publication holds.
    """
    first = published.first()
    if first is None:
        return Answer(None, (Reason(_("Not yet published.")),))
    asked = law.ask("after.counts", first)
    days = {"poster": published.poster, "website": published.website}
    day = days.get(str(asked.value), first)
    if day is None:
        return Answer(None, (*asked.reasons, Reason(_("Not yet published in the way that counts."))))
    return Answer(day, (*asked.reasons, Reason(_("Published on ${day}.", day=day))))


def in_force(law: Law, published: Published, act_says: date | None = None) -> Answer[date | None]:
    """Answer with the day on which a regulation enters into force (Belgium) or is executory (France).

    ``act_says``: the day that the act itself names; it is heeded where the law allows it. None when something that
    the law asks for has not yet been done.
    """
    day = published_on(law, published)
    if day.value is None:
        return Answer(None, day.reasons)
    if law.get("after.transmission", day.value):
        return _executory(law, day, published)
    value = law.value("after.in_force", day.value)
    asked = law.ask("after.in_force", day.value)
    if act_says is not None and law.get("after.in_force_differs", day.value):
        differs = law.ask("after.in_force_differs", day.value)
        said = Reason(_("The act names ${day}.", day=act_says))
        return Answer(max(act_says, day.value), (*day.reasons, *differs.reasons, said))
    reached = last_after(day.value, int(asked.value or 0), value.unit)
    said = Reason(_("In force on ${day}.", day=reached))
    return Answer(reached, (*day.reasons, *asked.reasons, said))


def list_deadline(law: Law, meeting: date, extra_closed: frozenset[date] = frozenset()) -> Answer[date]:
    """Answer with the last day for the list of decisions to be public; raises NoValue where there is no delay."""
    return deadline(law, "after.list", meeting, "delays", extra_closed)


def regulations_deadline(law: Law, decided: date, extra_closed: frozenset[date] = frozenset()) -> Answer[date]:
    """Answer with the last day for regulations to be public; raises NoValue where there is no delay."""
    return deadline(law, "after.regulations", decided, "delays", extra_closed)


def minutes_deadline(law: Law, adopted: date) -> Answer[date]:
    """Answer with the last day for adopted minutes to be public; raises NoValue where there is no delay."""
    return deadline(law, "minutes.online_within", adopted, "delays")


def online_until(law: Law, put_online: date) -> Answer[date]:
    """Answer with the day until which an act stays online at least; raises NoValue where no time is set."""
    return deadline(law, "after.online_for", put_online, "delays")


def deadline(
    law: Law,
    key: str,
    start: date,
    purpose: str,
    extra_closed: frozenset[date] = frozenset(),
    inhabitants: int | None = None,
) -> Answer[date]:
    """Answer with the last day of the delay of a key that starts on a day, under the rules of that day.

    ``purpose`` names the list of holidays. Raises NoValue when there is no such delay.
    """
    value = law.value(key, start)
    asked = law.ask(key, start, inhabitants)
    if asked.value is None:
        raise NoValue(f"{key}: the law of {law.jurisdiction} knows none")
    day = last_after(start, int(asked.value), value.unit, calendar(law, purpose, extra_closed))
    last = Reason(_("From ${start}, last day: ${day}.", start=start, day=day))
    return Answer(day, (*asked.reasons, counting(value.unit), last))


def _executory(law: Law, day: Answer[date | None], published: Published) -> Answer[date | None]:
    asked = law.ask("after.transmission", day.value)  # type: ignore[arg-type]
    if published.transmitted is None:
        return Answer(None, (*day.reasons, *asked.reasons, Reason(_("Not yet transmitted."))))
    reached = max(day.value, published.transmitted)  # type: ignore[type-var]
    said = Reason(_("In force on ${day}.", day=reached))
    return Answer(reached, (*day.reasons, *asked.reasons, said))
