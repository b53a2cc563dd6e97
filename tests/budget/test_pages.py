"""What a page may cost: counts that are the same on every machine, in the demo commune; ten per cent more fail.

Whoever makes a page dearer on purpose says so here, in the same commit, and why in its message.
"""

from pathlib import Path
import json
import os
import pytest
import subprocess
import sys


ROOT = Path(__file__).parents[2]
TOLERANCE = 1.1
BUDGETS = json.loads((Path(__file__).parent / "budgets.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def counted(tmp_path_factory) -> dict:
    """Counts of every page, by a process of its own with the instance's whole configuration."""
    var = tmp_path_factory.mktemp("budget") / "var"
    report = var.parent / "counts.json"
    program = ROOT / "scripts" / "bench" / "counts.py"
    environment = {**os.environ, "MAILHOST_QUEUE_ONLY": "1", "COMMUNES_MAIL_QUEUE": str(var / "mailqueue")}
    command = [sys.executable, str(program), str(var), str(report)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=600, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(report.read_text(encoding="utf-8"))


@pytest.mark.parametrize("page", sorted(BUDGETS))
def test_a_page_costs_no_more_than_its_budget(counted, page):
    found, budget = counted[page], BUDGETS[page]
    assert found["status"] == 200
    dearer = {what: f"{found[what]}, budget {most}" for what, most in budget.items() if found[what] > most * TOLERANCE}
    assert dearer == {}


def test_a_visitor_wakes_few_objects_and_editing_pages_write_nothing(counted):
    assert counted["item of a visitor"]["loads"] <= 250
    assert {page: found["stored"] for page, found in counted.items() if found["stored"]} == {}
    assert {page: found["woken"] for page, found in counted.items() if page in BUDGETS and found["woken"] > 0} == {}
