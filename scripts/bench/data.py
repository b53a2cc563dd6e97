"""``bin/devpy scripts/bench/data.py FOLDER SIZE``: a data set of the benchmarks, built once, resumed if interrupted.

Site ``commune``: the demo commune with SIZE news items in one section and SIZE cases in the store. Site ``stock``:
plain Plone with the same news items, made lean (news not in the navigation), for sizes where somebody compares with it.
"""

from collections.abc import Callable
from datetime import date
from datetime import timedelta
from pathlib import Path
from typing import Any
import os
import sys


sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path = [place for place in sys.path if Path(place or ".").resolve() != Path(__file__).resolve().parent]

from measure import server  # noqa: E402


OURS, STOCK = "commune", "stock"
SECTION = "chronique"
LARGEST_STOCK = 5000
CHUNK = 250
DAY = date(2026, 11, 24)
PARAGRAPH = (
    "<p>Le conseil communal <strong>a décidé</strong> de refaire la rue du Moulin, <a href='/plans'>selon ce plan</a>. "
    "Les travaux commencent lundi et durent trois semaines; la circulation passe par la rue de l'École.</p>"
)


def text_of(number: int) -> str:
    """Four paragraphs, none like those of another item."""
    return "".join(f"<h2>Point {number}.{part}</h2>{PARAGRAPH}" for part in range(4))


def build(folder: Path, size: int) -> None:
    """Make what is missing."""
    os.environ.setdefault("COMMUNES_DEMO_PASSWORD", server.PASSWORD)
    house = server.start(folder)
    server.use_paper_converter()
    _sites(house, with_stock=size <= LARGEST_STOCK)
    _fill(house, OURS, "cases", size, cases_made, make_cases)
    for site in (OURS, STOCK):
        if site == OURS or size <= LARGEST_STOCK:
            _fill(house, site, "news items", size, news_made, make_news)
    house.database.pack()
    house.database.close()
    (folder / "ready").write_text(str(size), encoding="utf-8")


def _sites(house: server.Zope, with_stock: bool) -> None:
    import create_site
    import transaction

    with server.Inside(house.database) as root:
        if OURS not in root.objectIds():
            create_site.create(root, os.environ)
            transaction.commit()
    with server.Inside(house.database) as root:
        if with_stock and STOCK not in root.objectIds():
            make_stock(root)
            transaction.commit()


def make_stock(root: Any) -> None:
    """Plain Plone; without its news in the navigation, or every page would cost as much as the site is large."""
    from AccessControl.SecurityManagement import newSecurityManager
    from AccessControl.users import system
    from plone.distribution.api import site as site_api

    # The root's own user folder knows no groups, which a second site asks for.
    newSecurityManager(None, system.__of__(root[OURS].acl_users))
    answers = {
        "site_id": STOCK,
        "title": "Stock",
        "default_language": "fr",
        "portal_timezone": "Europe/Brussels",
        "setup_content": False,
    }
    stock = site_api.create(root, "classic", answers)
    stock.portal_registry["plone.displayed_types"] = ("Document", "Folder", "Link")


def _fill(
    house: server.Zope,
    site: str,
    what: str,
    size: int,
    made: Callable[[Any], int],
    make: Callable[[Any, int, int], None],
) -> None:
    """In chunks, each committed: an interrupted building goes on where it was."""
    import transaction

    while True:
        with server.Inside(house.database, site) as here:
            done = made(here)
            if done >= size:
                return
            make(here, done, min(done + CHUNK, size))
            transaction.commit()
            here._p_jar.cacheMinimize()
        print(f"{site}: {min(done + CHUNK, size)} {what}", flush=True)


def news_made(site: Any) -> int:
    """How many there are."""
    return len(site[SECTION]) if SECTION in site else 0


def make_news(site: Any, first: int, last: int) -> None:
    """Published news items of these numbers in one section."""
    from plone import api
    from plone.app.textfield.value import RichTextValue

    if SECTION not in site:
        api.content.transition(api.content.create(site, "Folder", SECTION, title="Chronique"), "publish")
    for number in range(first, last):
        text = RichTextValue(text_of(number), "text/html", "text/x-html-safe")
        values = {"title": f"Chronique {number}", "description": f"Ce qui s'est passé le jour {number}.", "text": text}
        item = api.content.create(site[SECTION], "News Item", f"n{number}", **values)
        api.content.transition(item, "publish")


def cases_made(site: Any) -> int:
    """How many of ours there are; those of the demonstration do not count."""
    return max(0, sum(len(shard) for shard in site["cases"].objectValues()) - 40)


def make_cases(site: Any, first: int, last: int) -> None:
    """Orders of these numbers, spread over the units and over time, with their rows."""
    from communesplone.core.cases import indexing
    from communesplone.core.cases import store
    from communesplone.core.domain import references
    from plone.dexterity.utils import createContent

    units = sorted(brain.UID for brain in site.portal_catalog(portal_type="Unit"))
    for number in range(first, last):
        order = createContent(
            "Order",
            procedure_id="composition-de-menage",
            procedure_title="Composition de ménage",
            applicant_name=f"Demandeur {number % 977} Lambert",
            unit=units[number % len(units)],
            submitted=DAY - timedelta(days=number % 200),
            due=DAY + timedelta(days=number % 61 - 30),
        )
        order.reference = references.derive(b"bench", str(number))
        store.put(order)
    indexing.sync_now(site)


if __name__ == "__main__":
    build(Path(sys.argv[1]), int(sys.argv[2]))
