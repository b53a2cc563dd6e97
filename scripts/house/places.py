"""Where things are: the checkout, what is built in it, and the cache that all checkouts of a person share."""

from dataclasses import dataclass
from pathlib import Path
import os


ROOT = Path(__file__).resolve().parents[2]
INPUTS = ("buildout.cfg", "versions.cfg", "pyproject.toml", "setup.py")


@dataclass(frozen=True)
class Places:
    """The folders of one checkout."""

    root: Path
    cache: Path

    @property
    def venv_python(self) -> Path:
        return self.root / ".venv" / "bin" / "python"

    @property
    def stamp(self) -> Path:
        return self.root / "parts" / ".built"

    @property
    def logs(self) -> Path:
        return self.root / "var" / "log"

    @property
    def eggs(self) -> Path:
        """What buildout installed."""
        return self.cache / "eggs"

    @property
    def downloads(self) -> Path:
        """Buildout's download cache; it looks for distributions in the folder ``dist`` of it."""
        return self.cache / "downloads"

    @property
    def wheels(self) -> Path:
        return self.downloads / "dist"

    def bin(self, name: str) -> Path:
        """A program that buildout made."""
        return self.root / "bin" / name


def can_write(folder: Path) -> bool:
    """Whether files can be made in the folder, or the folder itself when it does not exist yet."""
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    return folder.is_dir() and os.access(folder, os.W_OK | os.X_OK)


def find_places(environ: dict[str, str] | None = None, root: Path = ROOT) -> Places:
    """The folders of this checkout; the cache: ``$COMMUNES_CACHE``, else in the home folder, else in the checkout."""
    env = os.environ if environ is None else environ
    chosen = env.get("COMMUNES_CACHE")
    home_cache = Path(env.get("HOME", "/nonexistent")) / ".cache" / "communesplone"
    candidates = [Path(chosen)] if chosen else [home_cache]
    writable = [folder for folder in candidates if can_write(folder)]
    return Places(root=root, cache=writable[0].resolve() if writable else root / "var" / "cache")
