"""Three versions of a text: the shared one that was taken over, the commune's own, the shared one of today.

Which of them changed decides what a clerk is shown: nothing, an offer, or a question. A text is a string or a tuple of
lines; empty ones are all the same.
"""

from collections.abc import Iterable
from collections.abc import Mapping
from enum import StrEnum
from hashlib import sha256
from typing import NamedTuple
import json


Text = str | tuple[str, ...]
Key = tuple[str, str]  # language and name of the text
Texts = Mapping[Key, Text]


class Kind(StrEnum):
    """What happened to a text since it was taken over."""

    SAME = "same"  # nobody has to do anything
    OFFER = "offer"  # the shared text changed, the commune's did not
    CONFLICT = "conflict"  # both changed, and differ


class Decision(StrEnum):
    """What a clerk may say to a changed text."""

    MINE = "mine"
    THEIRS = "theirs"
    MERGED = "merged"


class Change(NamedTuple):
    """A text that waits for a decision."""

    key: Key
    kind: Kind
    base: Text
    mine: Text
    theirs: Text


class Settled(NamedTuple):
    """What the card says after a decision, and which shared text the clerk has seen."""

    mine: Text
    base: Text


def plain(text: Text | list | None) -> Text:
    """A text in the form that is compared: blanks at the ends of lines and empty lines at the end do not count."""
    if not text:
        return ""
    if isinstance(text, str):
        return "\n".join(line.rstrip() for line in text.strip().splitlines())
    lines = tuple(line.strip() for line in text if line.strip())
    return lines or ""


def kind(base: Text, mine: Text, theirs: Text) -> Kind:
    """What happened to one text."""
    base, mine, theirs = plain(base), plain(mine), plain(theirs)
    if theirs in (base, mine):
        return Kind.SAME
    return Kind.OFFER if mine == base else Kind.CONFLICT


def changes(base: Texts, mine: Texts, theirs: Texts) -> list[Change]:
    """Texts that wait for a decision, in the order of `theirs`, then those that are no longer shared."""
    keys = dict.fromkeys((*theirs, *base))
    found = (_change(key, base, mine, theirs) for key in keys)
    return [change for change in found if change.kind is not Kind.SAME]


def settle(change: Change, decision: Decision, merged: Text = "") -> Settled:
    """Carry a decision out; `merged` is the clerk's own text for `MERGED`. The shared text counts as seen."""
    mine = {Decision.MINE: change.mine, Decision.THEIRS: change.theirs, Decision.MERGED: plain(merged)}[decision]
    return Settled(mine, change.theirs)


def seen(base: Texts, mine: Texts, theirs: Texts) -> dict[Key, Text]:
    """The shared texts that need no decision any more: those taken over, and those the commune has by itself."""
    waiting = {change.key for change in changes(base, mine, theirs)}
    keys = dict.fromkeys((*theirs, *base))
    return {key: plain(base.get(key, "") if key in waiting else theirs.get(key, "")) for key in keys}


def stamp(texts: Texts) -> str:
    """A short sum of texts: two that are equal say the same, whatever their order."""
    said: Iterable = sorted((*key, plain(text)) for key, text in texts.items() if plain(text))
    return sha256(json.dumps(list(said), ensure_ascii=False).encode()).hexdigest()[:16]


def _change(key: Key, base: Texts, mine: Texts, theirs: Texts) -> Change:
    three = [plain(texts.get(key, "")) for texts in (base, mine, theirs)]
    return Change(key, kind(*three), *three)
