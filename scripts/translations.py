"""The catalogues of the domain ``communesplone``: collecting the texts and judging the translations."""

from babel.messages.catalog import Catalog
from babel.messages.catalog import Message
from babel.messages.pofile import read_po
from collections.abc import Iterable
from collections.abc import Iterator
from pathlib import Path
import re
import shutil
import subprocess
import tempfile


DOMAIN = "communesplone"
LANGUAGES = ("fr", "nl", "de", "es")
ROOT = Path(__file__).resolve().parent.parent
LOCALES = ROOT / "src" / DOMAIN / "locales"
POT = LOCALES / f"{DOMAIN}.pot"
MANUAL = LOCALES / "manual.pot"
SOURCES = (ROOT / "src" / DOMAIN, ROOT / "profiles")
VARIABLE = re.compile(r"\$\{[A-Za-z0-9_]+\}")


def catalogue_path(language: str, locales: Path = LOCALES) -> Path:
    """Where the catalogue of a language is."""
    return locales / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def load(path: Path) -> Catalog:
    """The catalogue in the file.

    :raises OSError: when there is none.
    :raises babel.messages.pofile.PoFileError: when it cannot be read.
    """
    with path.open("rb") as handle:
        return read_po(handle, abort_invalid=True)


def rebuild_pot(pot: Path) -> None:
    """Collect the texts of sources and profiles in ``pot``, with those that no tool can find (``manual.pot``).

    :raises subprocess.CalledProcessError: when a source cannot be parsed.
    """
    command = ["bin/i18ndude", "rebuild-pot", "--pot", str(pot), "--create", DOMAIN]
    if MANUAL.exists():
        command += ["--merge", str(MANUAL)]
    command += [str(folder) for folder in SOURCES]
    subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT)


def fresh_pot() -> Catalog:
    """What ``rebuild_pot`` would write now."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / POT.name
        if POT.exists():
            shutil.copy(POT, path)
        rebuild_pot(path)
        return load(path)


def ids(catalogue: Iterable[Message]) -> set[str]:
    """The message ids, the header left out."""
    return {str(message.id) for message in catalogue if message.id}


def source_text(message: Message) -> str:
    """The English text: the default where the id is a name, else the id itself."""
    for comment in message.auto_comments:
        found = re.match(r'Default: "(.*)"$', comment.strip(), re.DOTALL)
        if found:
            return found.group(1)
    return str(message.id)


def compare_ids(have: set[str], wanted: set[str], name: str) -> Iterator[str]:
    """A line for each text that the catalogue lacks or has too many."""
    for msgid in sorted(wanted - have):
        yield f"{name}: missing: {msgid!r}"
    for msgid in sorted(have - wanted):
        yield f"{name}: no longer used: {msgid!r}"


def judge(catalogue: Iterable[Message], name: str) -> Iterator[str]:
    """A line for each translation that is empty, fuzzy, or has other variables than its source."""
    for message in catalogue:
        if not message.id:
            continue
        text = message.string if isinstance(message.string, str) else "".join(message.string)
        if not text.strip():
            yield f"{name}: not translated: {message.id!r}"
        elif message.fuzzy:
            yield f"{name}: fuzzy: {message.id!r}"
        elif set(VARIABLE.findall(text)) != set(VARIABLE.findall(source_text(message))):
            yield f"{name}: other variables than the source: {message.id!r}"
