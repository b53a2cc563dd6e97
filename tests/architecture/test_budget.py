"""Files and functions stay short enough to be read at one sitting."""

from pathlib import Path
import ast
import pytest


PACKAGE = Path(__file__).parents[2] / "src" / "communesplone"
LONGEST_FILE = 400
LONGEST_FUNCTION = 60
MODULES = sorted(PACKAGE.rglob("*.py"))


def long_functions(source: str, limit: int = LONGEST_FUNCTION) -> list[str]:
    """Return name and length of the functions longer than the limit."""
    functions = [
        node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    lengths = [(function.name, function.end_lineno - function.lineno + 1) for function in functions]
    return [f"{name}: {length} lines" for name, length in lengths if length > limit]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_is_short_and_so_are_its_functions(path):
    source = path.read_text()
    assert len(source.splitlines()) <= LONGEST_FILE
    assert long_functions(source) == []


def test_there_is_something_to_measure():
    assert len(MODULES) > 20
    assert long_functions("def f():\n" + "    x = 1\n" * 60) == ["f: 61 lines"]
    assert long_functions("def f():\n" + "    x = 1\n" * 59) == []
