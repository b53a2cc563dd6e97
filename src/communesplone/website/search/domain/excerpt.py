"""The piece of a text that a result shows, with what was searched for marked."""

from collections.abc import Collection
from communesplone.website.search.domain.words import fold
from communesplone.website.search.domain.words import stem
from communesplone.website.search.domain.words import WORD
import re


LONGEST = 220  # characters
_COMPOSED = re.compile(r"[^\W_]+")


def piece(text: str, marks: Collection[str], longest: int = LONGEST) -> str:
    """A text cut at words around the first mark; an ellipsis where something is left out."""
    text = " ".join(text.split())
    if len(text) <= longest:
        return text
    first = next((found.start() for found in _COMPOSED.finditer(text) if _is_marked(found.group(), marks)), 0)
    start = 0
    if first > longest * 2 // 3:
        start = text.rfind(" ", 0, max(first - longest // 3, 1)) + 1
    end = text.rfind(" ", start, start + longest)
    end = end if end > start else start + longest
    return ("… " if start else "") + text[start:end].rstrip(" ,;:.") + (" …" if end < len(text) else "")


def parts(text: str, marks: Collection[str]) -> list[tuple[str, bool]]:
    """A text in its parts, each with whether it is marked; joined they are the text."""
    found, last = [], 0
    for word in _COMPOSED.finditer(text):
        if _is_marked(word.group(), marks):
            found += [(text[last : word.start()], False), (word.group(), True)]
            last = word.end()
    found.append((text[last:], False))
    return [(part, marked) for part, marked in found if part]


def meant(texts: list[str], one: str) -> str:
    """The word of these texts that has the stem, as it is written there; '' when none has."""
    for text in texts:
        for word in _COMPOSED.findall(text or ""):
            if _is_marked(word, (one,)):
                return word
    return ""


def _is_marked(word: str, marks: Collection[str]) -> bool:
    folded = fold(word)
    return WORD.fullmatch(folded) is not None and stem(folded) in marks
