"""Who was made anonymous is gone from the disk too, once the database is packed and what the pack kept is deleted."""

from .test_retention import approve
from .test_retention import PDF
from .test_retention import refused
from .test_retention import set_rule
from ZODB.blob import BlobStorage
from ZODB.FileStorage import FileStorage
from ZODB.serialize import referencesf
import time


__all__ = ["refused"]
MARKS = (b"Lemaire", b"nadia.pdf", b"not of here", PDF)


class History:
    """All transactions of a storage in memory, as one on a disk wants them."""

    def __init__(self, storage):
        self.storage, self.loadBlob = storage, storage.loadBlob

    def iterator(self):
        for one in self.storage.iterator():
            one.extension_bytes = b""
            yield one


def on_disk(place) -> dict[str, set[bytes]]:
    """The marks in each file below the place that has one."""
    found = {}
    for path in place.rglob("*"):
        content = path.read_bytes() if path.is_file() else b""
        if marks := {mark for mark in MARKS if mark in content}:
            found[path.name if path.parent == place else "a blob"] = marks
    return found


def test_after_the_pack_nothing_of_the_person_is_left_on_the_disk(town, refused, tmp_path):
    set_rule(town)
    approve(town)
    disk = BlobStorage(str(tmp_path / "blobstorage"), FileStorage(str(tmp_path / "Data.fs")))
    disk.copyTransactionsFrom(History(town._p_jar.db().storage))
    before = on_disk(tmp_path)
    assert set().union(*before.values()) == set(MARKS)
    disk.pack(time.time() + 1, referencesf)
    disk.close()
    assert set(on_disk(tmp_path)) == {"Data.fs.old"}
    (tmp_path / "Data.fs.old").unlink()
    assert on_disk(tmp_path) == {}
