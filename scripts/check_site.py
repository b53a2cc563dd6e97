"""``make check-site URL=https://...``: a municipal site as visitors, programs and the law see it, ours or another's.

Writes report.html and report.json into a folder and prints what weighs most. Ends with 1 when there are errors, with 2
when the site does not answer. With a browser (playwright) each page also goes through axe-core, at both widths, light
and dark; with COMMUNES_STANDARDS the descriptions of procedures are held against the shapes of CPSV-AP.
"""

from collections.abc import Iterator
from communesplone.website.site_check.validator import paper
from communesplone.website.site_check.validator.fetch import Fetcher
from communesplone.website.site_check.validator.report import Finding
from communesplone.website.site_check.validator.report import Report
from communesplone.website.site_check.validator.rules import RULES
from communesplone.website.site_check.validator.run import check
from communesplone.website.site_check.validator.run import NoSite
from communesplone.website.site_check.validator.run import Wishes
from datetime import datetime
from pathlib import Path
import argparse
import os
import shutil
import sys


ROOT = Path(__file__).resolve().parents[1]
SHAPES = Path("cpsv-ap") / "cpsv-ap-3.2.0-shacl.ttl"
LINES = 25
PROGRAMS = ("chromium", "chromium-browser", "google-chrome")


def browser(most: int):
    """What looks at pages with axe-core; None without a browser. At most so many pages: each takes seconds."""
    sys.path.append(str(ROOT))
    try:
        from playwright.sync_api import sync_playwright
        from tests.browser.axe import problems
    except ImportError:
        return None
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        return None

    def look(addresses: list[str]) -> Iterator[Finding]:
        with sync_playwright() as playwright:
            chromium = playwright.chromium.launch(executable_path=program)
            page = chromium.new_page(bypass_csp=True)
            for address in addresses[:most]:
                page.goto(address)
                for line in problems(page):
                    yield Finding("access.axe", address, line.partition(f"<{address}>")[2].strip() or line)
            chromium.close()

    return look


def judge():
    """What holds Turtle against the shapes of CPSV-AP; None without the shapes or pyshacl."""
    shapes = Path(os.environ.get("COMMUNES_STANDARDS", "")) / SHAPES
    if not os.environ.get("COMMUNES_STANDARDS") or not shapes.exists():
        return None
    try:
        import pyshacl
        import rdflib
    except ImportError:
        return None
    wanted = rdflib.Graph().parse(shapes)

    def said(turtle: str) -> list[str]:
        try:
            graph = rdflib.Graph().parse(data=turtle, format="turtle")
        except Exception as error:  # what the parser raises is many things
            return [f"Turtle: {error}"]
        conforms, results, _text = pyshacl.validate(graph, shacl_graph=wanted)
        path = rdflib.URIRef("http://www.w3.org/ns/shacl#resultMessage")
        return [] if conforms else [str(message) for message in results.objects(None, path)] or ["CPSV-AP"]

    return said


def tell(report: Report) -> str:
    """The report in some lines for a terminal."""
    counts = report.counts()
    lines = [
        f"{report.site}: {report.pages} pages, {report.requests} requests",
        f"{counts['error']} errors, {counts['warning']} warnings, {counts['note']} notes",
    ]
    for rule, found in report.by_rule()[:LINES]:
        first = f"{found[0].page} {found[0].detail}".strip()
        lines.append(f"  {RULES[rule].level:8} {len(found):4}  {RULES[rule].title}: {first}")
    lines += [f"  not looked at: {paper.SKIPPED[name]}" for name in report.skipped]
    return "\n".join(lines)


def main() -> int:
    """Exit status 0: no errors; 1: errors; 2: no site."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("url")
    parser.add_argument("--pages", type=int, default=100, help="how many are read at most")
    parser.add_argument("--axe-pages", type=int, default=25, help="how many go through axe-core; 0 for none")
    parser.add_argument("--no-outside", action="store_true", help="leave links to other sites alone")
    parser.add_argument("--out", type=Path, default=ROOT / "var" / "check-site")
    asked = parser.parse_args()
    wishes = Wishes(asked.pages, not asked.no_outside, judge(), browser(asked.axe_pages) if asked.axe_pages else None)
    try:
        report = check(asked.url, datetime.now().astimezone(), Fetcher(), wishes)
    except NoSite as error:
        print(f"{asked.url}: no page came ({error})", file=sys.stderr)
        return 2
    asked.out.mkdir(parents=True, exist_ok=True)
    (asked.out / "report.json").write_text(report.text(), encoding="utf-8")
    (asked.out / "report.html").write_text(paper.html(report), encoding="utf-8")
    print(tell(report))
    print(asked.out / "report.html")
    return 1 if report.counts()["error"] else 0


if __name__ == "__main__":
    sys.exit(main())
