"""The verbs: build everything, start the commune, run the tests."""

from build import Build
from host import check_writable
from host import chromium_needs
from host import converter_needs
from host import find_chromium
from host import Need
from host import provide
from host import venv_needs
from messages import Reporter
from messages import Stop
from pathlib import Path
from places import Places
import commune
import os
import subprocess


def prepare(places: Places, reporter: Reporter, port: int, needs: list[Need]) -> list[str]:
    """System packages and the build; returns what will not work.

    :raises Stop: when the rest makes no sense.
    """
    check_writable(places.root)
    losses = provide([*venv_needs(), *needs], reporter, places.logs / "apt.log")
    Build(places, reporter, port).ensure()
    return losses


def build(places: Places, reporter: Reporter, port: int, arguments: list[str]) -> int:
    """Only the programs in ``bin``, no server."""
    prepare(places, reporter, port, [])
    reporter.step("Built.")
    return 0


def start(places: Places, reporter: Reporter, port: int, arguments: list[str]) -> int:
    """The demo commune in a browser."""
    commune.check_port(port)
    losses = prepare(places, reporter, port, converter_needs())
    return commune.run(places, reporter, port, losses)


def test(places: Places, reporter: Reporter, port: int, arguments: list[str]) -> int:
    """All tests, in a real browser too; arguments go to pytest."""
    needs = [*converter_needs(), *chromium_needs()]
    try:
        prepare(places, reporter, port, needs)
    except Stop:
        if find_chromium() or not _playwright_browser(places, reporter):
            raise
        Build(places, reporter, port).ensure()
    reporter.step("pytest")
    environment = {**os.environ, "zope_i18n_compile_mo_files": "true"}
    return subprocess.run([places.bin("pytest"), *arguments], cwd=places.root, env=environment, check=False).returncode


def _playwright_browser(places: Places, reporter: Reporter) -> bool:
    """Where the system has no Chromium package, playwright's own download may do."""
    program: Path = places.bin("py")
    if not program.exists():
        return False
    reporter.step("Chromium: trying playwright's own")
    command = [program, "-m", "playwright", "install", "chromium"]
    return subprocess.run(command, cwd=places.root, capture_output=True, check=False).returncode == 0
