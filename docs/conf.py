"""Sphinx configuration: ``make docs`` builds with warnings as errors."""

from pathlib import Path
import tomllib


_project = tomllib.loads((Path(__file__).parent.parent / "pyproject.toml").read_text("utf-8"))["project"]

project = "CommunesPlone"
author = "The CommunesPlone community"
copyright = "The CommunesPlone community, GPL-2.0-or-later"
release = version = _project["version"]
extensions: list[str] = []
exclude_patterns = ["_build"]
html_theme = "furo"
html_title = "CommunesPlone"
html_static_path = ["_static"]
language = "en"
