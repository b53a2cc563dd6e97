"""Documents in a list: which kind of file, how large in words, in which year, which are asked for."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
import unicodedata


OTHER = "file"
KINDS = {
    "application/pdf": "pdf",
    "application/msword": "text",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "text",
    "application/vnd.oasis.opendocument.text": "text",
    "application/rtf": "text",
    "text/plain": "text",
    "application/vnd.ms-excel": "table",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "table",
    "application/vnd.oasis.opendocument.spreadsheet": "table",
    "text/csv": "table",
    "application/vnd.ms-powerpoint": "slides",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": "slides",
    "application/vnd.oasis.opendocument.presentation": "slides",
    "application/zip": "archive",
}


@dataclass(frozen=True)
class Publication:
    """A row of a list: `day` is when it came out, `subjects` what the editor calls it."""

    key: str
    title: str
    text: str
    day: date
    subjects: tuple[str, ...] = ()


def kind_of(mime: object) -> str:
    """pdf, text, table, slides, picture, sound, film, archive or file."""
    name = mime if isinstance(mime, str) else ""
    families = {"image": "picture", "audio": "sound", "video": "film"}
    return KINDS.get(name) or families.get(name.partition("/")[0], OTHER)


def size_of(text: object) -> tuple[float, str] | None:
    """Number and unit (KB, MB, GB) of a size as the catalog keeps it, ``1.2 MB``; None for anything else."""
    number, _space, unit = str(text or "").partition(" ")
    try:
        found = float(number)
    except ValueError:
        return None
    return (found, unit) if unit in ("KB", "MB", "GB") else None


def wanted(some: Iterable[Publication], year: int = 0, subject: str = "", words: str = "") -> list[Publication]:
    """Those of a year, a subject and with all the words, newest first; what is not given does not matter."""
    asked = _plain(words).split()
    found = [
        one
        for one in some
        if (not year or one.day.year == year)
        and (not subject or subject in one.subjects)
        and all(word in _plain(f"{one.title} {one.text}") for word in asked)
    ]
    return sorted(found, key=lambda one: (-one.day.toordinal(), one.title, one.key))


def by_year(some: Iterable[Publication]) -> list[tuple[int, list[Publication]]]:
    """In groups, each in its order, the newest year first."""
    found: dict[int, list[Publication]] = {}
    for one in some:
        found.setdefault(one.day.year, []).append(one)
    return sorted(found.items(), reverse=True)


def _plain(text: str) -> str:
    split = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in split if not unicodedata.combining(sign))
