"""From typed text to a week: one line a day or group of days, ``lundi-vendredi: 9-12 13:30-16``.

Days and words of five languages are understood, abbreviations in the language of the page. In OpenStreetMap's manner
lines may also follow one another with semicolons; a later piece of the same line replaces an earlier one.
"""

from communesplone.core.hours.domain import patterns
from communesplone.core.hours.domain.checking import overlap
from communesplone.core.hours.domain.mistakes import Mistake
from communesplone.core.hours.domain.mistakes import Mistakes
from communesplone.core.hours.domain.mistakes import not_understood
from communesplone.core.hours.domain.mistakes import Wrong
from communesplone.core.hours.domain.model import DAY
from communesplone.core.hours.domain.model import Nth
from communesplone.core.hours.domain.model import Span
from communesplone.core.hours.domain.model import Spans
from communesplone.core.hours.domain.model import State
from communesplone.core.hours.domain.model import Week
from communesplone.core.hours.domain.words import clock
from communesplone.core.hours.domain.words import plain
from communesplone.core.hours.domain.words import WEEKDAYS
from communesplone.law.phrases import _
import re


MOST_LINES = 600
LONGEST_LINE = 500
NOON = 12 * 60
LATEST_RETURN = 6 * 60  # 22-2 goes past midnight, 16-9 is a slip of the finger
_SPACE = re.compile(r"\s+")
_AND = re.compile(patterns.AND)
_BETWEEN = re.compile(r"\s*(?:[:,;/|.]|\s)\s*")
_NO_HOLIDAYS = re.compile(r"ph\s+(?:off|closed)$")

Key = tuple[int, int]  # weekday and ordinal in the month, 0 for every one


def lines_of(text: str) -> list[tuple[int, str]]:
    """Number and text of the lines that say something. Raises Mistakes for a text beyond measure."""
    lines = (text or "").splitlines()
    if len(lines) > MOST_LINES:
        raise Mistakes([Mistake(MOST_LINES + 1, _("More than ${most} lines.", most=MOST_LINES))])
    found = [(number, line.strip()) for number, line in enumerate(lines, 1) if line.strip()]
    long = [Mistake(number, _("The line is too long.")) for number, line in found if len(line) > LONGEST_LINE]
    if long:
        raise Mistakes(long)
    return found


def read_week(text: str, language: str) -> Week:
    """The week that a text says; days it does not name are closed. Raises Mistakes with every line that is wrong."""
    return week_of(lines_of(text), language)


def week_of(lines: list[tuple[int, str]], language: str) -> Week:
    """The week of numbered lines. Raises Mistakes."""
    known: dict[Key, tuple[int, Spans]] = {}
    mistakes: list[Mistake] = []
    for number, line in lines:
        try:
            said = _line(line, language)
            for key in said:
                if key in known:
                    day, first = WEEKDAYS[key[0]], known[key][0]
                    raise Wrong(_("${day} stands in line ${first} already.", day=day, first=first))
            known.update({key: (number, spans) for key, spans in said.items()})
        except Wrong as wrong:
            mistakes.append(Mistake(number, wrong.phrase))
    if mistakes:
        raise Mistakes(mistakes)
    days = tuple(known.get((weekday, 0), (0, ()))[1] for weekday in range(7))
    nth = tuple(Nth(day, ordinal, spans) for (day, ordinal), (_line_number, spans) in sorted(known.items()) if ordinal)
    return Week(days, nth)


def _line(line: str, language: str) -> dict[Key, Spans]:
    said: dict[Key, Spans] = {}
    keys: list[Key] = []
    for piece in plain(_SPACE.sub(" ", line)).split(";"):
        piece = piece.strip()
        if not piece or _NO_HOLIDAYS.match(piece):
            continue
        named, rest = read_days(piece, language)
        keys = named or keys
        if not keys:
            raise Wrong(_("“${piece}” does not start with a day, such as Monday or Mo-Fr.", piece=piece[:40]))
        spans = read_spans(rest)
        if not named:
            spans = tuple(sorted((*said[keys[0]], *spans)))
        _together(spans)
        said.update(dict.fromkeys(keys, spans))
    return said


def read_days(text: str, language: str) -> tuple[list[Key], str]:
    """The days at the start of a text (already in plain letters), and what follows them."""
    every = patterns.every_pattern().match(text)
    if every:
        return [(day, 0) for day in range(7)], _after(text, every.end())
    keys: list[Key] = []
    position = 0
    while True:
        found, end = _group(text, position, language)
        if not found:
            break
        keys += [key for key in found if key not in keys]
        position = end
        joint = re.compile(rf"\s*{patterns.AND}\s*").match(text, position)
        if not joint or not _group(text, joint.end(), language)[0]:
            break
        position = joint.end()
    return keys, _after(text, position)


def _after(text: str, position: int) -> str:
    return text[position:].lstrip().removeprefix(":").strip()


def _group(text: str, position: int, language: str) -> tuple[list[Key], int]:
    names = patterns.day_names(language)
    numbered = patterns.ordinal_pattern(language).match(text, position)
    if numbered:
        day = names[numbered.group(numbered.lastindex)]
        ordinals = [
            patterns.ordinal_names()[one.group(1)] if one.group(1) else int(one.group(2))
            for one in patterns.one_ordinal().finditer(numbered.group(1))
        ]
        return [(day, ordinal) for ordinal in ordinals], numbered.end()
    days = patterns.days_pattern(language).match(text, position)
    if not days:
        return [], position
    first = names[days.group(1)]
    if days.group(3):
        return [(first, number) for number in _osm_numbers(days.group(3))], days.end()
    last = names[days.group(2)] if days.group(2) else first
    return [((first + number) % 7, 0) for number in range((last - first) % 7 + 1)], days.end()


def _osm_numbers(text: str) -> list[int]:
    found = [part.strip() for part in text.split(",")]
    if any(part not in ("1", "2", "3", "4", "5", "-1") for part in found):
        raise not_understood(f"[{text}]")
    return [int(part) for part in found]


def read_spans(text: str) -> Spans:
    """The spans of a text in plain letters: ``9-12, 16-19 sur rendez-vous``, ``ferme``. Raises Wrong."""
    found: list[list] = []  # start, end, state
    pending: State | None = None
    closed, alone, joined, position = False, False, False, 0
    while position < len(text):
        hours = patterns.RANGE.match(text, position)
        word = None if hours else _word(text, position)
        if hours:
            found.append([*_times(hours), pending])
            pending, joined, position = None, False, hours.end()
        elif word is not None:
            state, position = word
            closed = closed or state is None
            if state is not None and found and found[-1][2] is None and not joined:
                found[-1][2] = state
            elif state is not None:
                pending, alone = state, True
        else:
            joined, position = _between(text, position, joined)
    if pending is not None and found:
        raise Wrong(_("Say at which times, for example 9-12, 14-16 by appointment."))
    if closed and (found or alone):
        raise Wrong(_("Closed and open at the same time."))
    if pending is not None:
        found.append([0, DAY, pending])
    if not (found or closed):
        raise Wrong(_("The hours are missing: write for example 9-12 13:30-16, or closed."))
    return tuple(sorted(Span(start, end, state or State.OPEN) for start, end, state in found))


def _together(spans: Spans) -> None:
    if (two := overlap(spans)) is not None:
        first, second = (f"{clock(one.start)}–{clock(one.end)}" for one in two)
        raise Wrong(_("${first} and ${second} overlap.", first=first, second=second))


def _word(text: str, position: int) -> tuple[State | None, int] | None:
    for word, state in patterns.state_words():
        end = position + len(word)
        if text.startswith(word, position) and not text[end : end + 1].isalnum():
            return state, end
    return None


def _between(text: str, position: int, joined: bool) -> tuple[bool, int]:
    """Step over what stands between two pieces; whether an "and" stood there."""
    both = _AND.match(text, position)
    if both:
        return joined or both.group() not in ",;", both.end()
    gap = _BETWEEN.match(text, position)
    if gap and gap.end() > position:
        return joined, gap.end()
    raise not_understood(text[position:])


def _times(found: re.Match) -> tuple[int, int]:
    start = _minutes(found.group(1), found.group(2), found.group(3) or (found.group(6) if _same_half(found) else None))
    end = _minutes(found.group(4), found.group(5), found.group(6))
    if start >= DAY:
        raise Wrong(_("“${piece}” is no time at which a day starts.", piece=clock(start)))
    if end <= start and end <= LATEST_RETURN and start >= NOON:
        end += DAY
    if end <= start:
        raise Wrong(
            _(
                "${start}–${end} ends before it starts. For a night write 22-26.",
                start=clock(start),
                end=clock(end),
            )
        )
    if end > start + DAY:
        raise Wrong(_("${start}–${end} is longer than a day.", start=clock(start), end=clock(end)))
    return start, end


def _same_half(found: re.Match) -> bool:
    """2-4pm starts at two in the afternoon, 9-5pm at nine in the morning."""
    return bool(found.group(6)) and int(found.group(1)) < int(found.group(4)) and int(found.group(4)) != 12


def _minutes(hour: str, minute: str | None, half: str | None) -> int:
    hours, minutes = int(hour), int(minute or 0)
    if half:
        if not 1 <= hours <= 12:
            said = f"{hour} {half}"
            raise Wrong(_("“${piece}” is no time.", piece=said))
        hours = hours % 12 + (12 if half.startswith("p") else 0)
    if minutes > 59 or hours > 30:
        said = f"{hour}:{minute}" if minute else hour
        raise Wrong(_("“${piece}” is no time.", piece=said))
    return hours * 60 + minutes
