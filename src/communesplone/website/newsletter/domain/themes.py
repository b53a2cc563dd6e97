"""Themes of the newsletter: what a reader chooses from, and where a letter finds what is new."""

from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field


BY_HAND, NEWS, EVENTS, ALERTS, TAGGED = "", "news", "events", "alerts", "tagged"
SOURCES = (NEWS, EVENTS, ALERTS, TAGGED, BY_HAND)
MOST = 12
LONGEST = 60  # characters of a name
_TITLE = "title_"


@dataclass(frozen=True)
class Theme:
    """`titles`: language to name. `source`: what is proposed for a letter; `keyword`: only what carries it."""

    id: str
    titles: Mapping[str, str] = field(default_factory=dict)
    source: str = BY_HAND
    keyword: str = ""

    def title(self, language: str) -> str:
        """The name in that language, else in the first one there is."""
        return self.titles.get(language) or next((name for name in self.titles.values() if name), self.id)


def from_plain(stored: Iterable[Mapping[str, str]]) -> tuple[Theme, ...]:
    """Themes as settings keep them; what has no id or no name is left out."""
    found = []
    for one in stored or ():
        titles = {name[len(_TITLE) :]: text for name, text in one.items() if name.startswith(_TITLE) and text}
        source = one.get("source", BY_HAND)
        if one.get("id") and titles:
            known = source if source in SOURCES else BY_HAND
            found.append(Theme(one["id"], titles, known, one.get("keyword", "")))
    return tuple(found)


def to_plain(theme: Theme) -> dict[str, str]:
    """A theme as settings keep it: text only."""
    titles = {_TITLE + language: text for language, text in theme.titles.items()}
    return {"id": theme.id, "source": theme.source, "keyword": theme.keyword, **titles}


def new_id(start: str, taken: Iterable[str]) -> str:
    """An id that no other theme has; it stays when the theme is renamed."""
    known, number, found = set(taken), 1, start
    while found in known:
        number += 1
        found = f"{start}-{number}"
    return found
