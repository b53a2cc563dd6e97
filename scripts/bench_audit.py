"""What the log costs: CPU of an entry within its request and after it, and the speed of a check against bare SHA-256.

    bin/py scripts/bench_audit.py [ENTRIES]

A database of its own in a temporary folder; minima of several runs, in text and as JSON on the last line.
"""

from communesplone.core.audit.checking import check
from communesplone.core.audit.domain import entry
from communesplone.core.audit.log import Log
from datetime import date
from datetime import datetime
from datetime import UTC
from hashlib import sha256
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import process_time
from ZODB.DB import DB
from ZODB.FileStorage import FileStorage
import json
import sys
import transaction


DAY, MOMENT = date(2026, 11, 24), datetime(2026, 11, 24, 12, tzinfo=UTC)
ROUNDS = 5
COMMITS = 300


def body(number: int) -> bytes:
    """An entry as the suite writes them."""
    details = {"step": "take", "from": "submitted", "to": "in_progress"}
    return entry.body(MOMENT, f"clerk{number % 20}", "case.moved", f"case:{number // 12}", f"u{number % 5000}", details)


def fill(db: DB, entries: int) -> None:
    """A log of that many entries, in transactions of a thousand."""
    with db.transaction() as connection:
        connection.root()["log"] = Log()
    for start in range(0, entries, 1000):
        with db.transaction() as connection:
            chain = connection.root()["log"].chain
            for number in range(start, min(start + 1000, entries)):
                chain.append(body(number), DAY)


def commit_cost(db: DB) -> dict[str, float]:
    """Milliseconds of CPU an entry (medians): put in the inbox by a commit, chained by a commit of its own; and a
    commit that writes one small object, which both would have cost anyway."""
    connection = db.open()
    log = connection.root()["log"]
    keys = []

    def put(number: int) -> None:
        keys.append(log.inbox.add(body(number)))

    def chain(number: int) -> None:
        log.chain.append(log.inbox.get(keys[number]), DAY)
        log.inbox.drop(keys[number])

    def nothing(number: int) -> None:
        log.digests["empty"] = str(number)

    found = {
        "inbox_commit_ms": _median(put),
        "chain_commit_ms": _median(chain),
        "smallest_commit_ms": _median(nothing),
    }
    connection.close()
    return found


def _median(act) -> float:
    spent = []
    for number in range(COMMITS):
        started = process_time()
        act(number)
        transaction.commit()
        spent.append(process_time() - started)
    return median(spent) * 1000


def check_speed(db: DB) -> dict[str, float]:
    """Entries a second: the whole check from a cold cache, and SHA-256 over the same bytes that lie in memory."""
    with db.transaction() as connection:
        lines = [b"0" * 32 + line for texts, _seals in connection.root()["log"].chain.batches() for line in texts]
    bare, whole = [], []
    for _round in range(ROUNDS):
        started = process_time()
        for line in lines:
            sha256(line).digest()
        bare.append(process_time() - started)
        connection = db.open()
        connection.cacheMinimize()
        started = process_time()
        assert check(connection.root()["log"]).is_whole
        whole.append(process_time() - started)
        connection.close()
    return {
        "bare_per_second": len(lines) / min(bare),
        "check_per_second": len(lines) / min(whole),
        "check_to_bare": min(bare) / min(whole),
    }


def main(entries: int) -> None:
    """Measure and print."""
    with TemporaryDirectory() as folder:
        path = f"{folder}/Data.fs"
        db = DB(FileStorage(path), pool_size=4)
        fill(db, entries)
        found = {"entries": entries, **check_speed(db), **commit_cost(db), "bytes": Path(path).stat().st_size}
        db.pack()
        found["packed_bytes_per_entry"] = Path(path).stat().st_size / entries
        db.close()
    for name, value in found.items():
        print(f"{name:24} {value:14,.3f}")
    print(json.dumps(found))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
