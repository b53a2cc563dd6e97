"""What versions.cfg pins, which of it is in the wheelhouse, and the stamp that tells whether a build is still good."""

from collections.abc import Iterable
from configparser import RawConfigParser
from pathlib import Path
import hashlib
import re
import sys


# In the virtual environment itself: what buildout runs on, and ruff, a binary that an egg cannot hold.
VENV_TOOLS = ("pip", "setuptools", "wheel", "packaging", "platformdirs", "zc.buildout", "ruff")


def normal_name(name: str) -> str:
    """The name as package indexes compare it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def read_pins(path: Path) -> dict[str, str]:
    """Name to version of the section ``[versions]``."""
    parser = RawConfigParser()
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read_string(path.read_text(encoding="utf-8"))
    return dict(parser["versions"])


def wheel_key(filename: str) -> tuple[str, str] | None:
    """Normal name and version of a wheel's file name; None for another file."""
    if not filename.endswith(".whl") or filename.count("-") < 4:
        return None
    name, version = filename.split("-")[:2]
    return normal_name(name), version


def missing_wheels(pins: dict[str, str], filenames: Iterable[str]) -> dict[str, str]:
    """The pins for which there is no wheel yet."""
    have = {wheel_key(name) for name in filenames}
    return {name: version for name, version in pins.items() if (normal_name(name), version) not in have}


def chunks(pins: dict[str, str], count: int) -> list[list[str]]:
    """The pins as requirement lines, dealt out to at most ``count`` lists of about the same length."""
    lines = [f"{name}=={version}" for name, version in pins.items()]
    return [part for part in (lines[index::count] for index in range(count)) if part]


def stamp_of(root: Path, names: Iterable[str], python: str = sys.version, extra: str = "") -> str:
    """A hash over the named files, the folder and the Python: the build is good while it stays the same."""
    digest = hashlib.sha256(f"{root}\n{python}\n{extra}\n".encode())
    for name in names:
        path = root / name
        digest.update(f"{name}\n".encode())
        digest.update(path.read_bytes() if path.exists() else b"")
    return digest.hexdigest()
