"""Check the log of a site, beside the running server or in a copy: reads only, from the file or over ZEO.

    bin/py -m communesplone.core.audit.command var/filestorage/Data.fs commune [DIGESTS]

The database is the path of a Data.fs or HOST:PORT of a ZEO server; DIGESTS is a file that holds daily digests kept
elsewhere (saved mails, a log of errors). Ends with 0 when the log is whole, 1 when it is not, 2 when it cannot be read.
"""

from collections.abc import Sequence
from communesplone.core.audit.checking import check
from communesplone.core.audit.checking import own_digests
from communesplone.core.audit.domain import digest
from communesplone.core.audit.domain.chain import Fault
from communesplone.core.audit.domain.chain import Finding
from communesplone.core.audit.log import ANNOTATION
from communesplone.core.audit.log import Log
from communesplone.core.keys import keys_of
from contextlib import contextmanager
from pathlib import Path
from plone.keyring.interfaces import IKeyManager
from ZODB.DB import DB
from ZODB.FileStorage import FileStorage
import re
import sys


WHOLE, BROKEN, UNREADABLE = 0, 1, 2
WORDS = {
    Fault.ALTERED: "was altered",
    Fault.MISSING: "is missing",
    Fault.OUT_OF_PLACE: "is where it does not belong: doubled, put in or exchanged",
    Fault.CUT: "was cut off from the end",
    Fault.NOT_AS_ANCHORED: "is not the one of the daily digest: the log was written anew up to here",
}
PLURAL = {"was": "were", "is": "are"}


class CannotRead(Exception):
    """Why there is nothing to check."""


def main(arguments: Sequence[str]) -> int:
    """Check, say what is right or wrong, return the exit code."""
    if not 2 <= len(arguments) <= 3:
        print(__doc__)
        return UNREADABLE
    try:
        with opened(arguments[0], arguments[1]) as (log, keys):
            return _report(log, _digests(arguments[2:]), keys)
    except CannotRead as problem:
        print(f"The log cannot be read: {problem}")
        return UNREADABLE


def _digests(files: Sequence[str]) -> list[digest.Digest]:
    try:
        found = [one for name in files for one in digest.read(Path(name).read_text(errors="replace"))]
    except OSError as problem:
        raise CannotRead(problem) from problem
    if files and not found:
        raise CannotRead(f"no digest stands in {files[0]}")
    return found


def _report(log: Log, kept: list[digest.Digest], keys: list[bytes]) -> int:
    verdict = check(log, kept)
    print(f"{verdict.count} entries read, {len(log.digests)} daily digests in the database, {len(kept)} from outside.")
    if len(log.inbox):
        print(f"{len(log.inbox)} acts wait to join the log; the server does that within five minutes.")
    for line in _marks(own_digests(log) + kept, keys):
        print(line)
    for finding in verdict.findings:
        print(sentence(finding))
    print("The log is whole." if verdict.is_whole else "The log is NOT whole.")
    return WHOLE if verdict.is_whole else BROKEN


def _marks(digests: list[digest.Digest], keys: list[bytes]) -> list[str]:
    """Whose the digests are, in words: one sentence for all, or one for each that is doubtful."""
    if not digests:
        return []
    if not keys:
        return ["The keys of the site are not in this database: whether the digests are of this site is not known."]
    doubtful = digest.doubtful(keys, digests)
    return [
        f"The digest of {one.day.isoformat()} ({one.count} entries) bears no mark of this site's keys: "
        "it is not of this site, or its key is no longer kept."
        for one in doubtful
    ] or ["All digests bear the mark of this site."]


def sentence(finding: Finding) -> str:
    """What is wrong, in words."""
    words = WORDS[finding.fault]
    if finding.first == finding.last:
        return f"Entry {finding.first} {words}."
    verb, _space, rest = words.partition(" ")
    return f"Entries {finding.first} to {finding.last} {PLURAL[verb]} {rest}."


@contextmanager
def opened(place: str, site_id: str):
    """The log of a site, and the site's keys, in a database that is opened for reading only. Raises CannotRead."""
    database = DB(_storage(place))
    connection = database.open()
    try:
        site = _site(connection.root(), site_id)
        yield _log(site, site_id), _keys(site)
    finally:
        connection.close()
        database.close()


def _storage(place: str):
    if Path(place).is_file():
        return FileStorage(place, read_only=True)
    address = re.fullmatch(r"([\w.-]+):(\d+)", place)
    if address is None:
        raise CannotRead(f"{place} is neither a file nor HOST:PORT")
    from ZEO.ClientStorage import ClientStorage

    return ClientStorage((address[1], int(address[2])), read_only=True, wait_timeout=10)


def _site(root, site_id: str):
    application = root.get("Application")
    return getattr(application, site_id, None) if application is not None else None


def _log(site, site_id: str) -> Log:
    log = (getattr(site, "__annotations__", None) or {}).get(ANNOTATION)
    if log is None:
        raise CannotRead(f"no log in a site {site_id}")
    return log


def _keys(site) -> list[bytes]:
    """The keys of a site that does not run; none when it has no place for them."""
    components = getattr(site, "_components", None)
    manager = components.queryUtility(IKeyManager) if components is not None else None
    return [] if manager is None else keys_of(manager)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
