"""Every action that the suite notes in the log is told in words."""

from communesplone.core.audit.words import ACTIONS
from pathlib import Path
import ast
import pytest
import re


SOURCES = Path(__file__).parents[2] / "src" / "communesplone"
# What notes: the log itself, and the short names that modules give it.
NOTING = re.compile("_?(record|record_reading|act|reading|note|of_user|at_the_door|template)")
TOKEN = re.compile(r"[a-z_]+\.(?!pt$)[a-z_]+")


def trees() -> list[ast.Module]:
    """The modules that know the log."""
    texts = [path.read_text("utf-8") for path in SOURCES.rglob("*.py") if path.name != "words.py"]
    return [ast.parse(text) for text in texts if "audit" in text]


def tokens(tree: ast.AST) -> set[str]:
    """The strings that look like an action."""
    values = [one.value for one in ast.walk(tree) if isinstance(one, ast.Constant) and isinstance(one.value, str)]
    return {value for value in values if TOKEN.fullmatch(value)}


def noted(tree: ast.Module) -> set[str]:
    """The actions that stand in calls which note."""
    calls = [one for one in ast.walk(tree) if isinstance(one, ast.Call) and one.args]
    names = [(getattr(one.func, "attr", None) or getattr(one.func, "id", ""), one.args[0]) for one in calls]
    return set().union(*(tokens(first) for name, first in names if NOTING.fullmatch(name)))


def actions() -> list[str]:
    """All of them, also those that are chosen before the call: every token of a module with a known first half."""
    modules = trees()
    told = {token for tree in modules for token in noted(tree)}
    subjects = {token.partition(".")[0] for token in {*told, *ACTIONS}}
    return sorted({token for tree in modules for token in tokens(tree) if token.partition(".")[0] in subjects})


@pytest.mark.parametrize("action", actions())
def test_an_action_of_the_log_has_words(action):
    assert action in ACTIONS


def test_calls_are_found():
    assert {"case.opened", "job.retried", "law.overridden", "case.anonymised", "retention.done"} <= set(actions())
