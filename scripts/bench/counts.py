"""``bin/devpy scripts/bench/counts.py VAR REPORT``: counts of the pages of the demo commune, made in an empty VAR."""

from pathlib import Path
import functools
import json
import os
import sys


HERE = Path(__file__).resolve().parent
sys.path[:] = [str(HERE.parent), *(place for place in sys.path if Path(place or ".").resolve() != HERE)]

from bench import measures  # noqa: E402
from measure import server  # noqa: E402


PAGES = {
    "home": ("", ""),
    "item of a visitor": ("/article", ""),
    "procedures": ("/demarches", ""),
    "card of a procedure": ("/demarches/composition-de-menage", ""),
    "tracking": ("/@@track", ""),
    "search": ("/@@search?SearchableText=commune", ""),
    "queue of a clerk": ("/@@cases", "agent"),
    "statistics": ("/@@case-statistics", "chef"),
}


def main(var: Path, report: Path) -> None:
    """Make the commune, count, report."""
    import create_site
    import transaction

    os.environ.setdefault("COMMUNES_DEMO_PASSWORD", server.PASSWORD)
    house = server.start(var)
    server.use_paper_converter()
    with server.Inside(house.database) as root:
        create_site.create(root, os.environ)
    with server.Inside(house.database, create_site.SITE_ID) as site:
        _article(site)
        transaction.commit()
    told = {}
    for name, (path, user) in PAGES.items():
        ask = functools.partial(house.ask, f"/{create_site.SITE_ID}{path}", user=user)
        told[name] = measures.cold(house, ask)
    report.write_text(json.dumps(told, indent=1, sort_keys=True), encoding="utf-8")


def _article(site) -> None:
    from bench.data import text_of
    from plone import api
    from plone.app.textfield.value import RichTextValue

    text = RichTextValue(text_of(1), "text/html", "text/x-html-safe")
    api.content.transition(api.content.create(site, "News Item", "article", title="Article", text=text), "publish")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
