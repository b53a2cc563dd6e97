"""``bin/devpy scripts/update_translations.py`` (make i18n): collect the texts again, sync every language with them."""

import subprocess
import sys
import translations


HEADER = """msgid ""
msgstr ""
"Project-Id-Version: communesplone\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=1; plural=0\\n"
"Language-Code: {language}\\n"
"Language-Name: {language}\\n"
"Preferred-Encodings: utf-8\\n"
"Domain: communesplone\\n"
"""


def main() -> int:
    """Write the template and the catalogues; returns i18ndude's exit code."""
    translations.LOCALES.mkdir(parents=True, exist_ok=True)
    try:
        translations.rebuild_pot(translations.POT)
    except subprocess.CalledProcessError as error:
        print(error.stderr or error.stdout)
        return error.returncode
    paths = [translations.catalogue_path(language) for language in translations.LANGUAGES]
    for language, path in zip(translations.LANGUAGES, paths, strict=True):
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(HEADER.format(language=language), encoding="utf-8")
    command = ["bin/i18ndude", "sync", "--pot", str(translations.POT), *map(str, paths)]
    return subprocess.run(command, check=False, cwd=translations.ROOT).returncode


if __name__ == "__main__":
    sys.exit(main())
