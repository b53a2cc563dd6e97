"""``bin/devpy scripts/check_translations.py``: exit code 0 when every text is collected and translated everywhere."""

from collections.abc import Iterator
import sys
import translations


def problems() -> Iterator[str]:
    """A line for everything that is wrong."""
    if not translations.POT.exists():
        yield f"{translations.POT.name}: there is none; run make i18n"
        return
    wanted = translations.ids(translations.collect())
    yield from translations.compare_ids(translations.ids(translations.load(translations.POT)), wanted, "pot")
    for language in translations.LANGUAGES:
        path = translations.catalogue_path(language)
        if not path.exists():
            yield f"{language}: there is no catalogue; run make i18n"
            continue
        catalogue = translations.load(path)
        yield from translations.compare_ids(translations.ids(catalogue), wanted, language)
        yield from translations.judge(catalogue, language)


def main() -> int:
    """Print what is wrong; 1 when something is."""
    lines = list(problems())
    for line in lines[:60]:
        print(line)
    if len(lines) > 60:
        print(f"and {len(lines) - 60} more")
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main())
