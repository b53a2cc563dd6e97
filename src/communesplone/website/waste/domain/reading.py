"""From the editor's three tables to a calendar, with everything that is wrong by line."""

from collections.abc import Callable
from communesplone.core.hours.domain.mistakes import Mistake
from communesplone.core.hours.domain.mistakes import Wrong
from communesplone.law.phrases import _
from communesplone.website.waste.domain import cells
from communesplone.website.waste.domain import words
from communesplone.website.waste.domain.cells import Record
from communesplone.website.waste.domain.checking import check
from communesplone.website.waste.domain.model import EVERY_SECTOR
from communesplone.website.waste.domain.model import Holiday
from communesplone.website.waste.domain.model import Houses
from communesplone.website.waste.domain.model import key_of
from communesplone.website.waste.domain.model import Kind
from communesplone.website.waste.domain.model import Row
from communesplone.website.waste.domain.model import Rule
from communesplone.website.waste.domain.model import Side
from communesplone.website.waste.domain.model import Table
from typing import TypeVar
import re


LONGEST = 120  # signs of a name
HIGHEST = 9999  # house number
MOST_WEEKS = 52
STREETS, RULES, KINDS = "streets", "rules", "kinds"
Found = TypeVar("Found")


def read(streets: str, rules: str, kinds: str = "", language: str = "en") -> tuple[Table, dict[str, list[Mistake]]]:
    """The calendar of the lines that can be used, and what is wrong by table; nothing wrong: no table named.

    What is wrong is said in English phrases; `language` is that of the words which a table may hold.
    """
    wrong: dict[str, list[Mistake]] = {STREETS: [], RULES: [], KINDS: []}
    described = _lines(kinds, words.KIND_HEADS, ("waste",), _kind, wrong[KINDS], language)
    codes = _codes(described)
    table = Table(
        rows=_lines(streets, words.STREET_HEADS, ("street", "sector"), _row, wrong[STREETS], language),
        rules=_lines(
            rules, words.RULE_HEADS, ("sector", "waste"), lambda record: _rule(record, codes), wrong[RULES], language
        ),
        kinds=described,
    )
    for name, text in ((STREETS, streets), (RULES, rules)):
        if not text.strip():
            wrong[name].append(Mistake(1, _("The table is empty.")))
    for name, found in check(table).items():
        wrong[name] += found
    told = {name: sorted(found, key=lambda one: one.line) for name, found in wrong.items() if found}
    return table, told


def _lines(
    text: str,
    heads: dict,
    needed: tuple[str, ...],
    take: Callable[[Record], Found],
    mistakes: list[Mistake],
    language: str,
) -> tuple[Found, ...]:
    found = []
    for record in cells.records(text, heads, needed, mistakes, language):
        try:
            found.append(take(record))
        except Wrong as wrong:
            mistakes.append(Mistake(record.line, wrong.phrase))
    return tuple(found)


def _name(record: Record, name: str, missing) -> str:
    text = " ".join(record[name].split())
    if not key_of(text):
        raise Wrong(missing)
    if len(text) > LONGEST:
        raise Wrong(_("“${typed}…” is too long.", typed=text[:40]))
    return text


def _row(record: Record) -> Row:
    first = cells.number_of(record["first"], HIGHEST)
    last = cells.number_of(record["last"], HIGHEST)
    if last and last < (first or 1):
        raise Wrong(_("House ${last} comes before house ${first}.", first=first, last=last))
    side = cells.one_of(record["side"], words.SIDES, record.language) if record["side"] else Side.ALL
    return Row(
        street=_name(record, "street", _("The street is missing.")),
        sector=_name(record, "sector", _("The sector is missing.")),
        place=" ".join(record["place"].split())[:LONGEST],
        houses=Houses(first or 1, last, side),
        line=record.line,
    )


def _rule(record: Record, codes: dict[str, str]) -> Rule:
    weekday = cells.one_of(record["weekday"], words.WEEKDAYS, record.language) if record["weekday"] else None
    first = cells.day_of(record["first"]) if record["first"] else None
    last = cells.day_of(record["last"]) if record["last"] else None
    dates = cells.days_of(record["dates"])
    if weekday is None and not dates:
        raise Wrong(_("Give a weekday, or dates."))
    if weekday is not None and first is None:
        raise Wrong(_("Give the day from which on the weekday holds."))
    if first and last and last < first:
        raise Wrong(_("${last} comes before ${first}.", first=first, last=last))
    cancelled, moved = _changes(record["changes"])
    sector = _name(record, "sector", _("The sector is missing."))
    waste = _name(record, "waste", _("The kind of waste is missing."))
    return Rule(
        sector=EVERY_SECTOR if _is_everywhere(sector) else sector,
        waste=codes.get(words.short(waste), key_of(waste)),
        weekday=weekday,
        weeks=cells.number_of(record["weeks"], MOST_WEEKS) or 1,
        first=first,
        last=last,
        dates=dates,
        cancelled=cancelled,
        moved=moved,
        holiday=cells.one_of(record["holiday"], words.HOLIDAYS, record.language) if record["holiday"] else Holiday.SAME,
        line=record.line,
    )


def _is_everywhere(sector: str) -> bool:
    return sector == EVERY_SECTOR or words.short(sector) in {words.short(one) for one in words.EVERYWHERE}


def _changes(text: str) -> tuple[tuple, tuple]:
    """``25/12/2026 > 28/12/2026`` moves a collection, a day alone cancels it."""
    cancelled, moved = [], []
    tidy = re.sub(r"\s*(?:>|→|->|=)+\s*", ">", text.strip())
    for one in re.split(r"[\s,;]+", tidy):
        day, arrow, other = one.partition(">")
        if arrow:
            moved.append((cells.day_of(day), cells.day_of(other)))
        elif day:
            cancelled.append(cells.day_of(day))
    return tuple(sorted(cancelled)), tuple(sorted(moved))


def _kind(record: Record) -> Kind:
    name = _name(record, "waste", _("The kind of waste is missing."))
    code = words.WASTES.values.get(words.short(name), key_of(name))
    link = record["link"]
    if link and not re.match(r"(https?://[^\s]+|/[^\s]*)$", link):
        raise Wrong(_("“${typed}” is not an address. It starts with https:// or /.", typed=link[:40]))
    names = {name: " ".join(record[name].split())[:LONGEST] for name in words.LANGUAGES if record[name]}
    return Kind(code, " ".join(record["bag"].split())[:LONGEST], link, names)


def _codes(kinds: tuple[Kind, ...]) -> dict[str, str]:
    """Plain name of a kind in any language -> its code."""
    own = {words.short(name): one.code for one in kinds for name in one.names.values()}
    return {**words.WASTES.values, **own}
