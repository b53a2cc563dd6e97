"""Letters as their authors handle them."""

from communesplone.core.moments import now
from communesplone.website.newsletter.domain.themes import new_id
from communesplone.website.newsletter.store import get_store
from communesplone.website.newsletter.store import Letter
from communesplone.website.newsletter.store import query_store
from plone.i18n.normalizer.interfaces import IURLNormalizer
from zope.component import getUtility


def find(letter_id: str) -> Letter | None:
    """The letter of that id."""
    store = query_store()
    return store.letters.get(letter_id) if store is not None and letter_id else None


def add(texts: dict[str, dict[str, str]]) -> Letter:
    """A new draft; its id is its day and title, and stays."""
    store = get_store()
    title = next(iter(texts.values()))["title"]
    start = f"{now().date().isoformat()}-{getUtility(IURLNormalizer).normalize(title) or 'letter'}"
    letter = Letter(new_id(start, store.letters.keys()), now())
    letter.texts = texts
    store.letters[letter.id] = letter
    return letter


def unsent() -> list[Letter]:
    """Letters that have not begun to go out, the newest first."""
    store = query_store()
    if store is None:
        return []
    public = {line.id for line in store.lines()}
    found = [letter for name, letter in store.letters.items() if name not in public]
    return sorted(found, key=lambda letter: letter.made, reverse=True)


def readers(themes: tuple[str, ...]) -> dict[str, int]:
    """How many confirmed readers each of these themes has; under '' those who wait."""
    store = query_store()
    found = dict.fromkeys((*themes, ""), 0)
    for _number, one in store.everybody() if store is not None else ():
        for theme in one.themes if one.is_confirmed else ("",):
            if theme in found:
                found[theme] += 1
    return found
