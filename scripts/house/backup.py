"""Backup and restore of a commune's data: the database by repozo, then the blobs, then a list of hashes.

A set is a folder below ``var/backups``: ``repozo`` (one full file and its increments), ``blobs``, ``manifest.json``. It
is made or continued beside and put in place by renaming, so that an interrupted backup leaves the earlier one as it
was. Files that an earlier set has already are linked to that set's copy, never to the living data.
"""

from collections.abc import Callable
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from house.messages import Stop
from pathlib import Path
import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import time


MANIFEST = "manifest.json"
PARTIAL = ".partial"
KEEP = 7
CHUNK = 1 << 20


@dataclass(frozen=True)
class Place:
    """Where the data and its backups are. ``repozo``: how to call it, up to its own options."""

    var: Path
    repozo: list[str]
    backups: Path

    @property
    def data(self) -> Path:
        return self.var / "filestorage" / "Data.fs"

    @property
    def blobs(self) -> Path:
        return self.var / "blobstorage"

    def sets(self) -> list[Path]:
        """Complete sets, the oldest first."""
        found = self.backups.glob(f"*/{MANIFEST}") if self.backups.is_dir() else []
        return sorted(path.parent for path in found if not path.parent.name.startswith("."))


def backup(place: Place, now: datetime, *, full: bool = False, keep: int = KEEP) -> Path:
    """Make a set, or add to the last one what is new; returns it. The site may be running.

    :raises Stop: when something fails; what was there before is as it was.
    """
    if not place.data.exists():
        raise Stop(f"There is no database to back up: {place.data}")
    sets = place.sets()
    last = sets[-1] if sets else None
    full = full or last is None
    target = place.backups / f"{now:%Y%m%d-%H%M%S}" if full else last
    if full and target in sets:
        raise Stop(f"There is a backup of this very second already: {target}")
    work = place.backups / f".{target.name}{PARTIAL}"
    shutil.rmtree(work, ignore_errors=True)
    try:
        _make(place, work, last, full)
    except (OSError, Stop) as problem:
        shutil.rmtree(work, ignore_errors=True)
        raise Stop(f"The backup failed, earlier ones are as they were: {problem}") from None
    _swap(work, target)
    for old in place.sets()[:-keep] if keep else []:
        shutil.rmtree(old)
    return target


def _make(place: Place, work: Path, last: Path | None, full: bool) -> None:
    (work / "repozo").mkdir(parents=True, mode=0o700)
    if not full:
        _let_the_second_pass(last / "repozo")
        for path in (last / "repozo").iterdir():
            # repozo writes the lists on; the data files stay as they are.
            _copy(path, work / "repozo" / path.name) if path.suffix == ".dat" else _link(
                path, work / "repozo" / path.name
            )
    _repozo(place, ["-B", "-r", str(work / "repozo"), "-f", str(place.data), *(["-F"] if full else ["-Q"])])
    # After the database: a blob too many is harmless, one too few is not.
    _collect_blobs(place.blobs, work / "blobs", last / "blobs" if last else None)
    known = json.loads((last / MANIFEST).read_text(encoding="utf-8"))["files"] if last else {}
    _write_manifest(work, last, known)


def _let_the_second_pass(folder: Path) -> None:
    """repozo names its files by the second (UTC) and takes an increment of the same second as the full one for none."""
    newest = max((path.name[:19] for path in folder.iterdir()), default="")
    while time.strftime("%Y-%m-%d-%H-%M-%S", time.gmtime()) == newest:
        time.sleep(0.05)


def _repozo(place: Place, options: list[str]) -> None:
    done = subprocess.run([*place.repozo, *options], capture_output=True, text=True, check=False)
    if done.returncode:
        lines = (done.stderr or done.stdout).strip().splitlines() or ["no reason given"]
        raise Stop(f"repozo: {lines[-1]}")


def blob_files(folder: Path) -> Iterator[Path]:
    """Every committed blob, and the file that names the layout."""
    for path in folder.rglob("*"):
        inside = path.relative_to(folder)
        if path.is_file() and inside.parts[0] != "tmp" and (path.suffix == ".blob" or path.name == ".layout"):
            yield path


def _collect_blobs(source: Path, target: Path, earlier: Path | None) -> None:
    target.mkdir(parents=True, exist_ok=True, mode=0o700)
    for path in blob_files(source):
        inside = path.relative_to(source)
        copy, known = target / inside, earlier / inside if earlier else None
        copy.parent.mkdir(parents=True, exist_ok=True)
        try:
            if known and known.exists() and known.stat().st_size == path.stat().st_size:
                _link(known, copy)
            else:
                _copy(path, copy)
        except FileNotFoundError:
            # Packed away meanwhile, so nothing in the database asks for it.
            continue


def _copy(source: Path, target: Path) -> None:
    shutil.copyfile(source, target)
    with target.open("rb") as handle:
        os.fsync(handle.fileno())


def _link(source: Path, target: Path) -> None:
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)


def digest(path: Path) -> str:
    """SHA-256 of a file, in hex."""
    total = hashlib.sha256()
    with path.open("rb") as handle:
        while data := handle.read(CHUNK):
            total.update(data)
    return total.hexdigest()


def _write_manifest(work: Path, last: Path | None, known: dict[str, str]) -> None:
    files = {}
    for path in sorted(work.rglob("*")):
        if path.is_file():
            name = str(path.relative_to(work))
            before = last / name if last else None
            same = name in known and before.exists() and os.path.samefile(path, before)
            files[name] = known[name] if same else digest(path)
    text = json.dumps({"files": files}, indent=1, sort_keys=True)
    with (work / MANIFEST).open("w", encoding="utf-8") as handle:
        handle.write(text)
        handle.flush()
        os.fsync(handle.fileno())


def _swap(work: Path, target: Path) -> None:
    """Put the finished set in its place."""
    old = target.with_name(f".{target.name}.old")
    if target.exists():
        target.rename(old)
    work.rename(target)
    shutil.rmtree(old, ignore_errors=True)


def damage(folder: Path) -> list[str]:
    """Files of a set that are missing or not what they were; one line each, at best none."""
    try:
        files = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))["files"]
    except (OSError, ValueError, KeyError, TypeError) as problem:
        return [f"{folder / MANIFEST}: {problem}"]
    lines = []
    for name, wanted in files.items():
        path = folder / name
        if not path.is_file():
            lines.append(f"{name}: missing")
        elif digest(path) != wanted:
            lines.append(f"{name}: changed since the backup")
    return lines


def is_open(data: Path) -> bool:
    """Whether a process has the database open."""
    lock = data.with_name(data.name + ".lock")
    if not lock.exists():
        return False
    with lock.open("a") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return True
    return False


def restore(place: Place, chosen: Path, now: datetime, *, busy: Callable[[Path], bool] = is_open) -> Path | None:
    """Put the data of a set in place; what was there is kept aside in the folder that is returned (None: nothing was).

    :raises Stop: when the set is damaged or the database is in use; nothing is changed then.
    """
    if wrong := damage(chosen):
        raise Stop(f"The backup {chosen.name} is damaged, nothing was changed: " + "; ".join(wrong[:5]))
    if busy(place.data):
        raise Stop(f"The database {place.data} is in use: end the site first. Nothing was changed.")
    work = place.var / f".restore-{now:%Y%m%d-%H%M%S}"
    try:
        (work / "filestorage").mkdir(parents=True, mode=0o700)
        data = work / "filestorage" / "Data.fs"
        _repozo(place, ["-R", "-Q", "-r", str(chosen / "repozo"), "-o", str(data)])
        shutil.copytree(chosen / "blobs", work / "blobstorage")
    except (OSError, Stop) as problem:
        shutil.rmtree(work, ignore_errors=True)
        raise Stop(f"The restore failed, nothing was changed: {problem}") from None
    aside = _put_aside(place, now)
    for name in ("filestorage", "blobstorage"):
        (work / name).rename(place.var / name)
    shutil.rmtree(work)
    return aside


def _put_aside(place: Place, now: datetime) -> Path | None:
    present = [place.var / name for name in ("filestorage", "blobstorage") if (place.var / name).exists()]
    if not present:
        return None
    aside = place.var / f"before-restore-{now:%Y%m%d-%H%M%S}"
    aside.mkdir(mode=0o700)
    for path in present:
        path.rename(aside / path.name)
    return aside


def find(place: Place, name: str) -> Path:
    """The set of that name or path; the last one for ''.

    :raises Stop: naming what there is.
    """
    sets = place.sets()
    if not name and sets:
        return sets[-1]
    for candidate in (place.backups / name, Path(name)):
        if name and (candidate / MANIFEST).is_file():
            return candidate
    there = ", ".join(one.name for one in sets) or "none"
    raise Stop(f"There is no backup {name!r} in {place.backups}. There: {there}.")
