"""What the reader recognises: names of days and months, words of states, times. Built once for each language."""

from communesplone.core.hours.domain import words
from communesplone.core.hours.domain.words import plain
from functools import lru_cache
import re


_ABBREVIATIONS = {
    "fr": ("lu lun", "ma mar", "me mer", "je jeu", "ve ven", "sa sam", "di dim"),
    "nl": ("ma maa", "di din", "wo woe", "do don", "vr vrij", "za zat", "zo zon"),
    "de": ("mo mon", "di die", "mi mit", "do don", "fr fre", "sa sam sonnabend", "so son"),
    "es": ("lu lun", "ma mar", "mi mie", "ju jue", "vi vie", "sa sab", "do dom"),
    "en": ("mo mon", "tu tue tues", "we wed", "th thu thur thurs", "fr fri", "sa sat", "su sun"),
}
_MONTH_ABBREVIATIONS = (
    "jan janv ene",
    "feb fev fevr",
    "mar mrt",
    "apr avr abr",
    "may mai mei",
    "jun",
    "jul juil",
    "aug ago",
    "sep sept",
    "oct okt",
    "nov",
    "dec dez dic",
)
AND = r"(?:,|;|\+|&|\b(?:et|en|und|y|and)\b)"
TO = r"(?:-|–|—|\b(?:au|a|to|tot en met|tot|t/m|bis|al|hasta|until|till|through)\b)"
FROM = r"(?:(?:les?|du|de|des|van|von|vom|from|el|los|op|am|on|del|desde)\s+)?"
CLOCK = r"(?:[:.]|h(?:eures?|rs?)?|u(?:ur|hr)?)"
_HALF = r"\s*(?:(?:h(?:eures?|rs?)?|u(?:ur|hr)?)\b)?\.?\s*(am\b|pm\b|a\.m\.|p\.m\.)?"
_START = rf"(\d{{1,2}})(?:\s*{CLOCK}\s*(\d{{2}})(?!\d))?{_HALF}"
# What follows an end and goes on with a dash or a clock is the next start: 9h-12h 14-16.
_LETTER = r"(?:h(?:eures?|rs?)?|u(?:ur|hr)?)(?!\s*\d{2}\s*[hu])"
_MINUTES = rf"\s*(\d{{2}})(?!\d|\s*{TO}|\s*{CLOCK}\s*\d)"
_END = rf"(\d{{1,2}})(?:\s*(?:[:.]|{_LETTER}){_MINUTES})?{_HALF}"
RANGE = re.compile(rf"(?:(?:de|van|von|from)\s+)?{_START}\s*{TO}\s*{_END}")
_NUMBER = r"([1-5])\s*(?:er|re|e|eme|ere|st|nd|rd|th|ste|de|o|a|\.|º)"


def _alternation(names) -> str:
    return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))


@lru_cache(maxsize=16)
def day_names(language: str) -> dict[str, int]:
    """Name -> weekday: full names of all languages, abbreviations of one, those of OpenStreetMap where no other."""
    found: dict[str, int] = {}
    for names in words.DAYS.values():
        found.update({plain(name): number for number, name in enumerate(names.split())})
    for number, names in enumerate(_ABBREVIATIONS.get(language, _ABBREVIATIONS["en"])):
        found.update(dict.fromkeys(names.split(), number))
    for number, name in enumerate(words.OSM_DAYS):
        found.setdefault(name.lower(), number)
    return found


@lru_cache(maxsize=1)
def month_names() -> dict[str, int]:
    """Name -> month, of all languages."""
    found: dict[str, int] = {}
    for names in words.MONTHS.values():
        found.update({plain(name): number for number, name in enumerate(names.split(), 1)})
    for number, names in enumerate(_MONTH_ABBREVIATIONS, 1):
        found.update(dict.fromkeys(names.split(), number))
    return found


@lru_cache(maxsize=1)
def ordinal_names() -> dict[str, int]:
    """Name -> 1 to 5, -1 for the last."""
    found: dict[str, int] = {}
    for names in words.ORDINALS.values():
        found.update({plain(name): number for number, name in zip((1, 2, 3, 4, 5, -1), names, strict=True)})
    found.update({"premiere": 1, "erste": 1, "ersten": 1, "letzte": -1, "letzten": -1, "primero": 1, "tercero": 3})
    found.update({"derniere": -1, "2eme": 2, "3eme": 3, "second": 2, "seconde": 2, "ultima": -1})
    return found


@lru_cache(maxsize=1)
def state_words() -> list[tuple[str, object]]:
    """Word -> state, None for closed; long ones first."""
    found: list[tuple[str, object]] = []
    for names in words.CLOSED.values():
        found += [(plain(name), None) for name in names]
    for state, languages in words.STATES.items():
        found += [(plain(name), state) for names in languages.values() for name in names]
    return sorted(found, key=lambda one: -len(one[0]))


@lru_cache(maxsize=16)
def day_pattern(language: str) -> str:
    """A weekday with what may follow it: plural, full stop."""
    return rf"\b({_alternation(day_names(language))})s?\b\.?"


@lru_cache(maxsize=16)
def every_pattern() -> re.Pattern:
    names = [plain(name) for many in words.ALWAYS.values() for name in many]
    return re.compile(rf"(?:{_alternation(names)})\b")


@lru_cache(maxsize=16)
def ordinal_pattern(language: str) -> re.Pattern:
    """``premier et troisième samedi du mois``, ``1er samedi``."""
    one = rf"(?:(?:{_alternation(ordinal_names())})\b|{_NUMBER})"
    months = _alternation([plain(name) for many in words.OF_MONTH.values() for name in many])
    return re.compile(rf"{FROM}({one}(?:\s*{AND}\s*{one})*)\s+{day_pattern(language)}(?:\s+(?:{months}))?")


@lru_cache(maxsize=1)
def one_ordinal() -> re.Pattern:
    return re.compile(rf"({_alternation(ordinal_names())})\b|{_NUMBER}")


@lru_cache(maxsize=16)
def days_pattern(language: str) -> re.Pattern:
    """A day or days ``lu-ve``, with OpenStreetMap's ``Sa[1]``."""
    day = day_pattern(language)
    return re.compile(rf"{FROM}{day}(?:\s*{TO}\s*{day}|\[([-1-5, ]+)\])?")


@lru_cache(maxsize=1)
def date_pattern() -> str:
    """One day with or without its year, in the ways of writing that people use; eleven groups."""
    month = rf"({_alternation(month_names())})\b\.?"
    iso = r"(\d{4})-(\d{1,2})-(\d{1,2})"
    numbers = r"(\d{1,2})\s?[/.]\s?(\d{1,2})(?:\s?[/.]\s?(\d{4}))?"
    european = rf"(\d{{1,2}})(?:er|st|nd|rd|th|\.)?\s*(?:de\s+)?{month}(?:,?\s+(?:de\s+)?(\d{{4}}))?"
    english = rf"(?:(\d{{4}})\s+)?{month}\s+(\d{{1,2}})(?:st|nd|rd|th)?\b(?:,?\s+(\d{{4}}))?"
    return rf"(?:{iso}|{european}|{english}|{numbers})"
