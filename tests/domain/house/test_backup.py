"""A commune comes back as it was, from one command; a damaged or half backup is never taken for a good one."""

from datetime import datetime
from house import backup
from house.messages import Stop
from pathlib import Path
from persistent.mapping import PersistentMapping
from ZODB.blob import Blob
from ZODB.blob import BlobStorage
from ZODB.DB import DB
from ZODB.FileStorage import FileStorage
import hashlib
import json
import pytest
import shutil
import subprocess
import sys
import transaction


REPOZO = [sys.executable, "-m", "ZODB.scripts.repozo"]
NOW = datetime(2026, 11, 24, 3, 10)  # noqa: DTZ001
LATER = datetime(2026, 11, 25, 3, 10)  # noqa: DTZ001


class Commune:
    """A small database with files, open or not."""

    def __init__(self, var: Path):
        self.var = var

    def __enter__(self):
        for name in ("filestorage", "blobstorage"):
            (self.var / name).mkdir(parents=True, exist_ok=True)
        storage = FileStorage(str(self.var / "filestorage" / "Data.fs"))
        self.db = DB(BlobStorage(str(self.var / "blobstorage"), storage))
        self.connection = self.db.open()
        return self

    def __exit__(self, *exc):
        transaction.abort()
        self.connection.close()
        self.db.close()

    def add(self, first: int, last: int) -> None:
        root = self.connection.root()
        for number in range(first, last):
            blob = Blob()
            with blob.open("w") as handle:
                handle.write(f"file of order {number} ".encode() * 50)
            root[f"order-{number}"] = PersistentMapping(number=number, file=blob)
            transaction.commit()

    def told(self) -> dict:
        found = {}
        for name, order in self.connection.root().items():
            with order["file"].open() as handle:
                found[name] = (order["number"], hashlib.sha256(handle.read()).hexdigest())
        return found


@pytest.fixture
def place(tmp_path):
    return backup.Place(tmp_path / "var", REPOZO, tmp_path / "backups")


def test_the_drill_everything_comes_back_from_a_full_and_an_incremental_backup(place):
    with Commune(place.var) as commune:
        commune.add(0, 20)
        backup.backup(place, NOW)
        commune.add(20, 30)
        made = backup.backup(place, LATER)
        before = commune.told()
        commune.add(30, 35)
    assert len(list((made / "repozo").glob("*.deltafs*"))) == 1
    for path in (place.var / "blobstorage").rglob("*.blob"):
        path.chmod(0o600)
        path.write_bytes(b"damaged")
    place.data.write_bytes(b"damaged")
    aside = backup.restore(place, made, LATER)
    assert (aside / "filestorage" / "Data.fs").read_bytes() == b"damaged"
    with Commune(place.var) as commune:
        assert commune.told() == before and len(before) == 30
    verify = [sys.executable, "-m", "zodbverify", "-f", str(place.data)]
    assert subprocess.run(verify, capture_output=True, check=False).returncode == 0


def test_a_lost_database_comes_back_where_nothing_was_left(place):
    with Commune(place.var) as commune:
        commune.add(0, 3)
        before = commune.told()
        made = backup.backup(place, NOW)
    shutil.rmtree(place.var)
    place.var.mkdir()
    assert backup.restore(place, made, LATER) is None
    with Commune(place.var) as commune:
        assert commune.told() == before


def test_a_running_commune_is_not_overwritten(place):
    with Commune(place.var) as commune:
        commune.add(0, 3)
        made = backup.backup(place, NOW)
        commune.add(3, 5)
        with pytest.raises(Stop, match="in use"):
            backup.restore(place, made, LATER)
        assert len(commune.told()) == 5


@pytest.mark.parametrize("which", ["*.fs*", "*.blob", "manifest.json"])
def test_a_changed_bit_or_a_lost_file_is_found_before_anything_is_touched(place, which):
    with Commune(place.var) as commune:
        commune.add(0, 3)
        made = backup.backup(place, NOW)
    victim = next(path for path in made.rglob(which) if path.is_file())
    data = bytearray(victim.read_bytes())
    data[len(data) // 2] ^= 1
    victim.chmod(0o600)
    victim.write_bytes(data if which != "manifest.json" else b"{")
    before = place.data.read_bytes()
    with pytest.raises(Stop, match="damaged"):
        backup.restore(place, made, LATER)
    victim.unlink()
    assert backup.damage(made)
    assert place.data.read_bytes() == before


@pytest.mark.parametrize("full", [True, False])
def test_a_full_disk_leaves_the_earlier_backup_as_it_was(place, monkeypatch, full):
    with Commune(place.var) as commune:
        commune.add(0, 3)
        made = backup.backup(place, NOW)
        commune.add(3, 6)
        monkeypatch.setattr(backup, "_copy", no_space)
        with pytest.raises(Stop, match="as they were"):
            backup.backup(place, LATER, full=full)
    assert backup.damage(made) == [] and place.sets() == [made]
    assert [path.name for path in place.backups.iterdir()] == [made.name]


def no_space(source, target):
    raise OSError(28, "No space left on device")


def test_old_sets_go_and_the_last_ones_stay(place):
    with Commune(place.var) as commune:
        commune.add(0, 2)
        for day in range(1, 6):
            backup.backup(place, NOW.replace(day=day), full=True, keep=3)
    assert [one.name for one in place.sets()] == ["20261103-031000", "20261104-031000", "20261105-031000"]
    assert all(backup.damage(one) == [] for one in place.sets())


def test_sets_share_files_with_each_other_but_not_with_the_living_data(place):
    with Commune(place.var) as commune:
        commune.add(0, 2)
        one = backup.backup(place, NOW)
        two = backup.backup(place, LATER, full=True)
    blob = next((one / "blobs").rglob("*.blob"))
    inside = blob.relative_to(one / "blobs")
    assert blob.samefile(two / "blobs" / inside)
    assert not blob.samefile(place.blobs / inside)


def test_a_manifest_names_every_file(place):
    with Commune(place.var) as commune:
        commune.add(0, 2)
        made = backup.backup(place, NOW)
    files = json.loads((made / backup.MANIFEST).read_text())["files"]
    there = {str(path.relative_to(made)) for path in made.rglob("*") if path.is_file()} - {backup.MANIFEST}
    assert set(files) == there and len(files) >= 4


def test_the_last_set_is_taken_when_none_is_named_and_a_wrong_name_says_what_there_is(place):
    with pytest.raises(Stop, match="There: none"):
        backup.find(place, "")
    with Commune(place.var) as commune:
        commune.add(0, 2)
        made = backup.backup(place, NOW)
    assert backup.find(place, "") == backup.find(place, made.name) == backup.find(place, str(made)) == made
    with pytest.raises(Stop, match=made.name):
        backup.find(place, "2020")
    with pytest.raises(Stop, match="no database"):
        backup.backup(backup.Place(place.backups, REPOZO, place.backups), NOW)
