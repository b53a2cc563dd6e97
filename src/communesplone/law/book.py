"""The law of one jurisdiction, with what the commune put in its place: what holds on this day here?"""

from collections.abc import Iterable
from communesplone.law.answers import Answer
from communesplone.law.answers import Reason
from communesplone.law.jurisdictions import Jurisdiction
from communesplone.law.keys import KEYS
from communesplone.law.loading import load
from communesplone.law.phrases import _
from communesplone.law.phrases import Phrase
from communesplone.law.units import at
from communesplone.law.units import Plain
from communesplone.law.units import season
from communesplone.law.units import UNITS
from communesplone.law.units import written
from communesplone.law.values import known
from communesplone.law.values import Value
from communesplone.law.wording import word
from datetime import date


class NoValue(LookupError):
    """The law of this jurisdiction says nothing about that on that day, as far as the suite knows."""


class Law:
    """The rules of one commune. Immutable; ``overrides`` win over the data on the days on which they hold."""

    def __init__(self, jurisdiction: Jurisdiction | str, overrides: Iterable[Value] = ()) -> None:
        self.jurisdiction = Jurisdiction(jurisdiction)
        self._overrides: dict[str, list[Value]] = {}
        for value in overrides:
            self._overrides.setdefault(value.key, []).append(value)

    def find(self, key: str, day: date) -> Value | None:
        """Return the value that holds on the day, or None; raises WrongValue for an unknown key."""
        known(key)
        for values in (self._overrides.get(key, ()), load(self.jurisdiction).get(key, ())):
            for value in values:
                if value.holds(day):
                    return value
        return None

    def value(self, key: str, day: date) -> Value:
        """Return the value that holds on the day; raises NoValue when there is none."""
        found = self.find(key, day)
        if found is None:
            raise NoValue(f"{key}: nothing known for {self.jurisdiction} on {day.isoformat()}")
        return found

    def ask(self, key: str, day: date, inhabitants: int | None = None) -> Answer[Plain]:
        """Answer with the plain value and where it stands.

        Raises NoValue when there is none, NeedsInhabitants when it depends on the number of inhabitants.
        """
        value = self.value(key, day)
        try:
            plain = at(value.value, inhabitants)
        except LookupError as error:
            raise NoValue(f"{key}: {error}") from error
        return Answer(plain, (reason_of(value, plain),))

    def get(self, key: str, day: date, default: Plain = None, inhabitants: int | None = None) -> Plain:
        """Return the plain value alone, ``default`` when the law says nothing."""
        try:
            return self.ask(key, day, inhabitants).value
        except NoValue:
            return default

    def in_force(self, day: date) -> list[Value]:
        """Return every value that holds on the day, in the order of the keys."""
        found = [self.find(key, day) for key in KEYS]
        return [value for value in found if value is not None]


def phrase_of(plain: Plain, unit: str) -> Phrase:
    """Return a value with its unit as a phrase: ``7 clear days``, ``1/3``, ``oldest``, ``none``."""
    if plain is None:
        return _("none")
    if isinstance(plain, int) and not isinstance(plain, bool):
        return _("${value} ${unit}", value=plain, unit=UNITS[unit][1])
    if isinstance(plain, tuple):
        return Phrase("${list}", {"list": tuple(word(name) for name in plain)})
    if unit == "season":
        (month, day), (last_month, last_day) = season(str(plain))
        first, last = f"{day}/{month}", f"{last_day}/{last_month}"
        return _("${first} to ${last}", first=first, last=last)
    return word(written(plain))


def reason_of(value: Value, plain: Plain) -> Reason:
    """Return the step of a reasoning that reads a value of the law, or of the commune."""
    key = known(value.key)
    text = phrase_of(plain, value.unit)
    if value.overridden:
        phrase = _(
            "${title}: ${value}. Set by the commune: ${reason}", title=key.title, value=text, reason=value.reason
        )
    else:
        phrase = _("${title}: ${value}", title=key.title, value=text)
    return Reason(phrase, value.article, value.source, value.confidence)
