"""The verbs for data: back it up, put it back, and try that it would come back."""

from datetime import datetime
from house import backup as sets
from house.messages import Reporter
from house.messages import Stop
from house.places import Places
from pathlib import Path
import os
import shutil
import subprocess


def place_of(places: Places) -> sets.Place:
    """Data of this checkout, or of ``$COMMUNES_VAR`` (a ZEO server's); backups in ``$COMMUNES_BACKUPS`` where set.

    :raises Stop: when nothing is built yet.
    """
    program = places.bin("py")
    if not program.exists():
        raise Stop("Nothing is built here: make build")
    var = Path(os.environ.get("COMMUNES_VAR") or places.root / "var")
    backups = Path(os.environ.get("COMMUNES_BACKUPS") or var / "backups")
    # Buildout's interpreter reads options up to "--" itself.
    return sets.Place(var, [str(program), "-m", "ZODB.scripts.repozo", "--"], backups)


def backup(places: Places, reporter: Reporter, port: int, arguments: list[str]) -> int:
    """Database and files; the first time and with FULL=1 everything, else what is new. KEEP sets are kept."""
    place = place_of(places)
    keep = int(os.environ.get("KEEP") or sets.KEEP)
    made = sets.backup(place, datetime.now(), full=bool(os.environ.get("FULL")), keep=keep)  # noqa: DTZ005
    reporter.step(f"Backup: {made}")
    return 0


def restore(places: Places, reporter: Reporter, port: int, arguments: list[str]) -> int:
    """The set that FROM names, else the last one."""
    place = place_of(places)
    chosen = sets.find(place, os.environ.get("FROM", ""))
    aside = sets.restore(place, chosen, datetime.now())  # noqa: DTZ005
    reporter.step(f"Restored from {chosen}")
    if aside:
        reporter.step(f"What was there before is in {aside}")
    return 0


def drill(places: Places, reporter: Reporter, port: int, arguments: list[str]) -> int:
    """Back up, restore beside, compare object by object and file by file; the living data is only read."""
    place = place_of(places)
    made = sets.backup(place, datetime.now())  # noqa: DTZ005
    beside = place.var / "drill"
    shutil.rmtree(beside, ignore_errors=True)
    beside.mkdir(mode=0o700)
    try:
        sets.restore(sets.Place(beside, place.repozo, place.backups), made, datetime.now())  # noqa: DTZ005
        program = places.root / "scripts" / "measure" / "same.py"
        return subprocess.run([places.bin("py"), program, place.var, beside], check=False).returncode
    finally:
        shutil.rmtree(beside, ignore_errors=True)
