"""Two servers and a worker on one database, each a process with files of its own, as buildout-zeo.cfg makes them."""

from .house import HERE
from .house import House
from .house import START
from .house import until
from pathlib import Path
import json
import shutil
import socket
import subprocess
import sys


# Seconds for the job in hand.
PATIENCE = 30
ZEO = """\
<zeo>
  address localhost:{port}
</zeo>
<filestorage 1>
  path {var}/filestorage/Data.fs
  blob-dir {var}/blobstorage
</filestorage>
"""


class Process:
    """A program beside the servers; what it says is in `log`."""

    def __init__(self, command: list, log: Path):
        self.command = [sys.executable, *map(str, command)]
        self.log = log
        self.process: subprocess.Popen | None = None

    def start(self) -> None:
        with self.log.open("ab") as output:
            environment = House.environment()
            self.process = subprocess.Popen(self.command, env=environment, stdout=output, stderr=output)

    def stop(self) -> None:
        """As an administrator does it."""
        if self.process is not None:
            self.process.terminate()
            self.process.wait(PATIENCE)

    def kill(self) -> None:
        if self.process is not None:
            self.process.kill()
            self.process.wait()


class Several:
    """A database server, servers and one worker. `ports`: of the database, then of each server."""

    def __init__(self, var: Path, ports: list[int]):
        self.var, (self.zeo_port, *served) = var, ports
        conf = var.parent / "zeo.conf"
        conf.write_text(ZEO.format(port=self.zeo_port, var=var), encoding="utf-8")
        self.database = Process(["-m", "ZEO.runzeo", "-C", conf], var.parent / "zeo.log")
        self.houses = [House(self._place(f"server{port}"), port, self.zeo_port) for port in served]
        self.worker_var = self._place("worker")
        worker = [HERE / "worker.py", self.worker_var, self.zeo_port]
        self.worker = Process(worker, var.parent / "worker" / "worker.log")

    def _place(self, name: str) -> Path:
        """A folder for one process, with the files of all."""
        var = self.var.parent / name / "var"
        var.mkdir(parents=True)
        (var / "blobstorage").symlink_to(self.var / "blobstorage")
        return var

    def start(self) -> None:
        """Database first; returns when the servers answer."""
        self.database.start()
        until(self._listens, START, "the database answers")
        self.worker.start()
        for house in self.houses:
            house.start()

    def _listens(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("localhost", self.zeo_port)) == 0

    def stop(self) -> None:
        """The worker after the job in hand, the database last."""
        for one in (self.worker, *self.houses, self.database):
            one.stop()

    def kill(self) -> None:
        for one in (self.worker, *self.houses, self.database):
            one.kill()

    def look(self) -> dict:
        """What is in the database; everything must be down."""
        return House(self.var, 0).look()

    def worker_commits(self) -> dict:
        """The counts of the worker, once it has ended."""
        return json.loads((self.worker_var / "commits.json").read_text(encoding="utf-8"))


def copy_of(town: Path, place: Path) -> Path:
    """A database of its own below the place."""
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(town, place / "var")
    return place / "var"
