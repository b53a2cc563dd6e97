"""Texts for translation are plain: whoever collects them reads the source and does not run it."""

from pathlib import Path
import ast
import pytest


ROOT = Path(__file__).resolve().parents[2] / "src" / "communesplone"


def computed(tree: ast.Module) -> list[int]:
    """Lines where a piece computed in the text (an f-string) stands inside `_()`: collecting all texts stops there."""
    return [
        call.lineno
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "_"
        for given in (*call.args, *(word.value for word in call.keywords if word.arg != "mapping"))
        if any(isinstance(part, ast.JoinedStr) for part in ast.walk(given))
    ]


@pytest.mark.parametrize("path", sorted(ROOT.rglob("*.py")), ids=lambda path: str(path.relative_to(ROOT)))
def test_no_text_for_translation_has_a_computed_piece(path):
    assert computed(ast.parse(path.read_text("utf-8"))) == []


def test_the_mistake_would_be_seen():
    assert computed(ast.parse('_("A ${b}", b=f"{c}")\n_("A")\n')) == [1]
