"""One question from end to end: what was typed, how it was understood, what answers it."""

from communesplone.website.search import finding
from communesplone.website.search import meaning
from communesplone.website.search.domain import question
from communesplone.website.search.domain.synonyms import key
from communesplone.website.search.domain.words import LONGEST_QUESTION
from communesplone.website.search.settings import synonyms
from dataclasses import dataclass
from typing import Any


OPENING_HOURS = key("heures d’ouverture")  # a group of the shared list


@dataclass(frozen=True)
class Answer:
    """`corrected`: the words that were taken instead; `partly`: no result has all words."""

    words: str
    terms: tuple[question.Term, ...]
    hits: finding.Hits
    corrected: str = ""
    partly: bool = False

    @property
    def marks(self) -> frozenset[str]:
        """The stems to mark."""
        return question.marks(self.terms)

    @property
    def asks_hours(self) -> bool:
        """Whether opening hours are meant."""
        return any(OPENING_HOURS in term.ways for term in self.terms)


def clean(text: Any) -> str:
    """What was typed, in one line, at most 200 characters; without half characters, which no index can take."""
    if not isinstance(text, str):
        return ""
    return " ".join(text.encode("utf-8", "ignore").decode().split())[:LONGEST_QUESTION]


def ask(request: Any, words: str, language: str) -> Answer:
    """The answer to a question: all terms; else begun words; else a corrected word; else some of the terms."""
    known = synonyms()
    terms = question.read(words, known)
    for begun in (False, True):
        found = finding.hits(question.query(terms, begun), language)
        if found or not terms:
            return Answer(words, terms, found)
    office = tuple(term for term in terms if OPENING_HOURS not in term.ways)
    if office and office != terms:
        found = finding.hits(question.query(office), language)
        if found:  # the hours stand in no text
            return Answer(words, terms, found)
    better = meaning.corrected(request, language, terms, known)
    if better:
        again = question.read(better, known)
        found = finding.hits(question.query(again), language)
        if found:
            return Answer(words, again, found, corrected=better)
    if len(terms) > 1:
        found = finding.hits(question.query(terms, some=True), language)
        return Answer(words, terms, found, partly=bool(found))
    return Answer(words, terms, found)


def rest(answer: Answer) -> str:
    """The query of a question about opening hours without these words: the office; '' for no office in particular."""
    return question.query(tuple(term for term in answer.terms if OPENING_HOURS not in term.ways))
