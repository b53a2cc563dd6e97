"""``bin/py scripts/measure/same.py ONE OTHER``: whether a restored database is the living one, up to its last moment.

Both are the ``var`` of a commune and are only read. Compares every transaction, every object in it and every blob, then
loads every object once.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
import hashlib
import sys


def storage(var: Path) -> Any:
    """The database below `var`, read-only, so that a running site is not disturbed."""
    from ZODB.blob import BlobStorage
    from ZODB.FileStorage import FileStorage

    file = FileStorage(str(var / "filestorage" / "Data.fs"), read_only=True)
    return BlobStorage(str(var / "blobstorage"), file)


def records(opened: Any, last: bytes | None = None) -> Iterator[tuple[bytes, bytes, str, str]]:
    """Transaction, object, hash of its data, hash of its blob ('' without) up to the transaction `last`."""
    from ZODB.blob import is_blob_record

    for transaction in opened.iterator(None, last):
        for record in transaction:
            data = record.data or b""
            blob = ""
            if data and is_blob_record(data):
                try:
                    blob = _digest(Path(opened.loadBlob(record.oid, record.tid)))
                except KeyError:
                    blob = "missing"
            yield transaction.tid, record.oid, hashlib.sha256(data).hexdigest(), blob


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def differences(one: Path, other: Path) -> tuple[list[str], dict[str, int]]:
    """One line for each difference, and how much was compared. `other`: the restored one."""
    living, restored = storage(one), storage(other)
    counts = {"transactions": 0, "records": 0, "blobs": 0}
    lines: list[str] = []
    last = restored.lastTransaction()
    seen = b""
    mine = records(living, last)
    for theirs in records(restored):
        expected = next(mine, None)
        counts["records"] += 1
        counts["transactions"] += theirs[0] != seen
        counts["blobs"] += bool(theirs[3])
        seen = theirs[0]
        if expected != theirs:
            lines.append(f"object {theirs[1].hex()} of transaction {theirs[0].hex()} is not the same")
        if theirs[3] == "missing":
            lines.append(f"object {theirs[1].hex()}: its file is missing")
        if len(lines) >= 20:
            break
    if not lines and next(mine, None) is not None:
        lines.append("the living database has more objects in the same time")
    lines += unloadable(restored)
    living.close()
    restored.close()
    return lines, counts


def unloadable(opened: Any) -> list[str]:
    """Objects whose data cannot be found again, though another object refers to them."""
    from ZODB.serialize import referencesf
    from ZODB.utils import load_current

    lines, seen, waiting = [], set(), [b"\0" * 8]
    while waiting:
        oid = waiting.pop()
        if oid in seen:
            continue
        seen.add(oid)
        try:
            data, _tid = load_current(opened, oid)
        except KeyError:
            lines.append(f"object {oid.hex()} is referred to but not there")
            continue
        waiting += referencesf(data)
    return lines


if __name__ == "__main__":
    found, compared = differences(Path(sys.argv[1]), Path(sys.argv[2]))
    print("Compared: " + ", ".join(f"{number} {what}" for what, number in compared.items()))
    print("\n".join(found) if found else "The restored commune is the living one, object by object and file by file.")
    sys.exit(bool(found))
