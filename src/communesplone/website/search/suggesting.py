"""Titles that fit what is typed so far: for whoever asks, only what he may see."""

from communesplone.core.kept import Kept
from communesplone.core.moments import now
from communesplone.website import cards
from communesplone.website.browser.rows import row_title
from communesplone.website.search import finding
from communesplone.website.search.domain import question
from communesplone.website.search.domain.words import asked
from communesplone.website.search.domain.words import split
from communesplone.website.search.kinds import Kind
from communesplone.website.search.kinds import kinds
from communesplone.website.search.settings import synonyms
from datetime import datetime
from datetime import timedelta
from plone import api
from typing import Any
from zope.i18n import translate


MOST = 8
SHORTEST = 2  # letters
LOOKED_AT = 20  # rows of a kind
KEPT_FOR = timedelta(minutes=5)
_kept = Kept()


def suggestions(request: Any, words: str, language: str) -> list[dict[str, str]]:
    """At most eight results, procedures first: title, kind (its name in that language), url.

    The answer to a visitor who is not logged in is kept for five minutes, until the catalog changes.
    """
    if len(words) < SHORTEST:
        return []
    if not api.user.is_anonymous():
        return _find(request, words, language)
    moment = now()

    def find() -> tuple[datetime, list[dict[str, str]]]:
        return moment, _find(request, words, language)

    def good(kept: tuple[datetime, list[dict[str, str]]]) -> bool:
        return timedelta(0) <= moment - kept[0] < KEPT_FOR

    about = (language, api.portal.get().absolute_url(), words.casefold())
    return _kept.answer(request, about, find, good)[1]


def _find(request: Any, words: str, language: str) -> list[dict[str, str]]:
    terms = question.read(words, synonyms())
    begun = finding.hits(question.query(terms, begun=True), language)
    said = finding.hits(question.query(terms), language)
    rows = [one for one in _first(begun) if begun.is_titled(one[1]) or _fits(words, row_title(one[1], language))]
    rows += _first(said)  # by another word for the same, or in the text
    once = {row.getRID(): (kind, row) for kind, row in reversed(rows)}
    order = list(dict.fromkeys(row.getRID() for _kind, row in rows))
    return [_told(*once[number], request, language) for number in order[:MOST]]


def _first(hits: finding.Hits) -> list[tuple[Kind, Any]]:
    """The best of each kind, in the order of kinds."""
    known = kinds()
    return [(known[name], row) for name, rows in hits.by_kind().items() for row in hits.best(rows, 0, LOOKED_AT)]


def _fits(words: str, title: str) -> bool:
    """Whether each word begins a word of the title, which may be one in another language than the index has."""
    titled = split(title)
    return all(any(one.startswith(word) for one in titled) for word in asked(words))


def _told(kind: Kind, row: Any, request: Any, language: str) -> dict[str, str]:
    return {
        "title": row_title(row, language) or row.getId,
        "kind": translate(kind.title, context=request, target_language=language),
        "url": cards.address(row),
    }
