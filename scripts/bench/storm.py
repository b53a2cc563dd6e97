"""``bin/devpy scripts/bench/storm.py FOLDER [ORDERS]``: eight citizens order at once, on one server and on two.

Real processes, whole orders over HTTP (form, file, review, confirmation), a mail server that counts. Then officers
issue forty documents from both servers at once. What is wrong is said line by line; nothing wrong, exit status 0.
"""

from collections import Counter
from collections.abc import Callable
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from dataclasses import field
from pathlib import Path
from time import monotonic
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request
from urllib.request import urlopen
import itertools
import json
import os
import shutil
import sys


HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
ELSEWHERE = (place for place in sys.path if Path(place or ".").resolve() != HERE)
sys.path[:] = [str(ROOT), str(HERE.parent), *ELSEWHERE]

from house.ports import is_free  # noqa: E402
from measure import commits  # noqa: E402
from tests.faults.house import BROKEN  # noqa: E402
from tests.faults.house import Citizen  # noqa: E402
from tests.faults.house import gaps_and_doubles  # noqa: E402
from tests.faults.house import House  # noqa: E402
from tests.faults.house import Mailbox  # noqa: E402
from tests.faults.house import Official  # noqa: E402
from tests.faults.house import until  # noqa: E402
from tests.faults.several import copy_of  # noqa: E402
from tests.faults.several import Several  # noqa: E402


CLIENTS, ORDERS = 8, 200
# One in five orders becomes a document.
ISSUED = 5
MOST_RETRIES = 0.02
FIRST_PORT = 8210
# Seconds until all letters are out: a slow machine is not what is measured.
QUIET = 600
PUBLIC = ("", "/demarches", "/demarches/acte-de-naissance")


@dataclass
class Told:
    """What came of it: figures by phase, and what is wrong."""

    figures: dict[str, Any] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)

    def hold(self, fine: bool, otherwise: str) -> None:
        """Note what is wrong, unless it is fine."""
        if not fine:
            self.wrong.append(otherwise)


def ports(number: int) -> list[int]:
    """So many free ones."""
    return list(itertools.islice((port for port in range(FIRST_PORT, 65000) if is_free(port)), number))


# The storm


def order(houses: list[House], orders: int, told: Told) -> list[Citizen]:
    """So many orders from eight clients, spread over the servers; returns the citizens who were served."""

    def client(number: int) -> list[Citizen]:
        served = []
        for _turn in range(orders // CLIENTS):
            citizen = Citizen(houses[number % len(houses)])
            if _done(citizen.order, told):
                served.append(citizen)
        return served

    return [citizen for served in at_once(client, range(CLIENTS)) for citizen in served]


def issue(houses: list[House], references: list[str], told: Told) -> None:
    """The officer signs them, eight at a time, half of them on each server."""

    def client(number: int) -> None:
        officer = Official(houses[number % len(houses)], "officer")
        for reference in references[number::CLIENTS]:
            _done(lambda: officer.do(reference, "issue"), told)  # noqa: B023 - called at once

    at_once(client, range(CLIENTS))


def prepare(houses: list[House], references: list[str], told: Told) -> None:
    """The clerk's part before."""

    def client(number: int) -> None:
        clerk = Official(houses[number % len(houses)], "clerk")
        for reference in references[number::CLIENTS]:
            _done(lambda: clerk.prepare(reference), told)  # noqa: B023 - called at once

    at_once(client, range(CLIENTS))


def at_once(client: Callable[[int], Any], numbers: Iterable[int]) -> list:
    """Every client in a thread of its own."""
    with ThreadPoolExecutor(CLIENTS) as pool:
        return list(pool.map(client, numbers))


def _done(step: Callable[[], Any], told: Told) -> bool:
    """Whether the client saw no error."""
    try:
        step()
    except (HTTPError, *BROKEN, AssertionError) as error:
        place = f"{error.code} {error.url}" if isinstance(error, HTTPError) else repr(error)[:300]
        told.wrong.append(f"a client saw an error: {place}")
        return False
    return True


# What is counted


def counted(houses: list[House], phase: Callable[[], Any]) -> tuple[Any, dict]:
    """What the phase returns, and what the servers committed and repeated meanwhile."""
    before = [_commits(house) for house in houses]
    begin = monotonic()
    result = phase()
    seconds = monotonic() - begin
    total: Counter = Counter()
    for earlier, later in zip(before, [_commits(house) for house in houses], strict=True):
        total.update(later)
        total.subtract(earlier)
    where = {name.removeprefix("at "): times for name, times in total.items() if name.startswith("at ") and times}
    figures = {name: total[name] for name in ("commits", "conflicts", "repeated")}
    return result, {**figures, "rate": rate(figures), "where": where, "seconds": round(seconds, 1)}


def _commits(house: House) -> Counter:
    with urlopen(f"http://localhost:{house.port}{commits.PATH}", timeout=30) as answer:
        found = json.load(answer)
    where = {f"at {name}": times for name, times in found.pop("where").items()}
    return Counter({**found, **where})


def rate(figures: dict) -> float:
    """Retries for one commit."""
    return round(figures["conflicts"] / max(1, figures["commits"]), 4)


def tags_of(house: House) -> dict[str, str]:
    """ETag of each public page."""
    found = {}
    for page in PUBLIC:
        with _ask(house, page) as answer:
            found[page] = answer.headers["ETag"] or ""
    return found


def kept(house: House, tags: dict[str, str]) -> list[str]:
    """The public pages that a cache may go on serving."""
    found = []
    for page, tag in tags.items():
        try:
            _ask(house, page, tag).close()
        except HTTPError as error:
            if error.code == 304:
                found.append(page)
    return found


def _ask(house: House, page: str, tag: str = "") -> Any:
    headers = {"Accept": "text/html", "Accept-Language": "fr", **({"If-None-Match": tag} if tag else {})}
    return urlopen(Request(house.url + page, headers=headers), timeout=60)  # noqa: S310 - ours


# The two parts


def on_one(folder: Path, town: Path, mailbox: Mailbox, orders: int) -> Told:
    """One process that has the database and its worker."""
    told = Told()
    house = House(copy_of(town, folder / "one"), ports(1)[0])
    counter = house.look()["catalog_counter"]
    house.start()
    try:
        citizens = storm([house], orders, told)
        letters_out(mailbox, {citizen.email: 1 for citizen in citizens})
    finally:
        house.stop()
    check(house.look(), counter, citizens, told)
    check_letters(mailbox, {citizen.email: 1 for citizen in citizens}, told)
    return told


def on_two(folder: Path, town: Path, mailbox: Mailbox, orders: int) -> Told:
    """Two servers and a worker over ZEO; then documents are issued from both."""
    told = Told()
    several = Several(copy_of(town, folder / "two"), ports(3))
    counter = several.look()["catalog_counter"]
    try:
        several.start()
        citizens = storm(several.houses, orders, told)
        chosen = citizens[::ISSUED]
        references = [citizen.reference for citizen in chosen]
        prepare(several.houses, references, told)
        _none, told.figures["issue"] = counted(several.houses, lambda: issue(several.houses, references, told))
        expected = {citizen.email: 2 if citizen in chosen else 1 for citizen in citizens}
        letters_out(mailbox, expected)
        several.stop()
    finally:
        several.kill()
    held = several.look()
    check(held, counter, citizens, told)
    check_numbers(held, references, told)
    check_letters(mailbox, expected, told)
    worker = several.worker_commits()
    told.figures["worker"] = {**worker, "rate": rate(worker)}
    return told


def storm(houses: list[House], orders: int, told: Told) -> list[Citizen]:
    """The orders, their retries, and the public pages before and after."""
    tags = [tags_of(house) for house in houses]
    told.hold(all(tag for found in tags for tag in found.values()), "a public page has no ETag")
    citizens, figures = counted(houses, lambda: order(houses, orders, told))
    told.figures["orders"] = {"asked": orders, "served": len(citizens), **figures}
    told.hold(len(citizens) == orders, f"{orders - len(citizens)} of {orders} orders not served")
    told.hold(figures["rate"] <= MOST_RETRIES, f"{figures['rate']} retries a commit: {figures['where']}")
    for house, found in zip(houses, tags, strict=True):
        dropped = sorted(set(found) - set(kept(house, found)))
        told.hold(not dropped, f"public pages that became old: {dropped}")
        house.wait_for_rows({citizen.reference for citizen in citizens})
    return citizens


def letters_out(mailbox: Mailbox, expected: dict[str, int]) -> None:
    """Wait until every letter has come; more of them are found later."""
    until(lambda: all(mailbox.to(email) >= number for email, number in expected.items()), QUIET, "all letters are out")


def check(held: dict, counter: int, citizens: list[Citizen], told: Told) -> None:
    """Every order is stored whole, under a number of its own, with its row; the portal catalog did not move."""
    told.hold(held["catalog_counter"] == counter, f"catalog counter {counter} became {held['catalog_counter']}")
    references = [citizen.reference for citizen in citizens]
    told.hold(len(set(references)) == len(references), "two orders have one reference")
    told.hold(set(held["cases"]) == set(references), "what is stored is not what was acknowledged")
    told.hold(set(held["rows"]) == {case["path"] for case in held["cases"].values()}, "an order without its row")
    for citizen in citizens:
        case = held["cases"].get(citizen.reference, {})
        proof = case.get("attachments", {}).get("proof", {}).get("file", {})
        told.hold(proof.get("sha256") == citizen.proof_hash, f"{citizen.reference}: not the file that was sent")
    failed = [job["kind"] for job in held["jobs"] if job["state"] == "failed"]
    told.hold(not failed, f"jobs that failed: {failed}")
    told.figures["stored"] = len(held["cases"])


def check_numbers(held: dict, references: list[str], told: Told) -> None:
    """Every issued document has a number, and the numbers neither gap nor double."""
    numbers = [held["cases"][reference]["number"] for reference in references]
    told.hold(all(numbers), f"{numbers.count('')} documents without a number")
    told.hold(len(set(numbers)) == len(numbers), "two documents have one number")
    told.wrong += gaps_and_doubles(held["registers"])
    given = sum(len(entries) for entries in held["registers"].values())
    told.hold(given == len(references), f"{given} numbers for {len(references)} documents")
    told.figures["issue"]["documents"] = len(set(numbers) - {""})


def check_letters(mailbox: Mailbox, expected: dict[str, int], told: Told) -> None:
    """As many letters to each citizen as there are to tell, none a second time."""
    told.hold(mailbox.doubles() == [], f"letters that came twice: {mailbox.doubles()}")
    others = {email: mailbox.to(email) for email, number in expected.items() if mailbox.to(email) != number}
    told.hold(not others, f"not as many letters as expected: {others}")
    told.figures["letters"] = sum(mailbox.to(email) for email in expected)


# The report


def text(parts: dict[str, Told]) -> str:
    """For people."""
    lines = ["Storm: orders from eight clients at once; commits, retries, retries a commit, seconds"]
    for name, told in parts.items():
        for phase in ("orders", "issue", "worker"):
            if phase in told.figures:
                one = told.figures[phase]
                lines.append(
                    f"  {name + ', ' + phase:28} {one['commits']:6} {one['conflicts']:5}  {one['rate']:.4f}"
                    f" {one.get('seconds', ''):>7}  {_places(one['where'])}"
                )
        orders, documents = told.figures["orders"], told.figures.get("issue", {}).get("documents", 0)
        lines.append(
            f"  {name}: {orders['served']} of {orders['asked']} orders served, {told.figures.get('stored')} stored,"
            f" {documents} documents, {told.figures.get('letters')} letters, {orders['repeated']} requests repeated"
        )
        lines += [f"  WRONG, {name}: {line}" for line in told.wrong]
    return "\n".join(lines)


def _places(where: dict[str, int]) -> str:
    return ", ".join(f"{times} x {name}" for name, times in where.items())


def run(folder: Path, orders: int) -> dict[str, Told]:
    """Both parts, each on a fresh town with its own mail server."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    mail_port = ports(1)[0]
    House.run_script("make_town.py", folder / "town", mail_port)
    parts = {}
    for name, part in (("one process", on_one), ("two over ZEO", on_two)):
        mailbox = Mailbox(mail_port)
        mailbox.open()
        try:
            parts[name] = part(folder, folder / "town", mailbox, orders)
        finally:
            mailbox.close()
    return parts


def main(folder: Path, orders: int = ORDERS) -> int:
    """Run it, write report.{json,txt} into the folder; 1 when something is wrong."""
    parts = run(folder, orders)
    told = {name: {**part.figures, "wrong": part.wrong} for name, part in parts.items()}
    machine = f"{os.cpu_count()} cores, Python {sys.version.split()[0]}"
    report = {"machine": machine, "clients": CLIENTS, "parts": told}
    (folder / "report.json").write_text(json.dumps(report, indent=1), encoding="utf-8")
    (folder / "report.txt").write_text(text(parts) + "\n", encoding="utf-8")
    print(text(parts))
    return 1 if any(part.wrong for part in parts.values()) else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).resolve(), *map(int, sys.argv[2:3])))
