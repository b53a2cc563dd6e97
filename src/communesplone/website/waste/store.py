"""Where the waste calendar lies: one document beside the site, the three tables as the editor gave them."""

from collections import OrderedDict
from communesplone.core.settings import commune
from communesplone.core.settings import working_days
from communesplone.website.waste.domain.days import Collection
from communesplone.website.waste.domain.days import collections
from communesplone.website.waste.domain.model import Table
from communesplone.website.waste.domain.reading import KINDS
from communesplone.website.waste.domain.reading import read
from communesplone.website.waste.domain.reading import RULES
from communesplone.website.waste.domain.reading import STREETS
from communesplone.website.waste.domain.streets import Streets
from dataclasses import dataclass
from datetime import date
from datetime import datetime
from persistent import Persistent
from plone import api
from zope.annotation.interfaces import IAnnotations
import hashlib
import threading


ANNOTATION = "communesplone.website.waste"
TABLES = (STREETS, RULES, KINDS)
MOST_READ = 40  # calendars that a process keeps read: one for each commune, and those of before


class Texts(Persistent):
    """The tables by name; an object of its own, so that a page that knows them already does not load them."""

    def __init__(self, texts: dict[str, str]) -> None:
        self.texts = texts


class WasteCalendar(Persistent):
    """Which tables hold, since when; `stamp` is a hash of them."""

    def __init__(self, texts: dict[str, str], changed: datetime) -> None:
        self.stamp = hashlib.sha256("\0".join(texts[name] for name in TABLES).encode()).hexdigest()[:16]
        self.changed = changed
        self.kept = Texts(texts)


@dataclass(frozen=True)
class Known:
    """A calendar that was read: its table, its streets, when it was stored."""

    table: Table
    streets: Streets
    stamp: str
    changed: datetime

    def collections(self, sector: str, first: date, last: date) -> list[Collection]:
        """What is collected there from `first` to `last`, by the holidays of the commune."""
        return collections(self.table.rules, sector, first, last, working_days().is_holiday)


_read: OrderedDict[str, tuple[Table, Streets]] = OrderedDict()
_lock = threading.Lock()


def _stored() -> WasteCalendar | None:
    return IAnnotations(api.portal.get()).get(ANNOTATION)


def texts() -> dict[str, str]:
    """The tables as they were given; empty ones before there is a calendar."""
    stored = _stored()
    return dict(stored.kept.texts) if stored is not None else dict.fromkeys(TABLES, "")


def keep(new: dict[str, str], changed: datetime) -> None:
    """Put these tables in the place of those that held; they have been checked."""
    IAnnotations(api.portal.get())[ANNOTATION] = WasteCalendar({name: new.get(name, "") for name in TABLES}, changed)


def known() -> Known | None:
    """The calendar; None before there is one. Read once in a process, whatever it has of streets."""
    stored = _stored()
    if stored is None:
        return None
    with _lock:
        found = _read.get(stored.stamp)
    if found is None:
        kept = stored.kept.texts
        table, _wrong = read(*(kept[name] for name in TABLES))
        found = table, Streets(table)
        with _lock:
            _read[stored.stamp] = found
            while len(_read) > MOST_READ:
                _read.popitem(last=False)
    return Known(*found, stored.stamp, stored.changed)


def holidays_stamp() -> str:
    """Changes when another jurisdiction or other closing days hold."""
    chosen = commune()
    return hashlib.sha256(repr((chosen.jurisdiction, chosen.closing_days)).encode()).hexdigest()[:8]


def is_there() -> bool:
    """Whether there is a calendar; reads no table."""
    return _stored() is not None
