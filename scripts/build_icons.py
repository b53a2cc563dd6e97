"""Make the icon sprite from the folder ``icons`` of the npm package lucide-static: ``build_icons.py FOLDER [name …]``.

Without names the icons that the sprite already has are taken again; names are added to them.
"""

from pathlib import Path
import re
import sys


SPRITE = Path(__file__).resolve().parent.parent / "src" / "communesplone" / "website" / "static" / "icons.svg"
HEAD = (
    '<svg xmlns="http://www.w3.org/2000/svg">\n<!-- Lucide icons (https://lucide.dev), ISC licence; some are derived '
    "from Feather, MIT licence, Cole Bemis: icons-LICENSE.txt. Built by scripts/build_icons.py. -->\n"
)


def symbol(name: str, svg: str) -> str:
    """One icon as a ``symbol``: its shapes only, colour and stroke come from the page."""
    shapes = re.search(r"<svg[^>]*>(.*)</svg>", svg, re.DOTALL).group(1)
    tight = re.sub(r" ?/>", "/>", " ".join(shapes.split())).replace("> <", "><")
    return f'<symbol id="{name}" viewBox="0 0 24 24">{tight}</symbol>\n'


def main(arguments: list[str]) -> int:
    """Write the sprite with the icons named and those already in it."""
    folder = Path(arguments[0])
    known = re.findall(r'symbol id="([^"]+)"', SPRITE.read_text("utf-8")) if SPRITE.exists() else []
    names = sorted({*known, *arguments[1:]})
    SPRITE.write_text(
        HEAD + "".join(symbol(n, (folder / f"{n}.svg").read_text("utf-8")) for n in names) + "</svg>\n", "utf-8"
    )
    print(f"{len(names)} icons, {SPRITE.stat().st_size / 1000:.1f} KB")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
