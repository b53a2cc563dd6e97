"""Join and minify the style sheets of the website: ``build_css.py`` writes, ``build_css.py --check`` only compares.

Plain CSS with custom properties needs no compiler; this keeps the sources small and readable, and one request for
visitors.
"""

from pathlib import Path
import rcssmin
import sys


WEBSITE = Path(__file__).resolve().parent.parent / "src" / "communesplone" / "website"
SOURCES = WEBSITE / "styles"
RESULT = WEBSITE / "static" / "site.css"
NOTICE = (
    "/*! CommunesPlone, GPL-2.0-or-later. Built by scripts/build_css.py from website/styles/*.css: edit those. */\n"
)


def build(sources: Path = SOURCES) -> str:
    """The style sheet as text: the partials in the order of their names, minified."""
    partials = sorted(sources.glob("*.css"))
    return NOTICE + "".join(rcssmin.cssmin(partial.read_text("utf-8")) for partial in partials) + "\n"


def main(arguments: list[str]) -> int:
    """Write the result; with ``--check`` return 1 when the committed result is not what the sources give."""
    css = build()
    if "--check" not in arguments:
        RESULT.write_text(css, "utf-8")
        print(f"{RESULT.name}: {len(css.encode()) / 1000:.1f} KB")
        return 0
    if RESULT.exists() and RESULT.read_text("utf-8") == css:
        return 0
    print(
        "static/site.css is not what styles/*.css give: run scripts/build_css.py and commit the result", file=sys.stderr
    )
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
