"""The catalogues of the domain ``communesplone``: collecting the texts, syncing and judging the translations.

i18ndude reads Python, page templates, ZCML, GenericSetup profiles and the form models of the catalogue (all XML with
``i18n:translate`` or ``i18n:attributes``). What it writes depends on the day and on line numbers; here it becomes a
file that changes with the texts only. The data files of the law are read as well: notes, and the words of lists.
"""

from babel.messages.catalog import Catalog
from babel.messages.catalog import Message
from babel.messages.pofile import read_po
from babel.messages.pofile import write_po
from collections.abc import Collection
from collections.abc import Iterable
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree
import importlib.util
import io
import os
import re
import subprocess
import sys
import tempfile
import yaml


DOMAIN = "communesplone"
LANGUAGES = {"fr": "French", "nl": "Dutch", "de": "German", "es": "Spanish"}
ROOT = Path(__file__).resolve().parent.parent
LOCALES = ROOT / "src" / DOMAIN / "locales"
POT = LOCALES / f"{DOMAIN}.pot"
PROFILES = ROOT / "profiles"
LAW_DATA = "law/data/*.yaml"
SOURCES = (ROOT / "src" / DOMAIN, PROFILES)
# Stock pages look these up in Plone's domain, whatever the profile says: tabs of types, menu of the workflow.
PLONE_DOMAIN = "plone"
PLONE_WORKFLOWS = ("procedure_workflow",)
I18N = "{http://xml.zope.org/namespaces/i18n}"
VARIABLE = re.compile(r"\$\{[A-Za-z0-9_]+\}")
HEADER = """\
msgid ""
msgstr ""
"Project-Id-Version: communesplone\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=1; plural=0\\n"
"Language-Code: {code}\\n"
"Language-Name: {name}\\n"
"Preferred-Encodings: utf-8\\n"
"Domain: {domain}\\n"

"""


def catalogue_path(language: str, domain: str = DOMAIN) -> Path:
    """Where the catalogue of a language is."""
    return LOCALES / language / "LC_MESSAGES" / f"{domain}.po"


def load(path: Path) -> Catalog:
    """The catalogue in the file.

    :raises OSError: when there is none.
    :raises babel.messages.pofile.PoFileError: when it cannot be read.
    """
    with path.open("rb") as handle:
        return read_po(handle, abort_invalid=True)


def has_extractor() -> bool:
    """Whether i18ndude is installed; ``make start`` leaves it out."""
    return importlib.util.find_spec("i18ndude") is not None


def collect(sources: Collection[Path] = SOURCES) -> Catalog:
    """All texts of sources and profiles, as they are now.

    :raises subprocess.CalledProcessError: when a source cannot be parsed.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / POT.name
        # Not bin/i18ndude: this way it is the one beside this Python, with a buildout or without.
        command = [sys.executable, "-c", "from i18ndude.script import main; main()", "rebuild-pot"]
        command += ["--pot", str(path), "--create", DOMAIN, *(os.path.relpath(source, ROOT) for source in sources)]
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT, env=environment)
        return with_law(load(path), sources)


def with_law(texts: Catalog, sources: Iterable[Path] = SOURCES) -> Catalog:
    """The same texts and those of the law's data files in the sources, each with the files that have it."""
    for source in sources:
        for path in sorted(source.rglob(LAW_DATA)):
            reference = path.relative_to(source.parent).as_posix()
            for text in dict.fromkeys(law_texts(path)):
                texts.add(text, locations=[(reference, None)])
    return texts


def law_texts(path: Path) -> Iterator[str]:
    """The notes of a data file of the law, and the words of its lists, tables included."""
    for entry in yaml.safe_load(path.read_text("utf-8"))["values"]:
        if entry.get("note"):
            yield entry["note"]
        if entry["unit"] == "list" and entry["value"]:
            bands = entry["value"].values() if isinstance(entry["value"], dict) else (entry["value"],)
            for words in bands:
                yield from words or ()


def sync(texts: Iterable[Message], old: Catalog) -> Catalog:
    """The texts with the translations of ``old``; what is no longer used goes."""
    result = Catalog(domain=DOMAIN)
    for text in texts:
        if text.id:
            known = old.get(text.id)
            result.add(
                text.id,
                string=known.string if known else "",
                flags=known.flags if known else (),
                locations=text.locations,
                auto_comments=text.auto_comments,
                user_comments=known.user_comments if known else (),
            )
    return result


def titles_for_plone(profiles: Path = PROFILES) -> set[str]:
    """Titles of our profiles that Plone's own pages show and translate in the domain ``plone``."""
    found = set()
    for path in profiles.glob("*/types/*.xml"):
        actions = ElementTree.parse(path).iter("action")  # noqa: S314 - our own file
        found |= {action.get("title") for action in actions if action.get(f"{I18N}domain") == DOMAIN}
    for name in PLONE_WORKFLOWS:
        for path in profiles.glob(f"*/workflows/{name}/definition.xml"):
            root = ElementTree.parse(path).getroot()  # noqa: S314 - our own file
            found |= {one.get("title") for tag in ("state", "transition") for one in root.iter(tag)}
    return found


def for_plone(catalogue: Catalog, titles: Iterable[str]) -> Catalog:
    """The translations of these titles, for the domain ``plone``.

    :raises ValueError: when a title is not in the catalogue.
    """
    result = Catalog(domain=PLONE_DOMAIN)
    for title in titles:
        message = catalogue.get(title)
        if message is None:
            raise ValueError(f"{title!r} is not collected")
        result.add(title, string=message.string, locations=message.locations)
    return result


def written(catalogue: Catalog, code: str = "en", name: str = "English", domain: str = DOMAIN) -> bytes:
    """The file of the catalogue: sorted, without line numbers and dates, so that it changes with the texts only."""
    for message in catalogue:
        message.flags -= {"python-format", "python-brace-format"}  # babel's guess; Zope's variables are neither
    buffer = io.BytesIO()
    write_po(buffer, catalogue, width=0, omit_header=True, sort_output=True, include_lineno=False)
    return HEADER.format(code=code, name=name, domain=domain).encode() + buffer.getvalue().strip() + b"\n"


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
        elif sorted(VARIABLE.findall(text)) != sorted(VARIABLE.findall(source_text(message))):
            yield f"{name}: other variables than the source: {message.id!r}"
