"""The log as a file, in bounded memory: JSON lines with seals, which can be checked elsewhere, or CSV."""

from collections.abc import Callable
from collections.abc import Iterator
from communesplone.core import own_transaction
from communesplone.core.audit.domain.entry import Entry
from communesplone.core.audit.log import Chain
from communesplone.core.audit.log import get_log
from communesplone.core.audit.search import entries
from communesplone.core.audit.search import Wanted
from communesplone.core.domain.csv_safe import cell
from itertools import islice
from transaction import TransactionManager
from zope.interface import implementer
from ZPublisher.Iterators import IUnboundStreamIterator
import csv
import io
import json


AT_ONCE = 500
HEADINGS = ("number", "moment", "actor", "action", "about", "person", "details")


def json_lines(chain: Chain, found: list[Entry]) -> bytes:
    """One object a line, with the seal of the entry."""
    return b"".join(
        json.dumps({**plain(entry), "seal": chain.sealed(entry.number)[1].hex()}).encode() + b"\n" for entry in found
    )


def csv_rows(chain: Chain, found: list[Entry]) -> bytes:
    """Rows for a spreadsheet: semicolons, every cell quoted, nothing that would be calculated."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", quoting=csv.QUOTE_ALL)
    for entry in found:
        values = plain(entry)
        values["details"] = " ".join(f"{name}={value}" for name, value in entry.details.items())
        writer.writerow([cell(values[name]) for name in HEADINGS])
    return out.getvalue().encode()


def headings() -> bytes:
    """Byte order mark and first row of the spreadsheet."""
    return "\ufeff".encode() + (";".join(f'"{name}"' for name in HEADINGS) + "\r\n").encode()


def plain(entry: Entry) -> dict:
    """An entry as plain values."""
    return {
        "number": entry.number,
        "moment": entry.moment.isoformat(timespec="milliseconds"),
        "actor": entry.actor,
        "action": entry.action,
        "about": entry.about,
        "person": entry.person,
        "details": entry.details,
    }


@implementer(IUnboundStreamIterator)
class Stream:
    """Read while it is sent, after the request has ended: with a connection of its own, emptied after each piece."""

    def __init__(self, site, wanted: Wanted, write: Callable[[Chain, list[Entry]], bytes], start: bytes = b""):
        self._place = own_transaction.place_of(site)
        self._wanted, self._write, self._start = wanted, write, start
        self._pieces = self._read()

    def __iter__(self) -> "Stream":
        return self

    def __next__(self) -> bytes:
        return next(self._pieces)

    def close(self) -> None:
        """Called by the server, also when the reader went away."""
        self._pieces.close()

    def _read(self) -> Iterator[bytes]:
        database, path = self._place
        manager = TransactionManager()
        connection = database.open(manager)
        try:
            if self._start:
                yield self._start
            chain = get_log(connection.root()["Application"].unrestrictedTraverse(path)).chain
            found = entries(chain, self._wanted)
            while piece := list(islice(found, AT_ONCE)):
                yield self._write(chain, piece)
                connection.cacheGC()
        finally:
            manager.abort()
            connection.close()
