"""The machine below: Debian packages that are missing, free disk space, folders that can be written."""

from collections.abc import Iterable
from collections.abc import Sequence
from dataclasses import dataclass
from house.messages import Reporter
from house.messages import Stop
from house.places import can_write
from pathlib import Path
import importlib.util
import os
import shlex
import shutil
import subprocess
import sys


GIB = 1024**3
CONVERTER = ("libreoffice-writer", "libreoffice-calc", "python3-uno", "fonts-liberation", "fonts-dejavu-core")
CHROMIUM = ("chromium",)
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")


@dataclass(frozen=True)
class Need:
    """Debian packages for one purpose, and what does not work without them."""

    packages: tuple[str, ...]
    without: str
    vital: bool = False


def installed(packages: Iterable[str]) -> set[str]:
    """Which of the Debian packages are installed; none where there is no dpkg."""
    if not shutil.which("dpkg-query"):
        return set()
    command = ["dpkg-query", "-W", "-f", "${Package} ${db:Status-Status}\n", *packages]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    rows = (line.split() for line in done.stdout.splitlines())
    return {row[0] for row in rows if len(row) == 2 and row[1] == "installed"}


def venv_needs() -> list[Need]:
    """The package that ``python -m venv`` needs on Debian, where Python comes without ensurepip."""
    if importlib.util.find_spec("ensurepip"):
        return []
    name = f"python3.{sys.version_info.minor}-venv"
    return [Need((name,), f"{sys.executable} cannot make a virtual environment", vital=True)]


def converter_needs() -> list[Need]:
    """LibreOffice with its Python bridge; a machine without dpkg must have ``soffice`` by itself."""
    missing = tuple(name for name in CONVERTER if name not in installed(CONVERTER))
    if not missing or (not shutil.which("dpkg-query") and shutil.which("soffice")):
        return []
    return [Need(missing, "documents stay ODT, no PDF is made, @@health names the converter")]


def find_chromium() -> str | None:
    """The path of a Chromium that tests can drive."""
    return next((path for path in map(shutil.which, CHROMIUM_NAMES) if path), None)


def chromium_needs() -> list[Need]:
    """Debian's Chromium for the browser tests."""
    if find_chromium():
        return []
    return [Need(CHROMIUM, "the browser tests cannot run", vital=True)]


def privilege(uid: int, sudo: bool, terminal: bool, silent_sudo: bool) -> list[str] | None:
    """What to put before apt-get: nothing for root, sudo where it works or can ask; None when there is no way."""
    if uid == 0:
        return []
    if sudo and (silent_sudo or terminal):
        return ["sudo"]
    return None


def _my_privilege() -> list[str] | None:
    sudo = shutil.which("sudo") is not None
    silent = sudo and subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode == 0
    return privilege(os.getuid(), sudo, sys.stdin.isatty(), silent)


def by_hand(packages: Sequence[str]) -> str:
    """The command that a person with the rights can type."""
    return f"sudo apt-get install --no-install-recommends {shlex.join(packages)}"


def _apt(prefix: list[str], arguments: Sequence[str], log: Path) -> bool:
    settings = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", "-y"]
    with log.open("ab") as output:
        done = subprocess.run([*prefix, *settings, *arguments], stdout=output, stderr=output, check=False)
    return done.returncode == 0


def _install(packages: Sequence[str], prefix: list[str], log: Path) -> bool:
    command = ["install", "--no-install-recommends", *packages]
    return _apt(prefix, command, log) or (_apt(prefix, ["update"], log) and _apt(prefix, command, log))


def provide(needs: Iterable[Need], reporter: Reporter, log: Path) -> list[str]:
    """Install what is missing, as far as this machine allows.

    Returns the lines about what does not work without the rest.

    :raises Stop: when something without which nothing works cannot be installed.
    """
    losses: list[str] = []
    for need in needs:
        line = _provide(need, reporter, log)
        if line and need.vital:
            raise Stop(line)
        if line:
            reporter.step(line)
            losses.append(line)
    return losses


def _provide(need: Need, reporter: Reporter, log: Path) -> str:
    consequence = f"without it {need.without}. By hand: {by_hand(need.packages)}"
    names = " ".join(need.packages)
    if not shutil.which("apt-get"):
        return f"Missing on this system: {names} (no apt-get here); {consequence}"
    prefix = _my_privilege()
    if prefix is None:
        return f"Missing: {names}, and this account may not install (no root, no sudo); {consequence}"
    reporter.step(f"System packages: installing {names} (log: {log})")
    log.parent.mkdir(parents=True, exist_ok=True)
    if _install(need.packages, prefix, log):
        return ""
    return f"apt-get could not install {names} (no network? see {log}); {consequence}"


def nearest(folder: Path) -> Path:
    """The folder itself or the closest one above it that exists."""
    return folder if folder.exists() else nearest(folder.parent)


def space_line(folder: Path, needed_gib: float, free_bytes: int) -> str:
    """Empty when there is room; else the line that says how much is missing where."""
    free = free_bytes / GIB
    if free >= needed_gib:
        return ""
    return f"Not enough room on the disk of {folder}: {free:.1f} GB free, about {needed_gib:g} GB are needed."


def check_room(folders: Iterable[Path], needed_gib: float) -> None:
    """See that the disks below the folders have room.

    :raises Stop: when one has not.
    """
    for folder in folders:
        line = space_line(folder, needed_gib, shutil.disk_usage(nearest(folder)).free)
        if line:
            raise Stop(line)


def check_writable(folder: Path) -> None:
    """See that we may write in the checkout.

    :raises Stop: when we may not.
    """
    if not can_write(folder):
        raise Stop(f"The folder {folder} cannot be written by this account: run it as its owner, or clone elsewhere.")
