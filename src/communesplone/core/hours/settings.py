"""School holidays that the suite does not know: each commune adds its own."""

from communesplone import _
from communesplone.core.hours.domain.mistakes import Mistake
from communesplone.core.hours.domain.mistakes import Mistakes
from communesplone.core.hours.domain.mistakes import Wrong
from communesplone.core.hours.domain.reading import lines_of
from communesplone.core.hours.domain.reading_days import read_period
from communesplone.core.hours.domain.words import plain
from communesplone.law.phrases import _ as phrase
from datetime import date
from plone import api
from zope import schema
from zope.interface import Interface


PREFIX = "communesplone.core.hours"


class IHours(Interface):
    """What opening hours need to know of the commune besides public holidays and closing days."""

    school_holidays = schema.Text(
        title=_("School holidays of its own"),
        description=_(
            "One period a line, such as 17/10/2026 - 1/11/2026. Those of the Flemish Community are known, and those of "
            "the French Community for the years that are published."
        ),
        required=False,
        max_length=20_000,
    )


def read_school_holidays(text: str | None) -> tuple[tuple[date, date], ...]:
    """The periods of the lines. Raises Mistakes for a line that is none with years."""
    found, mistakes = [], []
    for number, line in lines_of(text or ""):
        try:
            period, end = read_period(plain(line))
            if period.annual or plain(line)[end:].strip():
                raise Wrong(phrase("Write both days with their years, such as 17/10/2026 - 1/11/2026."))
            found.append((period.first, period.last))
        except Wrong as wrong:
            mistakes.append(Mistake(number, wrong.phrase))
    if mistakes:
        raise Mistakes(mistakes)
    return tuple(found)


def own_school_holidays() -> tuple[tuple[date, date], ...]:
    """The commune's own; none where the setting is not there yet or was written past the form."""
    try:
        return read_school_holidays(api.portal.get_registry_record(f"{PREFIX}.school_holidays", default=None))
    except Mistakes:
        return ()
