"""``python worker.py VAR ZEO_PORT``: the worker as a process of its own; its counts are in VAR/commits.json."""

from communesplone.core.jobs import process
from measure import commits
from measure import server as zope
from pathlib import Path
import json
import sys


def main(var: Path, zeo_port: int) -> None:
    """Work until SIGTERM."""
    conf = zope.configure(var, zeo_port=zeo_port)
    counts = commits.watch()
    process.main([str(conf), "--poll", "0.5"])
    (var / "commits.json").write_text(json.dumps(counts.told()), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
