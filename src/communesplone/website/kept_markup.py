"""Markup that every visitor gets alike, kept in the process while nothing that it comes from has changed.

For those who are not logged in. Beside the catalog and the settings (core.kept) it depends on the language, the
addresses, what the maker names in its question, and time: what comes out, expires or ends. Written anew after five
minutes in any case, the time that a proxy keeps a page.
"""

from collections.abc import Callable
from collections.abc import Hashable
from communesplone.core.kept import Kept
from communesplone.core.moments import now
from communesplone.core.next_change import next_change
from dataclasses import dataclass
from typing import Any


LONGEST = 300  # seconds
_KEPT = Kept()


@dataclass(frozen=True)
class Markup:
    """Markup, and between which moments (seconds of the epoch) it is true."""

    text: str
    since: float
    until: float


def markup(frame: Any, question: Hashable, make: Callable[[], str], until: Callable[[], float] | None = None) -> str:
    """What was kept for the question, else what `make` makes; `until` may set a nearer end (seconds of the epoch).

    `frame` is the frame of the page (`@@light-frame`). What `make` does beside its text is not done again.
    """
    if not frame.is_anonymous:
        return make()
    moment = now()
    stamp = moment.timestamp()

    def find() -> Markup:
        text = make()
        ends = [stamp + LONGEST, next_change(moment)]
        return Markup(text, stamp, min([*ends, until()] if until is not None else ends))

    whole = (question, frame.language, frame.choice, frame.site_url, frame.resources_url)
    return _KEPT.answer(frame.request, whole, find, lambda one: one.since <= stamp < one.until).text
