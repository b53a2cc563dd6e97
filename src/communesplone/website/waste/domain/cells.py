"""From the text of a table to its cells, and what single cells say."""

from collections.abc import Iterator
from communesplone.core.hours.domain.mistakes import Mistake
from communesplone.core.hours.domain.mistakes import Wrong
from communesplone.law.phrases import _
from communesplone.website.waste.domain.words import short
from communesplone.website.waste.domain.words import Vocabulary
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
import csv
import re


MOST_LINES = 20_000
FIRST_YEAR, LAST_YEAR = 2000, 2100
_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})|(\d{1,2})[./-](\d{1,2})[./-](\d{4})")


@dataclass(frozen=True)
class Record:
    """A line of a table: its number, from 1, its cells by the name of the column, and the language of its reader."""

    line: int
    cells: dict[str, str]
    language: str = "en"

    def __getitem__(self, name: str) -> str:
        """The cell; '' for one that is not there."""
        return self.cells.get(name, "")


def decode(data: bytes) -> str:
    """The text of a file, as spreadsheets write them: UTF-8 or Windows."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def records(
    text: str, heads: Vocabulary, needed: tuple[str, ...], mistakes: list[Mistake], language: str
) -> Iterator[Record]:
    """The lines below the heads. Columns stand in any order, named in any of the five languages.

    What is wrong with the table as a whole is added to `mistakes`, and nothing is read then.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "").lstrip("\ufeff").split("\n")
    begin = next((number for number, line in enumerate(lines) if line.strip()), None)
    if begin is None:
        return
    if len(lines) > MOST_LINES:
        mistakes.append(Mistake(MOST_LINES, _("The table has more than ${number} lines.", number=MOST_LINES)))
        return
    sign = max(";\t,", key=lines[begin].count)
    names = _columns(next(csv.reader([lines[begin]], delimiter=sign)), heads, needed, begin + 1, mistakes, language)
    if names is None:
        return
    rows = csv.reader((f"{line}\n" for line in lines[begin + 1 :]), delimiter=sign)
    before = begin + 1
    try:
        for cells in rows:
            line, before = before + 1, begin + 1 + rows.line_num
            if any(cell.strip() for cell in cells):
                yield Record(
                    line, {name: cell.strip() for name, cell in zip(names, cells, strict=False) if name}, language
                )
    except csv.Error:
        mistakes.append(Mistake(before + 1, _("This line cannot be read as a line of a table.")))


def _columns(
    typed: list[str], heads: Vocabulary, needed: tuple[str, ...], line: int, mistakes: list[Mistake], language: str
):
    """The name of each column; None after what is wrong has been said."""
    names = [heads.values.get(short(cell)) for cell in typed]
    unknown = [cell.strip() for cell, name in zip(typed, names, strict=True) if cell.strip() and name is None]
    missing = [heads.word(name, language) for name in needed if name not in names]
    if unknown:
        mistakes.append(Mistake(line, _("Nobody knows a column “${name}”.", name=unknown[0][:40])))
    for name in missing:
        mistakes.append(Mistake(line, _("The column “${name}” is missing.", name=name)))
    twice = next((name for name in names if name and names.count(name) > 1), None)
    if twice:
        mistakes.append(
            Mistake(line, _("The column “${name}” is there twice.", name=typed[names.index(twice)].strip()))
        )
    return None if unknown or missing or twice else names


def day_of(text: str) -> date:
    """``5/1/2027``, ``5.1.2027`` or ``2027-01-05``. Raises Wrong."""
    match = _DATE.fullmatch(text.strip())
    if match is None:
        raise Wrong(_("“${typed}” is not a day. Write it like 5/1/2027.", typed=text.strip()[:40]))
    year, month, day = match.group(1, 2, 3) if match[1] else match.group(6, 5, 4)
    try:
        found = date(int(year), int(month), int(day))
    except ValueError as error:
        raise Wrong(_("${typed} is not in the calendar.", typed=text.strip())) from error
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise Wrong(_("The year of ${typed} cannot be right.", typed=text.strip()))
    return found


def days_of(text: str) -> tuple[date, ...]:
    """Days between spaces, commas or semicolons. Raises Wrong where they do not stand in order."""
    found = tuple(day_of(one) for one in re.split(r"[\s,;]+", text.strip()) if one)
    for before, after in pairwise(found):
        if after <= before:
            raise Wrong(_("${later} stands after ${earlier}: the days are not in order.", later=after, earlier=before))
    return found


def number_of(text: str, most: int) -> int:
    """A whole number from 1 to `most`; 0 for nothing. Raises Wrong."""
    if not text:
        return 0
    if not text.isascii() or not text.isdigit() or not 1 <= int(text[:9]) <= most:
        raise Wrong(_("“${typed}” is not a number from 1 to ${most}.", typed=text[:40], most=most))
    return int(text)


def one_of(text: str, choices: Vocabulary, language: str = "en") -> object:
    """The value that a word of any of the five languages stands for. Raises Wrong."""
    found = choices.values.get(short(text))
    if found is None:
        allowed = [choices.word(value, language) for value in choices.texts]
        raise Wrong(_("“${typed}” is none of: ${allowed}.", typed=text[:40], allowed=allowed))
    return found
