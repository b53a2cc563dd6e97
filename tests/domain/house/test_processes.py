"""Everything that a start began ends with it, and who dies is named."""

from house import processes
from pathlib import Path
import contextlib
import os
import pytest
import sys
import time


# A program that ignores SIGTERM and has a child of its own, and says when both are there.
STUBBORN = """
import signal, subprocess, sys, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
child = subprocess.Popen([sys.executable, "-c", "import time; print('ready', flush=True); time.sleep(60)"])
print(child.pid, flush=True)
time.sleep(60)
"""


def child(tmp_path, name, code):
    log = tmp_path / f"{name}.log"
    return processes.Child(name, processes.spawn([sys.executable, "-c", code], log, os.environ, tmp_path), log)


def wait_for(condition):
    deadline = time.monotonic() + 20
    while not condition():
        if time.monotonic() > deadline:
            pytest.fail("did not come true in 20 seconds")
        os.sched_yield()


def alive(pid):
    status = Path(f"/proc/{pid}/stat")
    with contextlib.suppress(OSError):
        return status.read_text().rsplit(")", 1)[1].split()[0] != "Z"
    return False


def test_the_one_that_died_is_named_with_its_last_words(tmp_path):
    family = processes.Family()
    family.add(child(tmp_path, "quiet", "import time; time.sleep(60)"))
    family.add(child(tmp_path, "Zope", "import sys; print('no database'); sys.exit(3)"))
    wait_for(lambda: family.casualty())
    line = family.casualty()
    family.stop(patience=5)
    assert line.startswith("Zope ended (exit code 3).")
    assert line.endswith("no database")


def test_children_of_children_end_too_even_when_they_do_not_want(tmp_path):
    family = processes.Family()
    stubborn = child(tmp_path, "stubborn", STUBBORN)
    family.add(stubborn)
    wait_for(lambda: "ready" in stubborn.log.read_text())
    grandchild = next(int(line) for line in stubborn.log.read_text().split() if line.isdigit())
    assert alive(grandchild)
    family.stop(patience=0.2)
    assert stubborn.process.returncode == -9
    wait_for(lambda: not alive(grandchild))
    assert family.children == []


def test_the_last_lines_of_a_log_skip_empty_ones(tmp_path):
    log = tmp_path / "x.log"
    log.write_text("one\n\ntwo\n \nthree\n\n")
    assert processes.last_lines(log, 2) == "two / three"
    assert processes.last_lines(tmp_path / "none.log") == ""
