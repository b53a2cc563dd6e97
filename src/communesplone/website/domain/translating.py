"""Which translations of a page are missing and which are behind: plain rules."""

from collections.abc import Iterable
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from zlib import crc32


class State(Enum):
    """How a page stands in one language."""

    SOURCE = "source"
    CURRENT = "current"
    BEHIND = "behind"
    MISSING = "missing"


@dataclass(frozen=True)
class Version:
    """A page in one language.

    `stamp`: of its words; `made_from`: the stamp that the words of the source had when it was last written or found
    right; '' where nobody knows (a page of before). Moments are aware.
    """

    language: str
    created: datetime
    modified: datetime
    stamp: str = ""
    made_from: str = ""


def stamp(texts: Iterable[str]) -> str:
    """A short sum of what is to be translated; white space does not count."""
    words = "\n".join(" ".join((text or "").split()) for text in texts)
    return f"{crc32(words.encode()):08x}"


def source_of(versions: Sequence[Version], first: str) -> Version:
    """The one that others are translations of: that in the first language of the site, else the oldest.

    Raises ValueError when there is none.
    """
    own = [version for version in versions if version.language == first]
    return own[0] if own else min(versions, key=lambda version: (version.created, version.language))


def is_behind(version: Version, source: Version) -> bool:
    """Whether the words of the source are others than those that the translation was made from.

    Where that is not known, the page that changed last decides.
    """
    if version.made_from and source.stamp:
        return version.made_from != source.stamp
    return version.modified < source.modified


def states(versions: Sequence[Version], languages: Sequence[str], first: str) -> dict[str, State]:
    """How the page stands in each language of the site."""
    source = source_of(versions, first)
    known = {version.language: version for version in versions}

    def of(language: str) -> State:
        if language not in known:
            return State.MISSING
        if known[language] is source:
            return State.SOURCE
        return State.BEHIND if is_behind(known[language], source) else State.CURRENT

    return {language: of(language) for language in languages}
