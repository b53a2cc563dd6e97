"""The files that every visitor loads: built from their sources, small, and without a request to anybody else."""

from communesplone.website import resources
from pathlib import Path
import re
import subprocess
import sys


ROOT = Path(__file__).resolve().parents[3]
STATIC = resources.STATIC


def test_the_committed_style_sheet_is_what_the_sources_give():
    done = subprocess.run(
        [sys.executable, ROOT / "scripts" / "build_css.py", "--check"], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr


def test_everything_together_fits_in_one_hundred_and_twenty_kilobytes():
    names = ("site.css", "site.js", "order.js", "icons.svg", "atkinson.woff2", "shield.svg")
    assert sum((STATIC / name).stat().st_size for name in names) <= 120_000
    assert (STATIC / "site.js").stat().st_size <= 11_000
    assert (STATIC / "order.js").stat().st_size <= 6_000


def test_nothing_is_fetched_from_elsewhere():
    for name in ("site.css", "site.js", "order.js"):
        assert not re.search(
            r"url\(\"?https?:|fetch\([\"'`]https?:|import\(|@import", (STATIC / name).read_text("utf-8")
        ), name


def test_every_icon_that_a_template_names_is_in_the_sprite():
    sprite = set(re.findall(r'symbol id="([^"]+)"', (STATIC / "icons.svg").read_text("utf-8")))
    used = set()
    for template in (ROOT / "src" / "communesplone").rglob("*.pt"):
        used |= set(re.findall(r"\$\{sprite[^}]*\}([a-z0-9-]+)\"", template.read_text("utf-8")))
    assert used
    assert used <= sprite


def test_the_fingerprint_changes_with_any_file(tmp_path):
    (tmp_path / "a.css").write_text("a{}")
    before = resources.fingerprint(tmp_path)
    (tmp_path / "a.css").write_text("b{}")
    assert resources.fingerprint(tmp_path) != before


def test_state_colours_of_the_style_sheet_cover_every_state():
    css = (STATIC / "site.css").read_text("utf-8")
    for state in ("submitted", "in_progress", "incomplete", "to_sign", "issued", "delivered", "refused"):
        assert f".state-{state}" in css
