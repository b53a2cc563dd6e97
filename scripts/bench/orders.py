"""``bin/devpy scripts/bench/orders.py FOLDER [ORDERS]``: what an order with two files costs the server.

Whole orders of a parking card by citizens without JavaScript, in one process without a port: the pages are read as a
browser reads them and the forms sent as it sends them. CPU time of this thread, for each page (GET) and each form sent
(POST) of the way; the median of all orders but the first, which fill the caches. The database is thrown away.
"""

from functools import partial
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from urllib.parse import urlsplit
import json
import shutil
import statistics
import sys
import time


HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
ELSEWHERE = (place for place in sys.path if Path(place or ".").resolve() != HERE)
sys.path[:] = [str(ROOT), str(HERE.parent), *ELSEWHERE]

from measure import server  # noqa: E402
from tests.faults.house import action_of  # noqa: E402
from tests.faults.house import filled  # noqa: E402
from tests.faults.house import found  # noqa: E402
from tests.faults.house import hidden  # noqa: E402
from tests.faults.house import multipart  # noqa: E402
from tests.faults.house import PDF  # noqa: E402


START = "/commune/demarches/carte-stationnement/@@order"
ORDERS = 25
FILE_BYTES = 20_000
MOST_PAGES = 8
FILES = ("registration", "use_proof")
ANSWERS = {
    "plate": "1-ABC-234",
    "vehicle_holder": "company",
    "card_rank": "first",
    "last_name": "Lemaire",
    "first_name": "Jeanne",
    "national_number": "60011500140",
    "birth_date": "1960-01-15",
    "street": "Rue Haute 8",
    "postcode": "5999",
    "city": "Valmeuse",
}


class Visitor:
    """A browser without JavaScript: cookies, redirects, and the time that each request took."""

    def __init__(self, house: server.Zope, number: int):
        self.house, self.number = house, number
        self.cookies: SimpleCookie = SimpleCookie()
        self.spent: list[tuple[str, float]] = []

    def open(self, url: str, body: bytes = b"", content_type: str = "") -> str:
        """The page at the end of the redirects."""
        for _hop in range(5):
            reply = self._once(url, body, content_type)
            if reply.status not in (301, 302, 303):
                if reply.status != 200:
                    raise SystemExit(f"{url}: {reply.status}")
                return reply.text
            url, body = reply.headers["location"], b""
        raise SystemExit(f"{url}: too many redirects")

    def _once(self, url: str, body: bytes, content_type: str) -> server.Reply:
        parts = urlsplit(url)
        path = f"{parts.path}?{parts.query}" if parts.query else parts.path
        # Whoever orders more than a few times an hour from one address is asked to wait.
        headers = {"X-Forwarded-For": f"10.9.{self.number >> 8}.{self.number & 255}"}
        headers["Cookie"] = "; ".join(f"{name}={one.value}" for name, one in self.cookies.items())
        ask = partial(self.house.ask, path, body=body, content_type=content_type, headers=headers)
        begin = time.thread_time()
        reply = ask()
        self.spent.append(("POST" if body else "GET", (time.thread_time() - begin) * 1000))
        self.cookies.load(reply.headers.get("set-cookie", ""))
        return reply

    def order(self) -> list[tuple[str, float]]:
        """Order a parking card with two files; returns method and CPU milliseconds of each request."""
        page = self.open(START)
        answers = {**ANSWERS, "email": f"citizen{self.number}@example.be"}
        for _page in range(MOST_PAGES):
            if 'name="consent"' in page:
                break
            files = {
                f"form.widgets.{name}": (f"{name}.pdf", PDF + b"%% %d\n" % self.number + bytes(FILE_BYTES))
                for name in FILES
                if f'name="form.widgets.{name}"' in page
            }
            page = self.open(action_of(page), *multipart(filled(page, answers), files))
        fields = [*hidden(page), ("consent", "1"), ("form.confirm", "1")]
        page = self.open(action_of(page), urlencode(fields).encode(), "application/x-www-form-urlencoded")
        found(page, "reference")
        return self.spent


def measure(folder: Path, orders: int) -> dict[str, Any]:
    """Medians of that many orders in a copy of the data set: all that is sent, the dearest of it, all that is read."""
    copy = folder.parent / "orders"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(folder, copy)
    try:
        house = server.start(copy)
        spent = [Visitor(house, number).order() for number in range(orders + 1)][1:]
    finally:
        shutil.rmtree(copy, ignore_errors=True)
    sent = [[ms for method, ms in way if method == "POST"] for way in spent]
    read = [sum(ms for method, ms in way if method == "GET") for way in spent]
    return {
        "orders": orders,
        "forms": len(sent[0]),
        "pages": len(spent[0]) - len(sent[0]),
        "sent_ms": round(statistics.median(map(sum, sent)), 1),
        "last_form_ms": round(statistics.median(one[-1] for one in sent), 1),
        "read_ms": round(statistics.median(read), 1),
    }


if __name__ == "__main__":
    folder, *rest = sys.argv[1:]
    print(json.dumps(measure(Path(folder), int(rest[0]) if rest else ORDERS)))
