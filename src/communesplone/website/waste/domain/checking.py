"""What does not fit together in the tables: sectors that nobody collects in, houses in two sectors, rules at odds."""

from communesplone.core.hours.domain.mistakes import Mistake
from communesplone.law.phrases import _
from communesplone.website.waste.domain.days import is_usual
from communesplone.website.waste.domain.days import usual_days
from communesplone.website.waste.domain.model import EVERY_SECTOR
from communesplone.website.waste.domain.model import Row
from communesplone.website.waste.domain.model import Rule
from communesplone.website.waste.domain.model import Table
from datetime import timedelta
from itertools import combinations


COMPARED = timedelta(days=731)  # how far two rules are compared


def check(table: Table) -> dict[str, list[Mistake]]:
    """What is wrong, by table."""
    return {
        "streets": [*_sectors(table), *_houses(table.rows)],
        "rules": [*_own_changes(table.rules), *_at_odds(table.rules)],
        "kinds": _twice(table),
    }


def sectors_of(table: Table) -> set[str]:
    """The sectors that have rules of their own."""
    return {rule.sector for rule in table.rules} - {EVERY_SECTOR}


def _sectors(table: Table) -> list[Mistake]:
    known = sectors_of(table)
    if not known:
        return []
    return [
        Mistake(row.line, _("No collection is planned in sector ${sector}.", sector=row.sector))
        for row in table.rows
        if row.sector not in known
    ]


def _houses(rows: tuple[Row, ...]) -> list[Mistake]:
    """A house stands in one sector, and is named once."""
    streets: dict[str, list[Row]] = {}
    for row in rows:
        streets.setdefault(row.key, []).append(row)
    found = []
    for group in streets.values():
        for before, after in combinations(group, 2):
            if before.houses.overlaps(after.houses):
                text = _("${street}: the same houses stand in line ${line}.", street=after.title, line=before.line)
                found.append(Mistake(after.line, text))
                break
    return found


def _own_changes(rules: tuple[Rule, ...]) -> list[Mistake]:
    """Only a day of the rule can be cancelled or moved, once, and within its time."""
    found = []
    for rule in rules:
        changed = [*rule.cancelled, *(day for day, _other in rule.moved)]
        for day in changed:
            if not is_usual(rule, day):
                found.append(Mistake(rule.line, _("${day} is no day of this line; it cannot be changed.", day=day)))
            elif changed.count(day) > 1:
                found.append(Mistake(rule.line, _("${day} is changed twice.", day=day)))
                break
        found += [
            Mistake(rule.line, _("${day} is a day of collection already.", day=other))
            for _day, other in rule.moved
            if is_usual(rule, other) and other not in changed
        ]
    return found


def _at_odds(rules: tuple[Rule, ...]) -> list[Mistake]:
    """Two lines for the same waste in the same sector name different days, or one of them is too much."""
    by_waste: dict[str, list[Rule]] = {}
    for rule in rules:
        by_waste.setdefault(rule.waste, []).append(rule)
    found = []
    for group in by_waste.values():
        for before, after in combinations(group, 2):
            if EVERY_SECTOR not in (before.sector, after.sector) and before.sector != after.sector:
                continue
            day = _common(before, after)
            if day is not None:
                text = _("Line ${line} names ${day} for the same waste and sector already.", line=before.line, day=day)
                found.append(Mistake(after.line, text))
    return found


def _common(one: Rule, other: Rule):
    """The first day that both name; None when there is none."""
    begin = max(_begin(one), _begin(other))
    days = set(usual_days(one, begin, begin + COMPARED)) & set(usual_days(other, begin, begin + COMPARED))
    return min(days, default=None)


def _begin(rule: Rule):
    return min([*([rule.first] if rule.first else []), *rule.dates])


def _twice(table: Table) -> list[Mistake]:
    codes = [kind.code for kind in table.kinds]
    return [
        # The heads are line 1.
        Mistake(number + 2, _("The kind “${code}” is there twice.", code=code))
        for number, code in enumerate(codes)
        if code in codes[:number]
    ]
