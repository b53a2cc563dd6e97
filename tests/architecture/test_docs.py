"""The reference tells of all that exists; pages that many people write stay in one piece."""

from pathlib import Path
import itertools
import pytest
import re


ROOT = Path(__file__).parents[2]
SOURCES = ROOT / "src" / "communesplone"
MERGED = ["docs/explanation/decisions.rst", "docs/reference/roles.rst"]


def permissions() -> list[str]:
    """Titles of our permissions, as ZCML declares them."""
    declared = re.compile(r'<permission\s+id="[^"]+"\s+title="(CommunesPlone: [^"]+)"')
    return sorted({title for path in SOURCES.rglob("*.zcml") for title in declared.findall(path.read_text("utf-8"))})


@pytest.mark.parametrize("title", permissions())
def test_the_page_of_roles_says_who_has_each_permission(title):
    assert f"   * - {title}\n" in (ROOT / "docs/reference/roles.rst").read_text("utf-8")


@pytest.mark.parametrize("name", MERGED)
def test_nothing_is_told_twice_and_no_line_is_too_long(name):
    lines = (ROOT / name).read_text("utf-8").splitlines()
    headings = [line for line, under in itertools.pairwise(lines) if line and set(under) == {"="}]

    assert len(headings) == len(set(headings))
    parts = re.split(r"\n\s*\n", "\n".join(lines))
    paragraphs = [" ".join(one.split()) for one in parts if len(one) > 80 and "list-table::" not in one]
    assert len(paragraphs) == len(set(paragraphs))
    assert [line for line in lines if len(line) > 120] == []
