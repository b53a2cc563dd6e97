"""Classes of content note no types: Python keeps those under the name in which Zope keeps the notes of each object.

`class Card(Item): days: int = 0` gives the class an `__annotations__` of its own. What is then noted for one card with
`IAnnotations` lands there: for all cards, and gone with the process.
"""

from pathlib import Path
import ast
import pytest


ROOT = Path(__file__).resolve().parents[2] / "src" / "communesplone"
CONTENT = {"Item", "Container", "Case", "Page", "_Apart"}


def noted(tree: ast.Module) -> list[str]:
    """Attributes with a type in classes of content."""
    return [
        f"{one.name}.{line.target.id}"
        for one in ast.walk(tree)
        if isinstance(one, ast.ClassDef) and CONTENT & {getattr(base, "id", "") for base in one.bases}
        for line in one.body
        if isinstance(line, ast.AnnAssign)
    ]


@pytest.mark.parametrize("path", sorted(ROOT.rglob("*.py")), ids=lambda path: str(path.relative_to(ROOT)))
def test_content_has_no_attribute_with_a_type(path):
    assert noted(ast.parse(path.read_text("utf-8"))) == []


def test_the_mistake_would_be_seen():
    assert noted(ast.parse("class Card(Item):\n    days: int = 0\n    name = ''\n")) == ["Card.days"]
