"""The shell prelude runs on a machine that has no Python, or one that is too old."""

from pathlib import Path
import os
import pytest
import shutil
import subprocess


SCRIPT = Path(__file__).resolve().parents[3] / "scripts" / "house.sh"


@pytest.fixture
def machine(tmp_path):
    """A folder of programs that stands for the machine: the usual small ones; the test adds Pythons."""
    for name in ("sh", "dirname", "id", "env"):
        (tmp_path / name).symlink_to(shutil.which(name))
    return tmp_path


def put_python(machine, name, accepts, version="Python 3.9.2"):
    program = machine / name
    cases = f"--version) echo '{version}';; -c) exit {0 if accepts else 1};; *) echo ran $*;;"
    program.write_text("\n".join(["#!/bin/sh", f'case "$1" in {cases} esac', ""]))
    program.chmod(0o755)


def run(machine, **more):
    return subprocess.run(
        ["sh", SCRIPT, "start"], env={"PATH": str(machine), **more}, capture_output=True, text=True, check=False
    )


def test_an_old_python_is_one_clear_line(machine):
    put_python(machine, "python3", accepts=False)
    done = run(machine)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "Python 3.11 or newer is needed, found: Python 3.9.2" in done.stderr


def test_a_newer_python_beside_an_old_one_is_found(machine):
    put_python(machine, "python3", accepts=False)
    put_python(machine, "python3.12", accepts=True)
    done = run(machine)
    assert done.returncode == 0
    assert done.stdout.startswith("ran -B")
    assert done.stdout.rstrip().endswith("/run.py start")


def test_the_python_of_ones_choice_is_taken_first(machine):
    put_python(machine, "python3", accepts=True)
    put_python(machine, "my-python", accepts=True)
    (machine / "python3").write_text("#!/bin/sh\nexit 1\n")
    assert run(machine, PYTHON=str(machine / "my-python")).returncode == 0


def test_without_any_python_and_without_apt_the_line_says_what_to_install(machine):
    done = run(machine)
    assert done.returncode == 1
    assert "found: none" in done.stderr
    assert "apt-get install python3 python3-venv" in done.stderr
    assert "sudo" not in os.listdir(machine)
