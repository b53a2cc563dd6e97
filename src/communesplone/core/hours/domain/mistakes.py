"""What is wrong with a typed text, said with its line and its place."""

from communesplone.law.phrases import _
from communesplone.law.phrases import Phrase
from dataclasses import dataclass


@dataclass(frozen=True)
class Mistake:
    """One thing that is wrong: the line (from 1) and a sentence."""

    line: int
    phrase: Phrase

    @property
    def sentence(self) -> Phrase:
        """With the line in front."""
        return _("Line ${line}: ${sentence}", line=self.line, sentence=self.phrase)


class Mistakes(ValueError):
    """All that is wrong with a text; nothing of it is used."""

    def __init__(self, found: list[Mistake]) -> None:
        super().__init__("; ".join(str(one.sentence) for one in found))
        self.found = found


class Wrong(ValueError):
    """One piece of a line that is wrong."""

    def __init__(self, phrase: Phrase) -> None:
        super().__init__(str(phrase))
        self.phrase = phrase


def not_understood(piece: str) -> Wrong:
    """A piece of text that says nothing to the reader."""
    short = piece.strip()
    short = f"{short[:40]}…" if len(short) > 40 else short
    return Wrong(_("“${piece}” is not understood. Write for example 9-12 13:30-16.", piece=short))
