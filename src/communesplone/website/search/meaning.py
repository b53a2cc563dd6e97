"""Did you mean: a word that is found nowhere, and a known one in its place.

The lexicon also holds words that only some may read. So it only proposes: a word is offered when a search for it finds
something that who asks may see, and it is shown as it stands in the title, the summary or the subjects of that; or as
the list of synonyms writes it, which is public.
"""

from collections.abc import Iterator
from communesplone.core.kept import Kept
from communesplone.website.search import finding
from communesplone.website.search.domain import excerpt
from communesplone.website.search.domain import question
from communesplone.website.search.domain import spelling
from communesplone.website.search.domain.synonyms import Synonyms
from communesplone.website.search.domain.words import fold
from communesplone.website.search.domain.words import stem
from communesplone.website.search.domain.words import WORD
from communesplone.website.search.lexicon import LEXICON
from itertools import islice
from plone import api
from typing import Any


WHOLE = 15_000  # words of a lexicon that is looked through from end to end
MOST_EXAMINED = 25_000  # words of a larger one, by their first letter
LOOKED_AT = 8  # rows in which a word is looked for
_kept = Kept()


def corrected(request: Any, language: str, terms: tuple[question.Term, ...], synonyms: Synonyms) -> str:
    """The question with known words for those that are found nowhere; '' when one of them has none."""
    words, changed = [], False
    for term in terms:
        if finding.hits(term.query(), language):
            words += term.words
            continue
        for word in term.words:
            better = _instead(request, language, word, synonyms)
            if not better:
                return ""
            words.append(better)
            changed = changed or better != word
    return " ".join(words) if changed else ""


def _instead(request: Any, language: str, word: str, synonyms: Synonyms) -> str:
    """The word itself where it is found, else the one that may be meant, else ''."""

    def find() -> str:
        alone = question.Term((word,), ((stem(word),),))
        return word if finding.hits(alone.query(), language) else _better(language, word, synonyms)

    return _kept.answer(request, (_who(), language, word), find)


def _who() -> tuple[str, ...]:
    catalog = api.portal.get_tool("portal_catalog")
    return tuple(sorted(catalog._listAllowedRolesAndUsers(api.user.get_current())))


def _better(language: str, word: str, synonyms: Synonyms) -> str:
    written = {stem(fold(one)): one for text in synonyms.written.values() for one in WORD.findall(text)}
    lexicon = api.portal.get_tool("portal_catalog")[LEXICON]
    for one in spelling.nearest(stem(word), {*_proposed(lexicon, stem(word)), *_public(written)}):
        shown = _seen(language, one, written)
        if shown:
            return shown.lower()
    return ""


def _public(written: dict[str, str]) -> Iterator[str]:
    return (one for one in written if one.isalpha())


def _proposed(lexicon: Any, word: str) -> Iterator[str]:
    """Words of the lexicon that may be meant: all of a small one, of a large one those that begin alike."""
    if lexicon.length() <= WHOLE:
        yield from lexicon._wids.keys()
        return
    left = MOST_EXAMINED
    for letter in spelling.beginnings(word):
        for one in islice(lexicon._wids.keys(letter, letter + "\uffff"), left):
            left -= 1
            yield one


def _seen(language: str, one: str, written: dict[str, str]) -> str:
    """The word as a visitor may read it; '' when nothing that he may see has it in its row."""
    found = finding.hits(question.Term((one,), ((one,),)).query(), language)
    if not found:
        return ""
    for row in found.best(found.all, 0, LOOKED_AT):
        shown = excerpt.meant(_texts(row), one)
        if shown:
            return shown
    return written.get(one, "")


def _texts(row: Any) -> list[str]:
    texts = [row.Title, row.Description, *(row.Subject or ())]
    for column in ("card_titles", "card_summaries"):
        words = getattr(row, column, None)
        texts += words.values() if isinstance(words, dict) else ()
    return [text for text in texts if isinstance(text, str)]
