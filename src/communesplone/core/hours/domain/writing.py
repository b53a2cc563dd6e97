"""From hours to text: as a clerk edits it (the reader takes it back unchanged), and as a visitor reads it."""

from communesplone.core.hours.domain.model import Annual
from communesplone.core.hours.domain.model import Bound
from communesplone.core.hours.domain.model import LAST
from communesplone.core.hours.domain.model import Period
from communesplone.core.hours.domain.model import Season
from communesplone.core.hours.domain.model import Span
from communesplone.core.hours.domain.model import Spans
from communesplone.core.hours.domain.model import Special
from communesplone.core.hours.domain.model import State
from communesplone.core.hours.domain.model import Week
from communesplone.core.hours.domain.words import clock
from communesplone.core.hours.domain.words import CLOSED
from communesplone.core.hours.domain.words import DAYS
from communesplone.core.hours.domain.words import LANGUAGES
from communesplone.core.hours.domain.words import MONTHS
from communesplone.core.hours.domain.words import OF_MONTH
from communesplone.core.hours.domain.words import ORDINALS
from communesplone.core.hours.domain.words import STATES
from datetime import date


def known(language: str) -> str:
    """The language, or English where nobody knows its words."""
    short = (language or "").split("-")[0]
    return short if short in LANGUAGES else "en"


def typed_time(minutes: int) -> str:
    """``9`` or ``13:30``; ``26`` for two in the morning of the next day."""
    hour, minute = divmod(minutes, 60)
    return f"{hour}:{minute:02d}" if minute else str(hour)


def typed_spans(spans: Spans, language: str) -> str:
    """``9-12 13:30-16``, as it is typed."""
    language = known(language)
    return " ".join(_typed(span, language) for span in sorted(spans)) or CLOSED[language][0]


def _typed(span: Span, language: str) -> str:
    word = STATES[span.state][language][0]
    if span.whole_day and span.state is not State.OPEN:
        return word
    times = f"{typed_time(span.start)}-{typed_time(span.end)}"
    return times if span.state is State.OPEN else f"{times} {word}"


def shown_spans(spans: Spans, language: str) -> str:
    """``9 h – 12 h, 13 h 30 – 16 h``, as it is read; past midnight with the hour of the next day."""
    language = known(language)
    return ", ".join(_shown(span, language) for span in sorted(spans)) or CLOSED[language][0]


def _shown(span: Span, language: str) -> str:
    word = STATES[span.state][language][0]
    if span.whole_day:
        return word if span.state is not State.OPEN else STATES[State.OPEN][language][1]
    start, end = (clock(minutes, language).replace(" ", "\u00a0") for minutes in (span.start, span.end))
    times = f"{start}\u00a0– {end}"  # browsers break a line after the dash, even before a no-break space
    return times if span.state is State.OPEN else f"{times} {word}"


def groups(week: Week) -> list[tuple[list[int], Spans]]:
    """The open days that have the same hours, in the order of the week."""
    found: dict[Spans, list[int]] = {}
    for number, spans in enumerate(week.days):
        if spans:
            found.setdefault(tuple(sorted(spans)), []).append(number)
    return [(days, spans) for spans, days in found.items()]


def named_days(days: list[int], language: str) -> str:
    """``lundi-mercredi, vendredi``: three and more in a row as a range."""
    names, parts, start = DAYS[known(language)].split(), [], 0
    while start < len(days):
        end = start
        while end + 1 < len(days) and days[end + 1] == days[end] + 1:
            end += 1
        row = days[start : end + 1]
        parts += [f"{names[row[0]]}-{names[row[-1]]}"] if len(row) > 2 else [names[day] for day in row]
        start = end + 1
    return ", ".join(parts)


def named_nth(weekday: int, ordinal: int, language: str) -> str:
    """``premier samedi du mois``."""
    language = known(language)
    number = ORDINALS[language][ordinal if ordinal == LAST else ordinal - 1]
    return f"{number} {DAYS[language].split()[weekday]} {OF_MONTH[language][0]}"


def week_lines(week: Week, language: str, *, shown: bool = False) -> list[str]:
    """One line for days of the same hours; days that are closed have none."""
    write = shown_spans if shown else typed_spans
    colon = " : " if known(language) == "fr" else ": "
    dash = " – " if shown else "-"
    lines = [
        f"{named_days(days, language).replace('-', dash)}{colon}{write(spans, language)}"
        for days, spans in groups(week)
    ]
    lines += [f"{named_nth(n.weekday, n.ordinal, language)}{colon}{write(n.spans, language)}" for n in sorted(week.nth)]
    return [line[0].upper() + line[1:] for line in lines] if shown else lines


def week_text(week: Week, language: str) -> str:
    """What the reader takes for this week."""
    return "\n".join(week_lines(week, language))


def shown_day(bound: Bound, language: str, *, year: bool = True) -> str:
    """``27 septembre 2026``; without the year for a day of every year."""
    language = known(language)
    month, number = MONTHS[language].split()[bound.month - 1], str(bound.day)
    with_year = year and not isinstance(bound, Annual)
    if language == "es":
        return f"{number} de {month}" + (f" de {bound.year}" if with_year else "")
    if language == "de":
        number += "."
    if language == "fr" and bound.day == 1:
        number = "1er"
    return f"{number} {month}" + (f" {bound.year}" if with_year else "")


def shown_weekday(day: date, language: str) -> str:
    """``dimanche 27 septembre 2026``."""
    name = DAYS[known(language)].split()[day.weekday()]
    comma = ", " if known(language) in ("de", "es") else " "
    return f"{name}{comma}{shown_day(day, language)}"


def shown_period(period: Period, language: str) -> str:
    """``1er juillet - 31 août``, or one day."""
    if period.first == period.last:
        return shown_day(period.first, language)
    return f"{shown_day(period.first, language)} - {shown_day(period.last, language)}"


def specials_text(specials: tuple[Special, ...], language: str) -> str:
    """What the reader takes for these special days."""
    colon = " : " if known(language) == "fr" else ": "
    return "\n".join(
        f"{shown_period(one.period, language)}{colon}{typed_spans(one.spans, language)}"
        + (f" ({one.reason})" if one.reason else "")
        for one in specials
    )


def seasons_text(seasons: tuple[Season, ...], language: str) -> str:
    """What the reader takes for these seasons."""
    parts = []
    for one in seasons:
        head = shown_period(one.period, language)
        parts.append("\n".join([f"{one.name}: {head}" if one.name else head, week_text(one.week, language)]).rstrip())
    return "\n\n".join(parts)
