"""What is different between two texts, word by word, for people to see."""

from communesplone.requests.domain.threeway import Text
from difflib import SequenceMatcher
from typing import NamedTuple
import re


LONGEST = 4000  # words; longer texts are shown without marks, comparing them would take seconds
_PIECE = re.compile(r"\s+|[^\s]+")


class Piece(NamedTuple):
    """A part of a text; `is_new`: it is not in the other one."""

    text: str
    is_new: bool


def flat(text: Text) -> str:
    """A text on one page: rows under one another."""
    return text if isinstance(text, str) else "\n".join(text)


def pieces(text: Text, other: Text) -> list[Piece]:
    """The text in pieces; those that the other text has not are new. Together they are the text again."""
    mine, theirs = _PIECE.findall(flat(text)), _PIECE.findall(flat(other))
    if len(mine) + len(theirs) > LONGEST:
        return [Piece(flat(text), False)] if mine else []
    found = []
    for tag, start, end, _start, _end in SequenceMatcher(None, mine, theirs, autojunk=False).get_opcodes():
        if end > start:
            found.append(Piece("".join(mine[start:end]), tag != "equal"))
    return found
