"""Electing and presenting persons: rounds, the list of the second round, and the rule of age."""

from collections.abc import Mapping
from communesplone.law.answers import Answer
from communesplone.law.answers import Reason
from communesplone.law.book import Law
from communesplone.law.phrases import _
from communesplone.law.units import needed
from dataclasses import dataclass
from datetime import date


class NeedsBirthDates(ValueError):
    """A tie that age decides, and a day of birth is not told."""


class StillTied(ValueError):
    """Equal votes and equal age: no rule of the suite decides."""


@dataclass(frozen=True)
class Round:
    """What a round brought: who is elected, most votes first, and whose names the next round carries."""

    elected: tuple[str, ...]
    next_names: tuple[str, ...] = ()

    @property
    def finished(self) -> bool:
        """Whether no further round is needed."""
        return not self.next_names


def round_outcome(
    law: Law,
    day: date,
    number: int,
    tally: Mapping[str, int],
    *,
    posts: int = 1,
    papers: int | None = None,
    births: Mapping[str, date] | None = None,
) -> Answer[Round]:
    """Answer with the outcome of round ``number`` for ``posts`` posts that are still free.

    ``tally``: valid votes of each name. ``papers``: valid papers, of which the absolute majority is taken; may be left
    out when there is one post. ``births``: days of birth, needed for ties. In a round before the last, who has the
    absolute majority is elected and the rest stand again, as many names for each post as the law says; the last round
    is decided by plurality. Raises NeedsBirthDates, StillTied, ValueError for impossible figures.
    """
    papers = _checked(number, tally, posts, papers)
    rounds = law.ask("persons.rounds", day)
    last = int(rounds.value or 1)
    if number > last:
        raise ValueError(f"there are {last} rounds")
    ages = _Ages(law, day, births or {})
    if number == last:
        return _plurality(tally, posts, ages, rounds.reasons)
    return _absolute(law, day, tally, posts, papers, ages, rounds.reasons)


def list_outcome(
    law: Law, day: date, number: int, tally: Mapping[str, int], average_ages: Mapping[str, float] | None = None
) -> Answer[Round]:
    """Answer with the outcome of a round between lists (France, deputies of the mayor).

    All lists may stand again. A tie in the last round: highest average age. Raises NeedsBirthDates when an average
    age is missing, StillTied when they are equal, NoValue where lists are not voted on.
    """
    papers = _checked(number, tally, 1, None)
    rule, rounds = law.ask("persons.list_tie", day), law.ask("persons.rounds", day)
    if number > int(rounds.value or 1):
        raise ValueError(f"there are {rounds.value} rounds")
    if number < int(rounds.value or 1):
        least = needed("majority", papers)
        won = tuple(name for name, votes in tally.items() if votes >= least)
        return Answer(Round(won, () if won else tuple(sorted(tally))), (*rounds.reasons, _majority(papers, least)))
    best = [name for name, votes in tally.items() if votes == max(tally.values())]
    if len(best) == 1:
        return Answer(Round((best[0],)), rounds.reasons)
    ages = average_ages or {}
    if not all(name in ages for name in best):
        raise NeedsBirthDates("the average age of a list with as many votes is not told")
    oldest = [name for name in best if ages[name] == max(ages[other] for other in best)]
    if len(oldest) > 1:
        raise StillTied("lists with as many votes and the same average age")
    return Answer(Round((oldest[0],)), (*rounds.reasons, *rule.reasons))


def needs_ballot(law: Law, day: date, candidates: int, posts: int = 1) -> Answer[bool]:
    """Answer whether a ballot is held at all: in France a single candidate for a post is elected at once.

    Raises ValueError for fewer than one candidate or post.
    """
    if candidates < 1 or posts < 1:
        raise ValueError("a ballot has a candidate and a post")
    if candidates > posts or law.get("persons.single", day) is None:
        return Answer(True, (Reason(_("Candidates: ${count}; posts: ${posts}.", count=candidates, posts=posts)),))
    return Answer(False, law.ask("persons.single", day).reasons)


class _Ages:
    """Ranks names by votes, then by the rule of age, and remembers whether age had to decide."""

    def __init__(self, law: Law, day: date, births: Mapping[str, date]) -> None:
        self._law, self._day, self._births = law, day, births
        self.used: tuple[Reason, ...] = ()

    def best(self, tally: Mapping[str, int], number: int, key: str = "persons.tie") -> tuple[str, ...]:
        """The ``number`` first names, most votes first; age decides only between names that it puts in or out."""
        by_votes = sorted(tally, key=lambda name: (-tally[name], name))
        if number >= len(by_votes):
            return tuple(by_votes)
        limit = tally[by_votes[number - 1]]
        tied = [name for name in by_votes if tally[name] == limit]
        safe = [name for name in by_votes if tally[name] > limit]
        if len(safe) + len(tied) == number:
            return tuple(by_votes[:number])
        return (*safe, *self._by_age(tied, number - len(safe), key))

    def _by_age(self, names: list[str], number: int, key: str) -> list[str]:
        if not all(name in self._births for name in names):
            raise NeedsBirthDates("the day of birth of a name with as many votes is not told")
        rule = self._law.ask(key, self._day)
        ranked = sorted(names, key=lambda name: self._births[name], reverse=rule.value == "youngest")
        if self._births[ranked[number - 1]] == self._births[ranked[number]]:
            raise StillTied("names with as many votes, born on the same day")
        self.used += rule.reasons
        return ranked[:number]


def _plurality(tally: Mapping[str, int], posts: int, ages: _Ages, reasons: tuple[Reason, ...]) -> Answer[Round]:
    elected = ages.best(tally, posts)
    return Answer(Round(elected), (*reasons, Reason(_("Last round: most votes win.")), *ages.used))


def _absolute(
    law: Law,
    day: date,
    tally: Mapping[str, int],
    posts: int,
    papers: int,
    ages: _Ages,
    reasons: tuple[Reason, ...],
) -> Answer[Round]:
    least = needed("majority", papers)
    over = {name: votes for name, votes in tally.items() if votes >= least}
    elected = ages.best(over, posts)
    free = posts - len(elected)
    said = (*reasons, _majority(papers, least))
    if not free:
        return Answer(Round(elected), (*said, *ages.used))
    rest = {name: votes for name, votes in tally.items() if name not in elected}
    if not rest:
        return Answer(Round(elected), said)
    factor = law.get("persons.runoff_names", day)
    if not factor:
        names = tuple(sorted(rest, key=lambda name: (-rest[name], name)))
        return Answer(Round(elected, names), (*said, Reason(_("All candidates may stand again."))))
    names = ages.best(rest, int(factor) * free, "persons.tie_entry")  # type: ignore[call-overload]
    return Answer(Round(elected, names), (*said, *law.ask("persons.runoff_names", day).reasons, *ages.used))


def _majority(papers: int, least: int) -> Reason:
    return Reason(_("Absolute majority of ${number}: ${count}.", number=papers, count=least))


def _checked(number: int, tally: Mapping[str, int], posts: int, papers: int | None) -> int:
    if number < 1 or posts < 1 or not tally:
        raise ValueError("a round has a number, a post and a name")
    if any(votes < 0 for votes in tally.values()):
        raise ValueError("a number of votes is never negative")
    total = sum(tally.values())
    if papers is None:
        if posts > 1:
            raise ValueError("with several posts, the number of valid papers must be told")
        return total
    if papers < max(tally.values()) or total > papers * posts:
        raise ValueError("more votes than the papers can carry")
    return papers
