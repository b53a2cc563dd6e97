"""``bin/devpy scripts/check_translations.py``: exit code 0 when every text is collected and translated everywhere."""

from babel.messages.catalog import Catalog
from collections.abc import Iterator
import sys
import translations


REMEDY = "run make i18n, translate what it names"


def language_problems(language: str, wanted: set[str]) -> Iterator[str]:
    """A line for everything that is wrong with the catalogues of a language."""
    path = translations.catalogue_path(language)
    if not path.exists():
        yield f"{language}: there is no catalogue"
        return
    catalogue = translations.load(path)
    yield from translations.compare_ids(translations.ids(catalogue), wanted, language)
    yield from translations.judge(catalogue, language)
    yield from plone_problems(language, catalogue)


def plone_problems(language: str, catalogue: Catalog) -> Iterator[str]:
    """A line when the few titles in Plone's domain are not those of our catalogue."""
    path = translations.catalogue_path(language, translations.PLONE_DOMAIN)
    try:
        ours = translations.for_plone(catalogue, translations.titles_for_plone())
    except ValueError as error:
        yield f"{language}: {error}"
        return
    content = translations.written(ours, language, translations.LANGUAGES[language], translations.PLONE_DOMAIN)
    if not path.exists() or path.read_bytes() != content:
        yield f"{language}: {path.name} is not up to date"


def problems() -> Iterator[str]:
    """A line for everything that is wrong."""
    if not translations.POT.exists():
        yield f"{translations.POT.name}: there is none"
        return
    # The texts count, not their references: a text that moves to another file needs no translator.
    wanted = translations.ids(translations.collect())
    yield from translations.compare_ids(translations.ids(translations.load(translations.POT)), wanted, "pot")
    for language in translations.LANGUAGES:
        yield from language_problems(language, wanted)


def main() -> int:
    """Print what is wrong; 1 when something is."""
    lines = list(problems())
    for line in lines[:60]:
        print(line)
    if len(lines) > 60:
        print(f"and {len(lines) - 60} more")
    if lines:
        print(REMEDY)
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main())
