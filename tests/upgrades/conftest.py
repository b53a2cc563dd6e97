"""An old database, upgraded once for all tests, by a process of its own with the instance's configuration."""

from pathlib import Path
import json
import os
import pytest
import subprocess
import sys
import tarfile


HERE = Path(__file__).parent
ROOT = HERE.parents[1]
sys.path.insert(0, str(ROOT / "scripts"))
BASES = sorted(HERE.glob("base-*.tar.xz"))


def run(verb: str, var: Path, report: Path) -> dict:
    """Start the program that upgrades (or makes a site) and read its report."""
    program = ROOT / "scripts" / "measure" / "upgrades.py"
    environment = {**os.environ, "MAILHOST_QUEUE_ONLY": "1", "COMMUNES_MAIL_QUEUE": str(var / "mailqueue")}
    command = [sys.executable, str(program), verb, str(var), str(report)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=600, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(report.read_text(encoding="utf-8"))


@pytest.fixture(scope="session", params=BASES, ids=lambda path: path.name.split(".")[0])
def upgraded(request, tmp_path_factory) -> dict:
    """What came of an old database: `before` as it was told by its own code, `after`, and more."""
    var = tmp_path_factory.mktemp("old") / "var"
    with tarfile.open(request.param) as archive:
        archive.extractall(var, filter="data")
    before = json.loads((var / "facts.json").read_text(encoding="utf-8"))
    return {**run("upgrade", var, var.parent / "report.json"), "before": before}


@pytest.fixture(scope="session")
def fresh(tmp_path_factory) -> dict:
    """A site that is made today."""
    var = tmp_path_factory.mktemp("new") / "var"
    return run("fresh", var, var.parent / "report.json")
