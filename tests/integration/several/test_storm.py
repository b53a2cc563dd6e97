"""A small storm of orders, so that the bench that measures the large one does not rot: real processes, one and two."""

from pathlib import Path
import json
import os
import pytest
import subprocess
import sys


ROOT = Path(__file__).parents[3]
ORDERS = 16


@pytest.fixture(scope="module")
def report(tmp_path_factory) -> dict:
    """What the bench says of it."""
    folder = tmp_path_factory.mktemp("storm") / "storm"
    program = ROOT / "scripts" / "bench" / "storm.py"
    # What the test layers set for their own process (no worker, one journal) is not meant for these.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("COMMUNES_")}
    command = [sys.executable, str(program), str(folder), str(ORDERS)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=900, check=False)
    assert (folder / "report.json").exists(), done.stderr[-3000:]
    return json.loads((folder / "report.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("part", ["one process", "two over ZEO"])
def test_eight_citizens_at_once_are_all_served_and_each_gets_one_letter(report, part):
    found = report["parts"][part]
    # Of so few orders one repeated commit is more than the bench allows, which measures many.
    assert [line for line in found["wrong"] if "retries a commit" not in line] == []
    assert found["orders"]["served"] == found["stored"] == ORDERS
    assert found["orders"]["conflicts"] <= 3, found["orders"]["where"]


def test_documents_issued_by_two_servers_at_once_have_a_number_each(report):
    found = report["parts"]["two over ZEO"]
    assert found["issue"]["documents"] == 4
    assert found["letters"] == ORDERS + 4
