"""``python scripts/build_law_docs.py`` writes docs/reference/law.rst from the data files; ``--check`` compares only."""

from communesplone.core.settings import TITLES
from communesplone.law.answers import Confidence
from communesplone.law.book import phrase_of
from communesplone.law.jurisdictions import Jurisdiction
from communesplone.law.keys import Key
from communesplone.law.keys import KEYS
from communesplone.law.keys import THEMES
from communesplone.law.loading import load
from communesplone.law.values import Value
from pathlib import Path
import argparse
import sys


TARGET = Path(__file__).parent.parent / "docs" / "reference" / "law.rst"
HEAD = """\
.. Written by scripts/build_law_docs.py from src/communesplone/law/data; do not edit: change the data.

============
Legal values
============

Every value that the suite counts with, in each jurisdiction: its dates, its article and its source. What is *probable*
or **unsure** needs a lawyer before a commune relies on it; :ref:`the last section <ask-a-lawyer>` gathers these. How
values, dates and overrides work: :doc:`/explanation/law`. How a commune sets its own: :doc:`/how-to/legal-values`.

The data was last gathered on 22 November 2026. Alsace-Moselle lists only what differs from France. Days in brackets are
the first and the last on which the value holds; without them, both sides are open. *n+:* means from n inhabitants.
"""


def heading(text: str, sign: str) -> list[str]:
    """A title with its underline."""
    return ["", text, sign * len(text), ""]


def escaped(text: str) -> str:
    """Plain text as reStructuredText."""
    for sign in "\\*`|":
        text = text.replace(sign, f"\\{sign}")
    return text


def value_text(value: Value) -> str:
    """The value in words; tables on one line."""
    if not isinstance(value.value, dict):
        return str(phrase_of(value.value, value.unit))
    bands = "; ".join(f"{bound}+: {phrase_text(one)}" for bound, one in value.value.items())
    return f"{bands} ({value.unit})"


def phrase_text(plain) -> str:
    """A band's value without its unit."""
    if isinstance(plain, int) and not isinstance(plain, bool):
        return str(plain)
    return str(phrase_of(plain, "share"))


def dates(value: Value) -> str:
    """The days in brackets; '' when both sides are open."""
    if not value.valid_from and not value.valid_until:
        return ""
    return f" [{value.valid_from or '…'} to {value.valid_until or '…'}]"


def article(value: Value) -> str:
    """The article, linked to its source."""
    return f"`{escaped(value.article)} <{value.source}>`__" if value.source else escaped(value.article)


def confidence(value: Value) -> str:
    """Emphasis grows with doubt."""
    return {"sure": "sure", "probable": "*probable*", "unsure": "**unsure**"}[value.confidence]


def key_lines(key: Key) -> list[str]:
    """One key: its values in each jurisdiction that says something of its own."""
    found = [f"{escaped(str(key.title))}", f"    ``{key.name}``", ""]
    for jurisdiction in Jurisdiction:
        inherited = load(jurisdiction.inherits_from).get(key.name) if jurisdiction.inherits_from else None
        values = load(jurisdiction).get(key.name, ())
        if values == inherited:
            continue
        if inherited and not values:
            found.append(f"    * {TITLES[jurisdiction]}: does not hold.")
        for value in values:
            note = f" {escaped(value.note)}" if value.note else ""
            text = escaped(value_text(value) + dates(value))
            found.append(f"    * {TITLES[jurisdiction]}: {text}. {article(value)}, {confidence(value)}.{note}")
    return [*found, ""]


def doubts() -> list[str]:
    """The list for a lawyer: what is not sure and says so."""
    found = ["", ".. _ask-a-lawyer:", *heading("Ask a lawyer", "=")]
    found += ["What is unsure, or probable with a question to ask, jurisdiction by jurisdiction.", ""]
    for jurisdiction in Jurisdiction:
        inherited = load(jurisdiction.inherits_from) if jurisdiction.inherits_from else {}
        found += heading(str(TITLES[jurisdiction]), "-")
        for name, values in load(jurisdiction).items():
            if values == inherited.get(name):
                continue
            for value in values:
                if value.confidence is Confidence.UNSURE or "Ask a lawyer" in value.note:
                    title, shown = escaped(str(KEYS[name].title)), escaped(value_text(value))
                    found.append(f"* {title} (``{name}``): {shown}. {escaped(value.note)}")
    found += heading("Not covered", "-")
    found += [
        "* The German-speaking communes and Comines-Warneton have rules of their own.",
        "* As many votes in the last round and the same day of birth (or, for French lists, the same average age): no",
        "  text names who is elected. The suite answers that it is still tied (``StillTied``) and elects nobody.",
    ]
    return found


def text() -> str:
    """The whole page."""
    found = [HEAD]
    for theme, title in THEMES.items():
        found += heading(str(title), "=")
        for key in KEYS.values():
            if key.theme == theme:
                found += key_lines(key)
    return "\n".join([*found, *doubts()]) + "\n"


def main() -> int:
    """Write or compare; 1 when the page is not what the data says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    if parser.parse_args().check:
        if TARGET.read_text("utf-8") == text():
            return 0
        print(f"{TARGET.name} is not what the data says: run scripts/build_law_docs.py")
        return 1
    TARGET.write_text(text(), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
