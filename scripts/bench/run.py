"""``make bench``: our pages beside Plone's of the same kind, in one process, alternating; text and JSON.

Minima of CPU time and pairwise ratios; a control measures one page against itself and says whether the machine is quiet
enough. Sizes are measured one after the other, each in a process of its own. Data sets are built once (`data.py`).
``storm`` in the place of a size: orders from eight clients at once (`storm.py`), with a report of its own.
"""

from pathlib import Path
import functools
import json
import os
import statistics
import subprocess
import sys


HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path[:] = [str(HERE.parent), *(place for place in sys.path if Path(place or ".").resolve() != HERE)]

from bench import measures  # noqa: E402
from measure import server  # noqa: E402


ITEM = "/chronique/n5"
PAIRS = {
    "control: item against itself": (f"/commune{ITEM}", f"/commune{ITEM}", ""),
    "item, visitor": (f"/commune{ITEM}", f"/stock{ITEM}", ""),
    "home, visitor": ("/commune", "/stock", ""),
    "section, visitor": ("/commune/chronique", "/stock/chronique", ""),
    "search, visitor": ("/commune/@@search?SearchableText=point", "/stock/@@search?SearchableText=point", ""),
    "item, editor": (f"/commune{ITEM}", f"/stock{ITEM}", "admin"),
    "edit form, editor": (f"/commune{ITEM}/edit", f"/stock{ITEM}/edit", "admin"),
}
SINGLES = {
    "item, visitor": (f"/commune{ITEM}", ""),
    "home, visitor": ("/commune", ""),
    "card of a procedure, visitor": ("/commune/demarches/composition-de-menage", ""),
    "queue of a clerk": ("/commune/@@cases", "agent"),
    "queue of everything": ("/commune/@@cases", "admin"),
    "queue, a word all have": ("/commune/@@cases?text=lambert", "admin"),
    "queue, a word all have, late": ("/commune/@@cases?text=lambert&late=1", "admin"),
    "queue, two words": ("/commune/@@cases?text=demandeur+12", "admin"),
    "statistics": ("/commune/@@case-statistics", "chef"),
}
ROUNDS, EACH = 9, 3
STORM = "storm"
TARGETS = {
    "item, visitor": ("ratio", 0.25),
    "item, editor": ("ratio", 1.05),
    "edit form, editor": ("ratio", 1.05),
}


def pair(house: server.Zope, ours: str, theirs: str, user: str) -> dict:
    """Both sides in turn; the ratio is the median of those of the rounds."""
    one = functools.partial(house.ask, ours, user=user)
    other = functools.partial(house.ask, theirs, user=user)
    counts = {"ours": measures.cold(house, one), "stock": measures.cold(house, other)}
    rounds = [(measures.least(one, EACH), measures.least(other, EACH)) for _round in range(ROUNDS)]
    ratios = sorted(mine / theirs_ for mine, theirs_ in rounds)
    return {
        "ours_ms": round(min(mine for mine, _other in rounds), 2),
        "stock_ms": round(min(other_ for _mine, other_ in rounds), 2),
        "ratio": round(statistics.median(ratios), 3),
        "ratio_least": round(ratios[0], 3),
        "ratio_most": round(ratios[-1], 3),
        "counts": counts,
    }


def measure(folder: Path) -> dict:
    """Everything that one data set can tell."""
    house = server.start(folder)
    server.use_paper_converter()
    told: dict = {"pairs": {}, "singles": {}}
    for name, (path, user) in SINGLES.items():
        ask = functools.partial(house.ask, path, user=user)
        told["singles"][name] = {**measures.cold(house, ask), "ms": round(measures.least(ask, 25), 2)}
    if house.ask("/stock").status == 200:
        told["pairs"] = {name: pair(house, *sides) for name, sides in PAIRS.items()}
    return told


def growth(sizes: dict[str, dict]) -> dict[str, float]:
    """CPU time of the largest data set in terms of the smallest."""
    least, most = min(sizes, key=int), max(sizes, key=int)
    one, other = sizes[least]["singles"], sizes[most]["singles"]
    return {name: round(other[name]["ms"] / one[name]["ms"], 2) for name in one}


def text(told: dict) -> str:
    """The report for people."""
    lines = [f"Benchmarks, {told['machine']}", ""]
    for size, found in told["sizes"].items():
        if found["pairs"]:
            lines.append(
                f"{size} objects: page, ms ours, ms stock, ratio (least to most), loads ours / stock, KB ours / stock"
            )
        for name, one in found["pairs"].items():
            ours, stock = one["counts"]["ours"], one["counts"]["stock"]
            lines.append(
                f"  {name:32} {one['ours_ms']:7.1f} {one['stock_ms']:7.1f}  {one['ratio']:.2f}"
                f" ({one['ratio_least']:.2f} to {one['ratio_most']:.2f})  {ours['loads']:5} /{stock['loads']:5}"
                f"  {ours['bytes'] / 1000:5.1f} /{stock['bytes'] / 1000:5.1f}"
            )
        lines.append(f"{size} objects: page, ms, cold loads, catalog queries, objects woken, KB")
        for name, one in found["singles"].items():
            counts = f"{one['loads']:6} {one['queries']:4} {one['woken']:4} {one['bytes'] / 1000:7.1f}"
            lines.append(f"  {name:32} {one['ms']:7.1f} {counts}")
        lines += [ordering(found["order"]), ""]
    lines.append("Growth, largest against smallest: " + ", ".join(f"{n} {r}" for n, r in told["growth"].items()))
    return "\n".join(lines)


def ordering(one: dict) -> str:
    """What a parking card with two files costs the server, in a line."""
    return (
        f"  order with two files: {one['sent_ms']} ms for {one['forms']} forms sent, {one['last_form_ms']} of it for"
        f" the last; {one['read_ms']} ms for {one['pages']} pages read (median of {one['orders']})"
    )


def main(asked: list[str]) -> int:
    """Build what is missing, measure each part in its own process; 1 when the storm found something wrong."""
    bench = ROOT / "var" / "bench"
    sizes = [one for one in asked if one != STORM]
    if sizes:
        pages(bench, sizes)
    if STORM not in asked:
        return 0
    return subprocess.run([sys.executable, str(HERE / "storm.py"), str(bench / STORM)], check=False).returncode


def pages(bench: Path, sizes: list[str]) -> None:
    """Measure pages in data sets of these sizes, write report.{json,txt}."""
    told: dict = {"machine": f"{os.cpu_count()} cores, Python {sys.version.split()[0]}", "sizes": {}}
    for size in sizes:
        folder = bench / size
        if not (folder / "ready").exists():
            subprocess.run([sys.executable, str(HERE / "data.py"), str(folder), size], check=True)
        report = folder / "report.json"
        subprocess.run([sys.executable, str(HERE / "run.py"), "--one", str(folder), str(report)], check=True)
        told["sizes"][size] = json.loads(report.read_text(encoding="utf-8"))
        ordered = subprocess.run(
            [sys.executable, str(HERE / "orders.py"), str(folder)], check=True, capture_output=True, text=True
        )
        told["sizes"][size]["order"] = json.loads(ordered.stdout)
    told["growth"] = growth(told["sizes"])
    (bench / "report.json").write_text(json.dumps(told, indent=1), encoding="utf-8")
    (bench / "report.txt").write_text(text(told) + "\n", encoding="utf-8")
    print(text(told))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        Path(sys.argv[3]).write_text(json.dumps(measure(Path(sys.argv[2]))), encoding="utf-8")
    else:
        sys.exit(main(sys.argv[1:] or ["1000", "5000", "20000", STORM]))
