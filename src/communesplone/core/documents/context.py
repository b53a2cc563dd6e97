"""What a template may name: the context of the ready templates, in plain Python.

commune  name address postcode city phone email       unit      title
order    reference submitted(date) language           document  number date is_draft
officer  name function                                data      every field of the form and of the office
day(date)  label("field")  rows(text, width)          see `template_context`
"""

from babel.dates import format_date
from collections.abc import Callable
from collections.abc import Mapping
import datetime


# British order for English: a Belgian document never writes the month first.
_LOCALES = {"fr": "fr_BE", "nl": "nl_BE", "de": "de_BE", "en": "en_GB", "es": "es_ES"}
LANGUAGES = tuple(_LOCALES)


class Part:
    """Attribute access to a mapping; a name that is not there is an error, so that a slip in a template shows."""

    def __init__(self, values: Mapping[str, object]):
        self._values = {name: "" if value is None else value for name, value in values.items()}

    def __getattr__(self, name: str) -> object:
        if name.startswith("_") or name not in self._values:
            raise AttributeError(f"there is no {name!r} here")
        return self._values[name]


class Data(Part):
    """The answers of the citizen and the office: like `Part`, but a field that is missing or empty is "".

    With `known` (the names of all fields of the procedure) any other name is an error.
    """

    def __init__(self, values: Mapping[str, object], known: frozenset[str] | None = None):
        super().__init__(values)
        self._known = known

    def __getattr__(self, name: str) -> object:
        if name.startswith("_"):
            raise AttributeError(f"there is no {name!r} here")
        if name not in self._values and self._known is not None and name not in self._known:
            raise AttributeError(f"the form has no field {name!r}")
        return self._values.get(name, "")


def long_date(day: datetime.date | str | None, language: str) -> str:
    """A date in full words of the language ("1er mars 2026", "2 de mayo de 2026"); "" for none, a text as it is.

    Raises `ValueError` for a language that is not one of `LANGUAGES`.
    """
    if language not in _LOCALES:
        raise ValueError(f"no long dates in {language!r}")
    if not day or isinstance(day, str):
        return day or ""
    if isinstance(day, datetime.datetime):
        day = day.date()
    text = format_date(day, "long", locale=_LOCALES[language])
    # CLDR knows no ordinal: in French the first of a month is always "1er".
    return text.replace("1 ", "1er ", 1) if language == "fr" and day.day == 1 else text


def rows(text: str, width: int = 0) -> list[list[str]]:
    """A text with one thing a line, its parts divided by ";", as rows of stripped texts; empty lines are left out.

    With `width` every row has that many parts: missing ones are "", surplus ones stay in the last.
    """
    found = []
    for line in (text or "").splitlines():
        parts = [part.strip() for part in (line.split(";", width - 1) if width else line.split(";"))]
        if any(parts):
            found.append(parts + [""] * (width - len(parts)))
    return found


def labels(values: Mapping[str, object], titles: Mapping[str, Mapping[str, str]]) -> Callable[[str], str]:
    """`label(fieldname)` for templates: the title of the chosen answer, the bare value when it has none, "" for none.

    `titles` holds, for each field with fixed answers, the title of each value in the language of the document.
    """

    def label(fieldname: str) -> str:
        value = values.get(fieldname)
        if value is None or value == "":
            return ""
        return titles.get(fieldname, {}).get(value, str(value))

    return label


def template_context(
    *,
    commune: Mapping[str, str],
    unit: Mapping[str, str],
    order: Mapping[str, object],
    document: Mapping[str, object],
    officer: Mapping[str, str],
    values: Mapping[str, object],
    titles: Mapping[str, Mapping[str, str]],
    known: frozenset[str] | None = None,
) -> dict[str, object]:
    """Names for a template, from plain mappings whose keys are listed at the top of this module.

    `order["language"]` is the language of the document; `document["date"]` may be a date or a text; `values` are the
    answers with real dates; `titles` and `known` are explained at `labels` and `Data`.
    """
    language = order["language"]
    document = {**document, "date": long_date(document["date"], language)}
    return {
        "commune": Part(commune),
        "unit": Part(unit),
        "order": Part(order),
        "document": Part(document),
        "officer": Part(officer),
        "data": Data(values, known),
        "day": lambda value: long_date(value, language),
        "label": labels(values, titles),
        "rows": rows,
    }
