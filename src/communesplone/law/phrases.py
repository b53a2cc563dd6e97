"""Sentences with gaps, kept apart from their language: a rule writes them, the page puts them into words.

``_("Day ${day}", day=...)`` marks a text for translation as everywhere in the house, without Plone.
"""

from collections.abc import Callable
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from datetime import date
from string import Template


@dataclass(frozen=True)
class Phrase:
    """An English text with ``${gaps}`` and what fills them: texts, numbers, days, further phrases."""

    text: str
    gaps: Mapping[str, object] = field(default_factory=dict, hash=False)

    def say(self, translate: Callable[[str], str] = str, show_day: Callable[[date], str] = date.isoformat) -> str:
        """The sentence, in the language of ``translate`` (English text in, text with the same gaps out)."""
        return Template(translate(self.text)).safe_substitute(
            {name: _shown(value, translate, show_day) for name, value in self.gaps.items()}
        )

    def __str__(self) -> str:
        return self.say()


def _shown(value: object, translate: Callable[[str], str], show_day: Callable[[date], str]) -> str:
    if isinstance(value, Phrase):
        return value.say(translate, show_day)
    if isinstance(value, date):
        return show_day(value)
    if isinstance(value, list | tuple):
        return ", ".join(_shown(one, translate, show_day) for one in value)
    return str(value)


def _(text: str, **gaps: object) -> Phrase:
    return Phrase(text, gaps)
