"""What a visitor asks for: terms, each with all the ways to say it, as a query of the text index."""

from communesplone.website.search.domain.synonyms import Expression
from communesplone.website.search.domain.synonyms import Synonyms
from communesplone.website.search.domain.words import asked
from communesplone.website.search.domain.words import stem
from dataclasses import dataclass


_OPERATORS = frozenset(("and", "or", "not"))
SHORTEST_BEGINNING = 3  # letters of a word that may be half typed


@dataclass(frozen=True)
class Term:
    """One idea of the question: the folded words typed, and the stems of all ways to say it, the typed one first."""

    words: tuple[str, ...]
    ways: tuple[Expression, ...]

    def query(self, begun: bool = False) -> str:
        """For the text index: any of the ways. `begun`: longer words count too, for the typed way."""
        first = [_begun(one) if begun else _atom(one) for one in self.ways[0]]
        ways = [_all(first), *(_all([_atom(one) for one in way]) for way in self.ways[1:])]
        return ways[0] if len(ways) == 1 else f"({' OR '.join(ways)})"


def read(text: str, synonyms: Synonyms) -> tuple[Term, ...]:
    """The terms of a question; of several readings the one with the longest expressions."""
    words = asked(text)
    stems = [stem(word) for word in words]
    terms, at = [], 0
    while at < len(words):
        length = next(
            (
                length
                for length in range(min(synonyms.longest, len(words) - at), 1, -1)
                if tuple(stems[at : at + length]) in synonyms.groups
            ),
            1,
        )
        terms.append(Term(tuple(words[at : at + length]), synonyms.of(tuple(stems[at : at + length]))))
        at += length
    return tuple(terms)


def query(terms: tuple[Term, ...], begun: bool = False, some: bool = False) -> str:
    """For the text index: all terms, or `some` of them; `begun`: words may go on."""
    return (" OR " if some else " AND ").join(term.query(begun) for term in terms)


def marks(terms: tuple[Term, ...]) -> frozenset[str]:
    """The stems that are marked in a result."""
    return frozenset(one for term in terms for way in term.ways for one in way)


def _all(atoms: list[str]) -> str:
    return atoms[0] if len(atoms) == 1 else f"({' AND '.join(atoms)})"


def _atom(one: str) -> str:
    return f'"{one}"' if one in _OPERATORS else one


def _begun(one: str) -> str:
    return f"{one}*" if len(one) >= SHORTEST_BEGINNING and one not in _OPERATORS else _atom(one)
