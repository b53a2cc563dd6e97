"""From typed text to days of the year: special days and seasons.

Special days stand one a line, ``27/09/2026: fermé (Fête)``; a season is a line with its name and its days, followed by
the lines of its week.
"""

from communesplone.core.hours.domain import patterns
from communesplone.core.hours.domain.mistakes import Mistake
from communesplone.core.hours.domain.mistakes import Mistakes
from communesplone.core.hours.domain.mistakes import Wrong
from communesplone.core.hours.domain.model import Annual
from communesplone.core.hours.domain.model import Bound
from communesplone.core.hours.domain.model import Period
from communesplone.core.hours.domain.model import Season
from communesplone.core.hours.domain.model import Special
from communesplone.core.hours.domain.reading import _together
from communesplone.core.hours.domain.reading import lines_of
from communesplone.core.hours.domain.reading import read_spans
from communesplone.core.hours.domain.reading import week_of
from communesplone.core.hours.domain.words import plain
from communesplone.law.phrases import _
from datetime import date
from functools import lru_cache
import re


LONGEST_REASON = 200
_REASON = re.compile(r"\s*(?:\((?P<brackets>[^()]*)\)|[\"“«](?P<quotes>[^\"”»]*)[\"”»]|\#\s*(?P<hash>.*))\s*$")
Parts = tuple[int | None, int, int]  # year, month, day


@lru_cache(maxsize=1)
def _date() -> re.Pattern:
    return re.compile(patterns.FROM + patterns.date_pattern())


@lru_cache(maxsize=1)
def _days_of_month() -> re.Pattern:
    """``24-26 décembre 2026``: the first day without its month."""
    return re.compile(rf"{patterns.FROM}(\d{{1,2}})(?:er|\.)?\s*{patterns.TO}\s*(?=\d{{1,2}}\.?\s*(?:de\s+)?[a-z])")


@lru_cache(maxsize=1)
def _to() -> re.Pattern:
    return re.compile(rf"\s*{patterns.TO}\s*")


def read_specials(text: str, language: str) -> tuple[Special, ...]:
    """The special days of a text, one a line. Raises Mistakes with every line that is wrong."""
    found, mistakes = [], []
    for number, line in lines_of(text):
        try:
            found.append(_special(line))
        except Wrong as wrong:
            mistakes.append(Mistake(number, wrong.phrase))
    if mistakes:
        raise Mistakes(mistakes)
    return tuple(found)


def _special(line: str) -> Special:
    reason, said = "", _REASON.search(line)
    if said:
        reason, line = (said["brackets"] or said["quotes"] or said["hash"] or "").strip(), line[: said.start()]
    if len(reason) > LONGEST_REASON:
        raise Wrong(_("The reason is too long."))
    text = plain(line)
    period, end = read_period(text)
    rest = text[end:].lstrip().removeprefix(":").strip()
    spans = read_spans(rest)
    _together(spans)
    return Special(period, spans, reason)


def read_seasons(text: str, language: str) -> tuple[Season, ...]:
    """The seasons of a text: a line ``Summer: 1 July - 31 August``, then its week. Raises Mistakes."""
    heads: list[tuple[str, Period]] = []
    bodies: list[list[tuple[int, str]]] = []
    mistakes: list[Mistake] = []
    for number, line in lines_of(text):
        try:
            head = _season_head(line)
            if head is not None:
                heads.append(head)
                bodies.append([])
            elif not heads:
                raise Wrong(_("A season starts with its name and its days, such as Summer: 1 July - 31 August."))
            else:
                bodies[-1].append((number, line))
        except Wrong as wrong:
            mistakes.append(Mistake(number, wrong.phrase))
    found = []
    for (name, period), body in zip(heads, bodies, strict=True):
        try:
            found.append(Season(name, period, week_of(body, language)))
        except Mistakes as more:
            mistakes += more.found
    if mistakes:
        raise Mistakes(sorted(mistakes, key=lambda one: one.line))
    return tuple(found)


def _season_head(line: str) -> tuple[str, Period] | None:
    """Name and days when the line is the head of a season; None for a line of its week."""
    text = plain(line)
    for position in [0, *(found.end() for found in re.finditer(r"[:(,]\s*", text))]:
        if not _date().match(text, position):
            continue
        period, end = read_period(text, position)
        if text[end:].strip(" ):"):
            continue
        same_length = len(text) == len(line)
        name = (line if same_length else text)[:position].strip(" :(,")
        return name[:LONGEST_REASON], period
    return None


def read_period(text: str, position: int = 0) -> tuple[Period, int]:
    """The days at a place of a text in plain letters, and where they end. Raises Wrong."""
    short = _days_of_month().match(text, position)
    if short and (last := _date().match(text, short.end())):
        year, month, _day = _parts(last)
        return _period((year, month, int(short.group(1))), _parts(last)), last.end()
    found = _date().match(text, position)
    if not found:
        piece = text[position:].strip()[:40]
        raise Wrong(_("“${piece}” does not start with a day, such as 27/09/2026 or 24 December.", piece=piece))
    first = last = _parts(found)
    end = found.end()
    joint = _to().match(text, end)
    if joint and (until := _date().match(text, joint.end())):
        last, end = _parts(until), until.end()
    return _period(first, last), end


def _parts(found: re.Match) -> Parts:
    groups = found.groups()
    for year, month, day in ((0, 1, 2), (5, 4, 3), (6, 7, 8), (12, 11, 10)):
        if groups[day] is None or groups[month] is None:
            continue
        said = groups[year] or (groups[9] if year == 6 else None)
        name = groups[month]
        number = int(name) if name.isdigit() else patterns.month_names()[name]
        return (int(said) if said else None), number, int(groups[day])
    raise Wrong(_("“${piece}” is no day.", piece=found.group()))  # pragma: no cover


def _period(first: Parts, last: Parts) -> Period:
    """Fill in the year that only one of the two has."""
    (year, *start), (until, *end) = first, last
    if year is None and until is not None:
        year = until - (start > end)
    elif until is None and year is not None:
        until = year + (start > end)
    one, other = _bound((year, *start)), _bound((until, *end))
    try:
        return Period(one, other)
    except ValueError:
        raise Wrong(_("The last day comes before the first.")) from None


def _bound(parts: Parts) -> Bound:
    year, month, day = parts
    try:
        return Annual(month, day) if year is None else date(year, month, day)
    except ValueError:
        shown = f"{day}/{month}" if year is None else f"{day}/{month}/{year}"
        raise Wrong(_("The ${day} does not exist.", day=shown)) from None
