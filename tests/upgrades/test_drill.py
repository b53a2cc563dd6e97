"""The drill with the forty orders of a demo commune: backed up, restored, compared object by object."""

from datetime import datetime
from house import backup
from measure import same
from pathlib import Path
import pytest
import sys
import tarfile


BASE = sorted(Path(__file__).parent.glob("base-*.tar.xz"))[-1]
NOW = datetime(2026, 11, 24, 3, 10)  # noqa: DTZ001


@pytest.fixture
def place(tmp_path):
    var = tmp_path / "var"
    with tarfile.open(BASE) as archive:
        archive.extractall(var, filter="data")
    return backup.Place(var, [sys.executable, "-m", "ZODB.scripts.repozo"], tmp_path / "backups")


def restored(place, tmp_path) -> Path:
    made = backup.backup(place, NOW)
    beside = tmp_path / "beside"
    beside.mkdir()
    backup.restore(backup.Place(beside, place.repozo, place.backups), made, NOW)
    return beside


def test_the_restored_commune_is_the_same_object_by_object(place, tmp_path):
    lines, counts = same.differences(place.var, restored(place, tmp_path))
    assert lines == []
    assert counts["records"] > 5000 and counts["blobs"] > 20


def test_the_comparison_sees_a_lost_and_a_changed_file(place, tmp_path):
    beside = restored(place, tmp_path)
    first, second = sorted((beside / "blobstorage").rglob("*.blob"))[:2]
    first.unlink()
    second.chmod(0o600)
    second.write_bytes(b"changed")
    assert len(same.differences(place.var, beside)[0]) >= 2
