"""``bin/devpy scripts/update_translations.py`` (make i18n): collect the texts again, sync every language with them."""

from babel.messages.catalog import Catalog
import subprocess
import sys
import translations


def main() -> int:
    """Write the template and the catalogues, say what is to be translated; 1 when a source cannot be read."""
    try:
        texts = translations.collect()
    except subprocess.CalledProcessError as error:
        print(error.stderr or error.stdout)
        return 1
    translations.save(texts, translations.POT)
    print(f"{len(translations.ids(texts))} texts")
    for code, name in translations.LANGUAGES.items():
        path = translations.catalogue_path(code)
        old = translations.load(path) if path.exists() else Catalog()
        catalogue = translations.sync(texts, old)
        translations.save(catalogue, path, code, name)
        open_texts = list(translations.judge(catalogue, code))
        print(f"{code}: {len(open_texts)} to do")
        for line in open_texts:
            print(f"  {line}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
