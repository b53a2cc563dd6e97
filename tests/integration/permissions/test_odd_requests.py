"""Fuzzing (S11): whatever is sent, no error of ours, nothing of the inside or of other people in the answer, no halves.

`COMMUNES_FUZZ_SECONDS=600 bin/pytest -s tests/integration/permissions/test_odd_requests.py` tries for ten minutes, with
other requests each time (`COMMUNES_FUZZ_SEED` repeats a run).
"""

from .odd import Request
from .odd import requests
from .odd import Target
from collections import Counter
from communesplone.core.cases import store
from email.message import Message
from hypothesis import given
from hypothesis import HealthCheck
from hypothesis import Phase
from hypothesis import seed
from hypothesis import settings
from tests.integration.requests.conftest import PASSWORD
from time import monotonic
from typing import NamedTuple
from urllib.parse import quote
from zope.component import getGlobalSiteManager
from ZPublisher.interfaces import IPubFailure
import base64
import http.client
import os
import pytest
import re
import time
import traceback
import transaction


CARD = "demarches/composition-de-menage"
PAGES = {
    "": (
        "",
        "@@search",
        "@@home",
        "@@track",
        "login",
        "@@second-step",
        "@@confirm-address",
        "@@health",
        f"{CARD}/@@order",
    ),
    "citizen": (f"{CARD}/@@order", "@@my-orders", "@@my-orders/{own}", "@@my-data", "@@two-steps", "@@track"),
    "clerk": (
        "@@cases",
        "@@cases-csv",
        "@@case-statistics",
        "@@case-statistics-csv",
        "@@case-filters",
        "@@case/{own}",
        "@@case/{own}/data",
        f"{CARD}/@@order-at-counter",
        f"{CARD}/@@form-plan",
        f"{CARD}/@@form-preview",
        f"{CARD}/@@card-languages",
        "++api++/@cases",
        "++api++/@case/{own}",
        "++api++/@case-note/{own}",
        "++api++/@case-message/{own}",
    ),
    "head": ("@@case-people", "@@retention", "@@retention-runs", "@@cases"),
    "manager": (
        "@@legal-values",
        "@@legal-value/notice.ordinary",
        "@@legal-settings",
        "@@audit",
        "@@audit-export",
        "@@jobs",
        "@@person-data",
        "@@security-settings",
        "++api++/@audit",
        "++api++/@jobs",
        "++api++/@law",
        "++api++/@search",
    ),
}
KNOWN_NAMES = (
    "reference",
    "user",
    "unit",
    "why",
    "do",
    "view",
    "sort",
    "b_start",
    "b_size",
    "q",
    "key",
    "number",
    "code",
)
NAME = re.compile(r'\bname="([^"]{1,80})"')
TOKEN = re.compile(r'name="_authenticator" value="([0-9a-f]+)"')
INSIDE = re.compile(r"Traceback \(most recent|File \"/|site-packages|\.egg/|\{BCRYPT|object at 0x[0-9a-f]{6}")
EXAMPLES = 120
SECONDS = float(os.environ.get("COMMUNES_FUZZ_SECONDS", "0"))
SEED = int(os.environ.get("COMMUNES_FUZZ_SEED", "0")) or (time.time_ns() % 10**6 if SECONDS else 1)


class Answer(NamedTuple):
    status: int
    body: str
    headers: Message


class Fuzz:
    """Sends requests to the house, and says what is wrong with an answer."""

    def __init__(self, house, host: str, port: int):
        self.house, self.host, self.port = house, host, port
        self.counts: Counter = Counter()
        self.targets = tuple(self._target(path, who) for who, paths in PAGES.items() for path in paths)
        self.strangers = [mark for mark in house.other.marks if len(mark) > 6]

    def _target(self, path: str, who: str) -> Target:
        page = self.house.ask(path.format(own=self.house.own.reference), who).body.decode("utf-8", "replace")
        token = TOKEN.search(page) or TOKEN.search(self.house.ask("@@two-steps", who).body.decode("utf-8", "replace"))
        names = sorted({*NAME.findall(page), *KNOWN_NAMES} - {"_authenticator", "viewport"})
        return Target(path, who, tuple(names), token[1] if token else "")

    def wrong_with(self, asked: Request) -> str:
        """What is wrong with the answer; '' for nothing."""
        answer = self._send(asked)
        self.counts[f"{answer.status // 100}xx"] += 1
        body = answer.body
        if answer.status >= 500:
            return f"{answer.status} {self._text(body)}"
        # Managers of the site get the traceback from plone.rest.
        if asked.who != "manager" and (found := INSIDE.search(body)):
            return f"shows the inside: {body[max(0, found.start() - 80) : found.end() + 80]}"
        if asked.who != "manager" and any(mark in body.lower() for mark in self.strangers):
            return "shows an order of somebody else"
        if "X-Odd" in answer.headers:
            return "a header was smuggled in"
        return ""

    def _send(self, asked: Request) -> "Answer":
        """To the real server, as it stands: no client puts it right before."""
        sent = {"Accept": "text/html"}
        if asked.who:
            sent["Authorization"] = "Basic " + base64.b64encode(f"{asked.who}:{PASSWORD}".encode()).decode()
        sent.update(asked.headers)
        path, body = asked.path, asked.body or b""
        for mark, value in (("{own}", self.house.own.reference), ("{other}", self.house.other.reference)):
            path = path.replace(mark, value).replace(quote(mark), value)
            body = body.replace(mark.encode(), value.encode()).replace(quote(mark).encode(), value.encode())
        connection = http.client.HTTPConnection(self.host, self.port, timeout=60)
        headers = {name: value.encode() for name, value in sent.items()}
        connection.request(asked.method, f"/{self.house.site.getId()}/{path}", body=body, headers=headers)
        answer = connection.getresponse()
        content = answer.read()
        connection.close()
        return Answer(answer.status, content.decode("utf-8", "replace"), answer.headers)

    @staticmethod
    def _text(body: str) -> str:
        return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", body))[-300:]

    def halves(self) -> list[str]:
        """Orders that are not whole."""
        transaction.begin()
        broken = []
        for case in store.walk():
            has_form = case.handler != "ORD" or case.form_model
            has_unit = case.unit or case.handler == "REM"  # a remark about a page of no unit
            if not (case.reference and has_unit and case.handler and case.submitted and has_form):
                broken.append(case.getId())
        return broken


def place_of(logged: str) -> str:
    """The last lines of a traceback, to tell one trouble from another."""
    lines = [line.strip() for line in logged.splitlines() if line.strip() and not line.strip().startswith("^")]
    return " | ".join(line[-200:] for line in lines[-5:])


@pytest.fixture
def failures():
    """Tracebacks of the requests that failed, as the server has them."""
    kept = []

    def keep(event):
        kept.append("".join(traceback.format_exception(*event.exc_info)))

    manager = getGlobalSiteManager()
    manager.registerHandler(keep, (IPubFailure,))
    yield kept
    manager.unregisterHandler(keep, (IPubFailure,))


def rounds():
    """Seeds: one round in CI, as many as there is time for otherwise."""
    until, number = monotonic() + SECONDS, SEED
    yield number
    while monotonic() < until:
        number += 1
        yield number


def test_odd_requests_get_an_answer_that_tells_nothing_and_break_nothing(house, functional, failures):
    fuzz, wrong = Fuzz(house, functional["host"], functional["port"]), {}
    for number in rounds():

        @seed(number)
        @settings(
            max_examples=EXAMPLES,
            deadline=None,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(requests(fuzz.targets))
        def one_round(asked):
            failures.clear()
            found = fuzz.wrong_with(asked)
            if found:
                wrong.setdefault(place_of(failures[-1]) if failures else found[:200], (asked, found))

        one_round()
        assert fuzz.halves() == []
    print(f"\nseed {SEED}: {sum(fuzz.counts.values())} requests, {dict(sorted(fuzz.counts.items()))}")
    assert not wrong, "\n\n".join(f"{asked}\n{found}\n{place}" for place, (asked, found) in wrong.items())
