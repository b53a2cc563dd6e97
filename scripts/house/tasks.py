"""The verbs: build everything, start the commune, run the tests."""

from collections.abc import Mapping
from house import commune
from house.build import Build
from house.build import EVERYTHING
from house.build import SERVER
from house.host import check_writable
from house.host import chromium_needs
from house.host import converter_needs
from house.host import find_chromium
from house.host import Need
from house.host import provide
from house.host import venv_needs
from house.messages import Reporter
from house.messages import Stop
from house.places import Places
from pathlib import Path
import os
import subprocess


def prepare(
    places: Places, reporter: Reporter, port: int, needs: list[Need], parts: Mapping[str, str] = EVERYTHING
) -> list[str]:
    """System packages and the build; returns what will not work.

    :raises Stop: when the rest makes no sense.
    """
    check_writable(places.root)
    losses = provide([*venv_needs(), *needs], reporter, places.logs / "apt.log")
    Build(places, reporter, port, parts).ensure()
    return losses


def build(places: Places, reporter: Reporter, port: int, arguments: list[str]) -> int:
    """Only the programs in ``bin``, no server."""
    prepare(places, reporter, port, [])
    reporter.step("Built.")
    return 0


def start(places: Places, reporter: Reporter, port: int, arguments: list[str]) -> int:
    """The demo commune in a browser."""
    commune.check_port(port)
    losses = prepare(places, reporter, port, converter_needs(), SERVER)
    return commune.run(places, reporter, port, losses)


def test(places: Places, reporter: Reporter, port: int, arguments: list[str]) -> int:
    """All tests, in a real browser too; arguments go to pytest."""
    needs = [*converter_needs(), *chromium_needs()]
    try:
        prepare(places, reporter, port, needs)
    except Stop:
        if find_chromium() or not _playwright_browser(places, reporter):
            raise
        Build(places, reporter, port, EVERYTHING).ensure()
    reporter.step("pytest")
    environment = {**os.environ, "zope_i18n_compile_mo_files": "true"}
    return subprocess.run([places.bin("pytest"), *arguments], cwd=places.root, env=environment, check=False).returncode


def _playwright_browser(places: Places, reporter: Reporter) -> bool:
    """Where the system has no Chromium package, playwright's own download may do."""
    program: Path = places.bin("devpy")
    if not program.exists():
        return False
    reporter.step("Chromium: trying playwright's own")
    command = [program, "-m", "playwright", "--", "install", "chromium"]
    return subprocess.run(command, cwd=places.root, capture_output=True, check=False).returncode == 0
