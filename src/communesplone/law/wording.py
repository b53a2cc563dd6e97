"""Words and notes of the law as phrases: the suite's own are translated, what a commune typed stays as it is."""

from collections.abc import Iterator
from collections.abc import Mapping
from communesplone.law.jurisdictions import Jurisdiction
from communesplone.law.keys import WORDS
from communesplone.law.loading import load
from communesplone.law.phrases import Phrase
from communesplone.law.values import Value
from functools import cache


@cache
def vocabulary() -> frozenset[str]:
    """Every word that the suite knows in all its languages: rules, and the lists of the data files."""
    words = {str(word) for word in WORDS}
    for jurisdiction in Jurisdiction:
        for values in load(jurisdiction).values():
            words.update(word for value in values for word in _listed(value))
    return frozenset(words)


def word(text: str) -> Phrase:
    """A rule, a share or one word of a list; what the suite does not know was typed by somebody: it stays as it is."""
    return Phrase(text) if text in vocabulary() else _verbatim(text)


def note(value: Value) -> Phrase:
    """The note of a value; that of the law is translated, that of a commune stays as it is."""
    return _verbatim(value.note) if value.overridden or not value.note else Phrase(value.note)


def _verbatim(text: str) -> Phrase:
    # Inside a gap nothing is looked up, neither a translation nor a further gap.
    return Phrase("${text}", {"text": text})


def _listed(value: Value) -> Iterator[str]:
    bands = value.value.values() if isinstance(value.value, Mapping) else (value.value,)
    for plain in bands:
        if isinstance(plain, tuple):
            yield from plain
