"""Legal values as rows: for the page and for the service."""

from collections.abc import Mapping
from communesplone.core.legal.api import say
from communesplone.law.answers import CONFIDENCES
from communesplone.law.book import Law
from communesplone.law.book import phrase_of
from communesplone.law.keys import KEYS
from communesplone.law.keys import THEMES
from communesplone.law.phrases import _
from communesplone.law.values import Value
from communesplone.law.wording import note
from datetime import date
from plone import api


def lines(value: Value, request=None) -> list[str]:
    """The value with its unit; for a table one line each band."""
    if not isinstance(value.value, Mapping):
        return [say(phrase_of(value.value, value.unit), request)]
    return [
        say(_("from ${bound} inhabitants: ${value}", bound=bound, value=phrase_of(plain, value.unit)), request)
        for bound, plain in value.value.items()
    ]


def validity(value: Value, request=None) -> str:
    """From when until when it holds, in words; '' when both ends are open."""
    start, end = value.valid_from, value.valid_until
    if start and end:
        phrase = _("from ${start} to ${end}", start=start, end=end)
    elif start:
        phrase = _("from ${start}", start=start)
    elif end:
        phrase = _("until ${end}", end=end)
    else:
        return ""
    return say(phrase, request)


def row(value: Value, request=None) -> dict:
    """What the page shows of a value."""
    return {
        "key": value.key,
        "title": say(KEYS[value.key].title, request),
        "theme": say(THEMES[KEYS[value.key].theme], request),
        "lines": lines(value, request),
        "validity": validity(value, request),
        "article": value.article,
        "source": value.source,
        "confidence": say(CONFIDENCES[value.confidence], request),
        "sure": value.confidence == "sure",
        "unsure": value.confidence == "unsure",
        "note": say(note(value), request),
        "overridden": value.overridden,
        "reason": value.reason,
    }


def plain(value: Value, request=None) -> dict:
    """What the service tells of a value: never who set it.

    `value` is for programs and the same in every language; `lines` and `note` are in that of the reader.
    """
    table = value.value if isinstance(value.value, Mapping) else None
    return {
        "@id": f"{api.portal.get().absolute_url()}/@law/{value.key}",
        "key": value.key,
        "theme": KEYS[value.key].theme,
        "title": say(KEYS[value.key].title, request),
        "value": [{"inhabitants_from": bound, "value": one} for bound, one in table.items()]
        if table is not None
        else value.value,
        "lines": lines(value, request),
        "by_inhabitants": table is not None,
        "unit": value.unit,
        "valid_from": value.valid_from.isoformat() if value.valid_from else None,
        "valid_until": value.valid_until.isoformat() if value.valid_until else None,
        "article": value.article,
        "source": value.source,
        "confidence": str(value.confidence),
        "note": say(note(value), request),
        "set_by_commune": value.overridden,
        "reason": value.reason,
    }


def unknown(law: Law, day: date, request=None) -> list[dict]:
    """The keys that have no value on the day: name and title."""
    return [
        {"key": key.name, "title": say(key.title, request)} for key in KEYS.values() if law.find(key.name, day) is None
    ]
