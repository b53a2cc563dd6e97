"""Join and minify the style sheets of the website: ``build_css.py`` writes, ``build_css.py --check`` only compares.

Plain CSS with custom properties needs no compiler; this keeps the sources small and readable, and one request for
visitors. What only a few pages need is in ``styles/pages``, each a sheet of its own.
"""

from pathlib import Path
import rcssmin
import sys


WEBSITE = Path(__file__).resolve().parent.parent / "src" / "communesplone" / "website"
SOURCES = WEBSITE / "styles"
STATIC = WEBSITE / "static"
NOTICE = (
    "/*! CommunesPlone, GPL-2.0-or-later. Built by scripts/build_css.py from website/styles/*.css: edit those. */\n"
)


def build(sources: Path = SOURCES) -> dict[str, str]:
    """The style sheets by name: the partials in the order of their names, minified, and those of few pages."""
    sheets = {"site.css": sorted(sources.glob("*.css")), **{one.name: [one] for one in sources.glob("pages/*.css")}}
    return {name: NOTICE + "".join(map(_minified, partials)) + "\n" for name, partials in sheets.items()}


def _minified(partial: Path) -> str:
    return rcssmin.cssmin(partial.read_text("utf-8"))


def main(arguments: list[str]) -> int:
    """Write the results; with ``--check`` return 1 when a committed one is not what the sources give."""
    sheets = build()
    if "--check" not in arguments:
        for name, css in sheets.items():
            (STATIC / name).write_text(css, "utf-8")
            print(f"{name}: {len(css.encode()) / 1000:.1f} KB")
        return 0
    old = [name for name, css in sheets.items() if not _is_written(STATIC / name, css)]
    for name in old:
        print(f"static/{name} is not what the sources give: run scripts/build_css.py and commit it", file=sys.stderr)
    return 1 if old else 0


def _is_written(result: Path, css: str) -> bool:
    return result.exists() and result.read_text("utf-8") == css


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
