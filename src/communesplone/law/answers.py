"""What a rule answers: the value, and why."""

from collections.abc import Callable
from communesplone.law.phrases import _
from communesplone.law.phrases import Phrase
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Generic
from typing import TypeVar


T = TypeVar("T")


class Confidence(StrEnum):
    """How sure the suite is of a legal value; ``unsure`` belongs on the list of questions to a lawyer."""

    SURE = "sure"
    PROBABLE = "probable"
    UNSURE = "unsure"

    @property
    def rank(self) -> int:
        """0 for sure, 2 for unsure."""
        return list(Confidence).index(self)


CONFIDENCES: dict[Confidence, Phrase] = {
    Confidence.SURE: _("sure"),
    Confidence.PROBABLE: _("probable"),
    Confidence.UNSURE: _("unsure"),
}


@dataclass(frozen=True)
class Reason:
    """One step of the reasoning, with the article it rests on ("" for mere arithmetic)."""

    phrase: Phrase
    article: str = ""
    source: str = ""
    confidence: Confidence = Confidence.SURE

    def say(self, translate: Callable[[str], str] = str, show_day: Callable[[date], str] = date.isoformat) -> str:
        """The sentence with its article, and with its confidence where that is not full."""
        text = self.phrase.say(translate, show_day)
        marks = [self.article] if self.article else []
        if self.confidence is not Confidence.SURE:
            marks.append(CONFIDENCES[self.confidence].say(translate))
        return f"{text} ({', '.join(marks)})" if marks else text


@dataclass(frozen=True)
class Answer(Generic[T]):
    """A value together with the reasons that led to it, first reason first."""

    value: T
    reasons: tuple[Reason, ...] = ()

    @property
    def confidence(self) -> Confidence:
        """That of the least sure reason."""
        return max((reason.confidence for reason in self.reasons), key=lambda one: one.rank, default=Confidence.SURE)

    @property
    def articles(self) -> tuple[str, ...]:
        """The articles relied on, each once, in order."""
        return tuple(dict.fromkeys(reason.article for reason in self.reasons if reason.article))

    def explain(
        self, translate: Callable[[str], str] = str, show_day: Callable[[date], str] = date.isoformat
    ) -> tuple[str, ...]:
        """The reasoning, one sentence a line, each with its article."""
        return tuple(reason.say(translate, show_day) for reason in self.reasons)

    def __str__(self) -> str:
        return "\n".join(self.explain())
