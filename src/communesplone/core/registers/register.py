"""Registers: the numbers a commune gives to what it makes official.

A number belongs to a key (here: the reference of a case). Allotting twice for one key gives the same number, so a
repeated request, a failed rendering or a crash afterwards leaves neither a gap nor a double.
"""

from BTrees.IOBTree import IOBTree
from BTrees.OIBTree import OIBTree
from BTrees.OOBTree import OOBTree
from communesplone.core import own_transaction
from communesplone.core.audit.api import record
from datetime import datetime
from persistent import Persistent
from plone import api
from zope.annotation.interfaces import IAnnotations


ANNOTATION = "communesplone.core.registers"
ATTEMPTS = 100
# In the place of a reason that was forgotten.
ANNULLED = "-"


class Entry(Persistent):
    """One line of a register: number (1 and up), key, moment (aware datetime), annulled reason or ''."""

    def __init__(self, number: int, key: str, moment: datetime):
        self.number = number
        self.key = key
        self.moment = moment
        self.annulled = ""


class Volume(Persistent):
    """A register's year. The next number is always one more than the last."""

    def __init__(self):
        self.entries = IOBTree()
        self.numbers = OIBTree()

    def allot(self, key: str, moment: datetime) -> int:
        """The number of this key, given now if it has none."""
        if key in self.numbers:
            return self.numbers[key]
        number = self.entries.maxKey() + 1 if self.entries else 1
        self.entries[number] = Entry(number, key, moment)
        self.numbers[key] = number
        return number

    def gaps(self) -> list[int]:
        """Numbers missing below the last; always empty, which tests hold."""
        return [number for number in range(1, len(self.entries) + 1) if number not in self.entries]


def volumes(site=None) -> OOBTree:
    """All volumes of the site by `register/year`; made on installation."""
    return IAnnotations(site or api.portal.get())[ANNOTATION]


def install(site) -> None:
    """Make room for registers in a site."""
    annotations = IAnnotations(site)
    if ANNOTATION not in annotations:
        annotations[ANNOTATION] = OOBTree()


def _name(register: str, year: int) -> str:
    return f"{register}/{year}"


def _volume(site, register: str, year: int) -> Volume:
    found = volumes(site)
    name = _name(register, year)
    if name not in found:
        found[name] = Volume()
    return found[name]


def number_of(register: str, year: int, key: str) -> int | None:
    """The number of a key as the running transaction sees it, or None."""
    volume = volumes().get(_name(register, year))
    return None if volume is None else volume.numbers.get(key)


def allot(register: str, key: str, moment: datetime) -> int:
    """Give the key its number in the register of the moment's year, committed at once in a second connection.

    Raises ConflictError when the database stays busy through a hundred attempts; nothing is allotted then.
    """
    database, path = own_transaction.place_of(api.portal.get())

    def work(site) -> int:
        volume = _volume(site, register, moment.year)
        is_new = key not in volume.numbers
        number = volume.allot(key, moment)
        if is_new:
            _note("register.allotted", register, moment.year, number, key)
        return number

    return own_transaction.run(database, path, work, attempts=ATTEMPTS)


def allot_here(register: str, key: str, moment: datetime) -> int:
    """Like `allot`, in the running transaction: for bulk creation (demo, imports) where nobody else writes."""
    number = _volume(api.portal.get(), register, moment.year).allot(key, moment)
    _note("register.allotted", register, moment.year, number, key)
    return number


def annul(register: str, year: int, key: str, reason: str) -> None:
    """Keep the number but say that nothing was issued under it, and why; the key gets another if it asks again."""
    volume = volumes().get(_name(register, year))
    if volume is not None and key in volume.numbers:
        number = volume.numbers.pop(key)
        volume.entries[number].annulled = reason
        _note("register.annulled", register, year, number, key)


def _note(action: str, register: str, year: int, number: int, key: str) -> None:
    """For a register of cases the key is the reference: the number is found with the case."""
    record(action, f"case:{key}", details={"register": register, "year": year, "number": number})


def forget_reason(register: str, year: int, key: str) -> None:
    """Drop the words beside the annulled numbers of a key: they may speak of a person. That it was annulled stays."""
    volume = volumes().get(_name(register, year))
    for entry in volume.entries.values() if volume is not None else ():
        if entry.key == key and entry.annulled not in ("", ANNULLED):
            entry.annulled = ANNULLED


def display(register_code: str, year: int, number: int) -> str:
    """How a number is printed: `CERT-2026-00042`."""
    return f"{register_code}-{year}-{number:05d}"
