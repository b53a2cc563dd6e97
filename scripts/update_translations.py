"""``bin/devpy scripts/update_translations.py`` (make i18n): collect the texts again, sync every language with them."""

from babel.messages.catalog import Catalog
from pathlib import Path
import subprocess
import sys
import translations


def write(path: Path, content: bytes) -> None:
    """Write a file and the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def update(texts: Catalog, code: str, name: str) -> list[str]:
    """Bring the texts into the catalogues of a language; returns a line for each that is to be translated."""
    path = translations.catalogue_path(code)
    catalogue = translations.sync(texts, translations.load(path) if path.exists() else Catalog())
    write(path, translations.written(catalogue, code, name))
    ours = translations.for_plone(catalogue, translations.titles_for_plone())
    content = translations.written(ours, code, name, translations.PLONE_DOMAIN)
    write(translations.catalogue_path(code, translations.PLONE_DOMAIN), content)
    return list(translations.judge(catalogue, code))


def main() -> int:
    """Write the template and the catalogues, say what is to be translated; 1 when a source cannot be read."""
    try:
        texts = translations.collect()
    except subprocess.CalledProcessError as error:
        print(error.stderr or error.stdout)
        return 1
    write(translations.POT, translations.written(texts))
    print(f"{len(translations.ids(texts))} texts")
    for code, name in translations.LANGUAGES.items():
        lines = update(texts, code, name)
        print("\n  ".join([f"{code}: {len(lines)} to translate", *lines]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
