"""Results in an address: words, kind, choices, page; and the way back to them from a result.

A link to a result carries the address of the results (`found`), so that the way back needs neither a cookie nor a
script. What comes back is read like any address: only known names stay, so it never leads elsewhere.
"""

from communesplone.core.batches import start_in
from communesplone.website.search import asking
from communesplone.website.search.finding import Choice
from communesplone.website.search.kinds import facets
from communesplone.website.search.kinds import kinds
from typing import Any
from urllib.parse import parse_qsl
from urllib.parse import urlencode


LONGEST = 1000  # characters of a way back
YEARS = range(1970, 2200)


def choice_of(form: dict[str, Any]) -> Choice:
    """What an address narrows results to; what is unknown is left out."""
    kind, year = form.get("kind"), form.get("year")
    tokens = tuple(
        (name, form[name])
        for name, facet in facets().items()
        if isinstance(form.get(name), str) and form[name] in facet.titles
    )
    right = isinstance(year, str) and len(year) == 4 and year.isdecimal() and int(year) in YEARS
    return Choice(kind if isinstance(kind, str) and kind in kinds() else "", int(year) if right else 0, tokens)


def query(words: str, choice: Choice, start: int = 0) -> str:
    """The query string of results."""
    found = [("SearchableText", words), ("kind", choice.kind), *choice.tokens]
    found += [("year", choice.year or ""), ("b_start", start or "")]
    return urlencode([(name, value) for name, value in found if value])


def way(words: str, choice: Choice, start: int = 0) -> str:
    """What a link to a result carries."""
    return urlencode({"found": query(words, choice, start)})


def back(site_url: str, found: Any) -> str:
    """The address of the results that a link came from; '' for none."""
    if not isinstance(found, str) or not found or len(found) > LONGEST:
        return ""
    form = dict(parse_qsl(found, max_num_fields=20, errors="replace"))
    words = asking.clean(form.get("SearchableText", ""))
    return f"{site_url}/@@search?{query(words, choice_of(form), start_in(form))}" if words else ""
