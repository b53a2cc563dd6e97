"""Words that mean the same at the town hall: one group a line, its expressions with `=` between them.

    carte d’identité = eID = identiteitskaart

Lines that begin with # are remarks.
"""

from collections.abc import Iterable
from communesplone.website.search.domain.words import asked
from communesplone.website.search.domain.words import stem
from dataclasses import dataclass
from functools import lru_cache


MOST_GROUPS = 300
MOST_EXPRESSIONS = 20  # of a group
LONGEST_EXPRESSION = 6  # words

Expression = tuple[str, ...]


class WrongLine(ValueError):
    """A line that is no group; `line` is its text, `reason` one of `alone`, `empty`, `many`, `long`, `groups`."""

    def __init__(self, line: str, reason: str):
        super().__init__(f"{reason}: {line}")
        self.line, self.reason = line, reason


@dataclass(frozen=True)
class Synonyms:
    """The groups, found by each of their expressions in stems, and the expressions as they are written."""

    groups: dict[Expression, tuple[Expression, ...]]
    written: dict[Expression, str]
    longest: int = 1

    def of(self, expression: Expression) -> tuple[Expression, ...]:
        """All ways to say it, this one first."""
        others = self.groups.get(expression, ())
        return (expression, *(one for one in others if one != expression))


def key(text: str) -> Expression:
    """An expression as it is compared: the stems of its telling words."""
    return tuple(stem(word) for word in asked(text))


def groups_of(lines: Iterable[str]) -> list[list[str]]:
    """The expressions of each line; raises WrongLine for the first that is none."""
    found = []
    for line in lines:
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        found.append(_group(line))
        if len(found) > MOST_GROUPS:
            raise WrongLine(line, "groups")
    return found


def _group(line: str) -> list[str]:
    parts = [" ".join(part.split()) for part in line.split("=")]
    if len(parts) < 2:
        raise WrongLine(line, "alone")
    if len(parts) > MOST_EXPRESSIONS:
        raise WrongLine(line, "many")
    for part in parts:
        if not key(part):
            raise WrongLine(line, "empty")
        if len(key(part)) > LONGEST_EXPRESSION:
            raise WrongLine(line, "long")
    return parts


@lru_cache(maxsize=64)
def table(own: tuple[str, ...], shared: tuple[str, ...] = ()) -> Synonyms:
    """The synonyms of lines that are right; an own group takes the place of a shared one with the same beginning.

    An expression that stands in several groups means all of them.
    """
    mine = groups_of(own)
    first = {key(group[0]) for group in mine}
    ours = [group for group in groups_of(shared) if key(group[0]) not in first]
    groups: dict[Expression, dict[Expression, None]] = {}
    written: dict[Expression, str] = {}
    for group in [*mine, *ours]:
        for one in group:
            written.setdefault(key(one), one)
            groups.setdefault(key(one), {}).update(dict.fromkeys(key(other) for other in group))
    longest = max((len(one) for one in groups), default=1)
    return Synonyms({one: tuple(others) for one, others in groups.items()}, written, longest)
