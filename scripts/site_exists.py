"""``bin/py scripts/site_exists.py DATA_FS ID``: exit code 0 when the database holds that site, 3 when not.

Reads only the root objects, without starting Zope: about a second.
"""

from ZODB.DB import DB
from ZODB.FileStorage import FileStorage
import sys


NO_SITE = 3


def site_exists(data_fs: str, site_id: str) -> bool:
    """Whether the application root has an object of that id."""
    database = DB(FileStorage(data_fs, read_only=True))
    try:
        root = database.open().root()
        application = root.get("Application")
        if application is None:
            return False
        application._p_activate()
        return site_id in application.__dict__
    finally:
        database.close()


if __name__ == "__main__":
    sys.exit(0 if site_exists(sys.argv[1], sys.argv[2]) else NO_SITE)
