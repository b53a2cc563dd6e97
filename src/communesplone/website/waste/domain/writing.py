"""From a calendar back to the tables, and tables to begin with."""

from communesplone.website.waste.domain import words
from communesplone.website.waste.domain.model import EVERY_SECTOR
from communesplone.website.waste.domain.model import Holiday
from communesplone.website.waste.domain.model import Houses
from communesplone.website.waste.domain.model import Row
from communesplone.website.waste.domain.model import Rule
from communesplone.website.waste.domain.model import Side
from communesplone.website.waste.domain.model import Table
from datetime import date
import csv
import io


def streets_text(rows: tuple[Row, ...], language: str) -> str:
    """The table of streets."""
    lines = [
        [
            row.street,
            row.place,
            str(row.houses.first) if row.houses.first > 1 else "",
            str(row.houses.last or ""),
            words.SIDES.word(row.houses.side, language) if row.houses.side else "",
            row.sector,
        ]
        for row in rows
    ]
    return _table(words.STREET_HEADS, lines, language)


def rules_text(rules: tuple[Rule, ...], language: str) -> str:
    """The table of collections."""
    return _table(words.RULE_HEADS, [_rule(rule, language) for rule in rules], language)


def kinds_text(table: Table, language: str) -> str:
    """The table of kinds of waste."""
    lines = [
        [kind.code, kind.bag, kind.link, *(kind.names.get(one, "") for one in words.LANGUAGES)] for kind in table.kinds
    ]
    return _table(words.KIND_HEADS, lines, language)


def template(name: str, language: str, year: int) -> str:
    """A table with its heads and a few lines that show how it is filled in."""
    if name == "streets":
        rows = (
            Row("Rue Haute", "A"),
            Row("Rue du Pont", "A", houses=Houses(1, 99, Side.ODD)),
            Row("Rue du Pont", "B", houses=Houses(2, 98, Side.EVEN)),
            Row("Rue du Pont", "B", houses=Houses(100)),
        )
        return streets_text(rows, language)
    begin = date(year, 1, 1)
    rules = (
        Rule("A", "residual", weekday=1, first=begin, holiday=Holiday.AFTER),
        Rule("B", "residual", weekday=3, first=begin, last=date(year, 12, 31)),
        Rule("A", "paper", weekday=2, weeks=4, first=date(year, 1, 6)),
        Rule(EVERY_SECTOR, "glass", dates=(date(year, 2, 5), date(year, 4, 2), date(year, 6, 4))),
    )
    return rules_text(rules, language)


def _rule(rule: Rule, language: str) -> list[str]:
    moved = [f"{_day(day)} > {_day(other)}" for day, other in rule.moved]
    known = rule.waste in words.WASTES.texts
    return [
        words.EVERYWHERE[words.LANGUAGES.index(language)] if rule.sector == EVERY_SECTOR else rule.sector,
        words.WASTES.word(rule.waste, language) if known else rule.waste,
        "" if rule.weekday is None else words.WEEKDAYS.word(rule.weekday, language),
        str(rule.weeks) if rule.weeks > 1 else "",
        _day(rule.first),
        _day(rule.last),
        ", ".join(_day(one) for one in rule.dates),
        ", ".join([*(_day(one) for one in rule.cancelled), *moved]),
        words.HOLIDAYS.word(rule.holiday, language) if rule.holiday is not Holiday.SAME else "",
    ]


def _day(day: date | None) -> str:
    return f"{day.day}/{day.month}/{day.year}" if day else ""


def _table(heads: words.Vocabulary, lines: list[list[str]], language: str) -> str:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\n")
    writer.writerow([heads.word(name, language) for name in heads.texts])
    writer.writerows(lines)
    return out.getvalue()
