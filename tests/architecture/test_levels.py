"""A developer who imports upwards, sideways or Plone into a rule is told so here."""

from collections.abc import Iterator
from communesplone.levels import LEVELS
from pathlib import Path
import ast
import pytest
import re
import sys


ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "communesplone"
NOT_CODE = {"profiles", "locales"}
LEVEL_OF = {name: number for number, names in enumerate(LEVELS) for name in names}
PURE_LIBRARIES = {"babel", "bcrypt", "dateutil", "filetype", "icalendar", "pyotp", "holidays", "stdnum", "yaml"}
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if path.relative_to(PACKAGE).parts[0] not in NOT_CODE)
PURE_MODULES = [path for path in MODULES if {"law", "domain"} & set(path.relative_to(PACKAGE).parts)]
DOTTED = re.compile(r"communesplone\.(\w+)")


def name_of(path: Path) -> str:
    """Return the path below the package, for the messages and names of the tests."""
    return str(path.relative_to(PACKAGE))


def feature_of(path: Path) -> str:
    """Return the feature a file belongs to; "" for the modules on top of the package."""
    parts = path.relative_to(PACKAGE).parts
    return parts[0] if len(parts) > 1 else ""


def imports_of(source: str, package: str) -> Iterator[str]:
    """Yield the full dotted names a module imports, wherever in it; ``package`` resolves relative imports."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            module = ".".join([*above, *([node.module] if node.module else [])])
            yield from (f"{module}.{alias.name}" for alias in node.names)


def imports_in(path: Path) -> list[str]:
    """Return what a file of the package imports."""
    package = ".".join(("communesplone", *path.relative_to(PACKAGE).parent.parts))
    return list(imports_of(path.read_text(), package))


def wrong_directions(feature: str, dotted_names: list[str]) -> list[str]:
    """Return those dotted names that lead from the feature upwards or sideways."""
    found = []
    for dotted in dotted_names:
        parts = dotted.split(".")
        other = parts[1] if parts[0] == "communesplone" and len(parts) > 1 else ""
        if other in LEVEL_OF and other != feature and LEVEL_OF[other] >= LEVEL_OF[feature]:
            found.append(dotted)
    return found


def impure(dotted: str) -> bool:
    """Tell whether a rule must not import this name."""
    parts = dotted.split(".")
    if parts[0] == "communesplone":
        return parts[1:2] != ["law"] and "domain" not in parts[2:4]
    return parts[0] not in sys.stdlib_module_names and parts[0] not in PURE_LIBRARIES


def test_every_package_has_its_level_and_every_level_its_package():
    packages = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    assert packages == set(LEVEL_OF)


def test_every_folder_with_code_is_a_package():
    assert [name_of(path) for path in MODULES if not (path.parent / "__init__.py").exists()] == []


@pytest.mark.parametrize("path", [path for path in MODULES if feature_of(path)], ids=name_of)
def test_nothing_imports_upwards_or_sideways(path):
    imported = imports_in(path)
    assert wrong_directions(feature_of(path), imported) == []
    assert not [dotted for dotted in imported if dotted.startswith("communesplone.testing")]


@pytest.mark.parametrize("path", sorted(PACKAGE.glob("*/**/*.zcml")), ids=name_of)
def test_no_configuration_names_what_lies_above(path):
    if feature_of(path) in LEVEL_OF:
        names = [f"communesplone.{name}" for name in DOTTED.findall(path.read_text())]
        assert wrong_directions(feature_of(path), names) == []


@pytest.mark.parametrize("feature", [name for name in LEVEL_OF if (ROOT / "profiles" / name).is_dir()])
def test_no_profile_names_what_lies_above(feature):
    texts = [path.read_text() for path in (ROOT / "profiles" / feature).rglob("*.xml")]
    names = [f"communesplone.{name}" for text in texts for name in DOTTED.findall(text)]
    assert wrong_directions(feature, names) == []


@pytest.mark.parametrize("path", PURE_MODULES, ids=name_of)
def test_a_rule_imports_nothing_of_plone(path):
    assert [dotted for dotted in imports_in(path) if impure(dotted)] == []


@pytest.mark.parametrize("path", PURE_MODULES, ids=name_of)
def test_a_rule_is_told_the_time_and_never_asks_for_it(path):
    asked = {"today", "now", "utcnow", "time", "monotonic", "time_ns"}
    calls = [node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call)]
    attributes = [ast.unparse(call.func) for call in calls if isinstance(call.func, ast.Attribute)]
    assert [name for name in attributes if name.split(".")[-1] in asked] == []


@pytest.mark.parametrize("feature", list(LEVEL_OF))
def test_a_feature_is_imported_for_its_rules_without_its_weight(feature):
    """Importing ``feature.domain`` runs ``feature/__init__.py`` first."""
    assert imports_in(PACKAGE / feature / "__init__.py") == []


@pytest.mark.parametrize(
    ("feature", "dotted", "wrong"),
    [
        ("core", "communesplone.requests.api", True),
        ("core", "communesplone.core.cases", False),
        ("requests", "communesplone.core.cases", False),
        ("website", "communesplone.requests", True),
        ("requests", "communesplone._", False),
        ("law", "communesplone.core.domain.clock", True),
    ],
)
def test_this_test_knows_up_from_down(feature, dotted, wrong):
    assert bool(wrong_directions(feature, [dotted])) is wrong


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("from communesplone import requests", "communesplone.requests"),
        ("import communesplone.requests.api", "communesplone.requests.api"),
        ("def f():\n    from communesplone.requests import api", "communesplone.requests.api"),
        ("from . import store", "communesplone.core.cases.store"),
        ("from ...requests import api", "communesplone.requests.api"),
        ("if TYPE_CHECKING:\n    from plone import api", "plone.api"),
    ],
)
def test_this_test_sees_every_kind_of_import(source, found):
    assert list(imports_of(source, "communesplone.core.cases")) == [found]


@pytest.mark.parametrize(
    ("dotted", "expected"),
    [
        ("plone.api", True),
        ("zope.interface.Invalid", True),
        ("communesplone._", True),
        ("communesplone.core.cases.store", True),
        ("communesplone.core.domain.clock", False),
        ("communesplone.law.working_days", False),
        ("datetime.date", False),
        ("stdnum.be.ssn", False),
    ],
)
def test_this_test_knows_what_is_pure(dotted, expected):
    assert impure(dotted) is expected
