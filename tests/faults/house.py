"""What the fault tests share: a server as a process, citizens who order, a mail server that counts."""

from aiosmtpd.controller import Controller
from collections import Counter
from collections.abc import Callable
from datetime import datetime
from email import message_from_bytes
from email.policy import default
from email.utils import parsedate_to_datetime
from html import unescape
from http.client import HTTPException
from http.cookiejar import CookieJar
from pathlib import Path
from time import monotonic
from typing import Any
from urllib.error import HTTPError
from urllib.error import URLError
from urllib.parse import urlencode
from urllib.request import build_opener
from urllib.request import HTTPCookieProcessor
from urllib.request import Request
import base64
import hashlib
import itertools
import json
import os
import re
import subprocess
import sys
import threading


HERE = Path(__file__).parent
ROOT = HERE.parents[1]
PASSWORD = "Demo-2026!"
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
# Seconds. A server is up, an order is in the queue, all letters are out.
START, INDEXED, QUIET = 90, 60, 120
BROKEN = (URLError, HTTPException, OSError)
_numbers = itertools.count()


def until(question: Callable[[], Any], seconds: float, what: str) -> Any:
    """The first true answer; fails when none comes in time."""
    end, pause = monotonic() + seconds, threading.Event()
    while True:
        answer = question()
        if answer:
            return answer
        assert monotonic() < end, f"{what}: not within {seconds:.0f} s"
        pause.wait(0.2)


class House:
    """A server process with its database; `offset` is a file that says by how much its clock is wrong.

    `zeo_port`: of the server that has the database, where it is not below `var`.
    """

    def __init__(self, var: Path, port: int, zeo_port: int = 0):
        self.var, self.port, self.zeo_port = var, port, zeo_port
        self.url = f"http://localhost:{port}/commune"
        self.process: subprocess.Popen | None = None
        self.log = var.parent / "server.log"
        self.offset = var.parent / "offset"

    @staticmethod
    def environment(**more: str) -> dict[str, str]:
        path = os.pathsep.join([str(ROOT / "scripts"), *filter(None, sys.path)])
        return {**os.environ, "PYTHONPATH": path, "PYTHONUNBUFFERED": "1", **more}

    @classmethod
    def run_script(cls, name: str, *arguments: object) -> str:
        command = [sys.executable, str(HERE / name), *map(str, arguments)]
        done = subprocess.run(command, env=cls.environment(), capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr[-3000:]
        return done.stdout

    def start(self, fault: str = "", clock: str = "", **more: str) -> None:
        """Start and wait until it answers. `clock`: an offset as libfaketime reads it, e.g. `+3600s`."""
        command = [sys.executable, str(HERE / "server.py"), str(self.var), str(self.port)]
        environment = self.environment(COMMUNES_FAULT=fault, COMMUNES_ZEO_PORT=str(self.zeo_port), **more)
        if clock:
            self.offset.write_text(clock)
            library = "/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1"
            environment.update(
                LD_PRELOAD=library,
                FAKETIME_TIMESTAMP_FILE=str(self.offset),
                FAKETIME_CACHE_DURATION="1",
                FAKETIME_DONT_FAKE_MONOTONIC="1",
            )
        with self.log.open("ab") as output:
            self.process = subprocess.Popen(command, env=environment, stdout=output, stderr=output)
        # One that is told to die may do so before anybody has asked it anything.
        until(lambda: (fault and self.is_dead()) or self.is_up(), START, "the server answers")

    def is_up(self) -> bool:
        if self.process is None or self.process.poll() is not None:
            raise AssertionError("the server is gone: " + self.log.read_text(errors="replace")[-3000:])
        try:
            return self.get("/@@units")[0] == 200
        except BROKEN:
            return False

    def is_dead(self) -> bool:
        return self.process is None or self.process.poll() is not None

    def kill(self) -> None:
        """SIGKILL, as the kernel does it when memory is short."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()

    def stop(self) -> None:
        """As an administrator does it."""
        if self.process is not None:
            self.process.terminate()
            self.process.wait(30)

    def get(self, path: str, user: str = "", accept: str = "text/html", timeout: float = 30) -> tuple[int, str]:
        """Status and text of a page."""
        headers = {"Accept": accept}
        if user:
            headers["Authorization"] = "Basic " + base64.b64encode(f"{user}:{PASSWORD}".encode()).decode()
        try:
            with build_opener().open(Request(self.url + path, headers=headers), timeout=timeout) as answer:
                return answer.status, answer.read().decode("utf-8", "replace")
        except HTTPError as error:
            return error.code, error.read().decode("utf-8", "replace")

    def clock(self) -> datetime:
        """What time the server believes it is; a new `offset` is read once a second."""
        with build_opener().open(Request(f"{self.url}/@@health"), timeout=30) as answer:
            return parsedate_to_datetime(answer.headers["Date"])

    def queue(self) -> set[str]:
        """The references that the clerk finds in the queue."""
        found, start = set(), 0
        while True:
            status, text = self.get(f"/@cases?b_size=200&b_start={start}", "clerk", "application/json")
            assert status == 200, text[:300]
            told = json.loads(text)
            found |= {item["reference"] for item in told["items"]}
            start += 200
            # Beyond the end the service gives the last page again.
            if start >= told["items_total"]:
                return found

    def wait_for_rows(self, references: set[str]) -> None:
        """The queue shows them all."""
        until(lambda: references <= self.queue(), INDEXED, "every acknowledged order is in the queue")

    def look(self) -> dict:
        """What is in the database; the server must be down."""
        assert self.is_dead()
        return json.loads(self.run_script("look.py", self.var))


class Citizen:
    """Somebody with a browser without JavaScript, from an address of his own."""

    def __init__(self, house: House):
        self.house = house
        self.number = next(_numbers)
        self.email = f"citizen{self.number}@example.be"
        self._opener = build_opener(HTTPCookieProcessor(CookieJar()))
        self._address = f"10.{self.number >> 16 & 255}.{self.number >> 8 & 255}.{self.number & 255}"
        self.weight = 20_000
        self.reference = ""
        self.secret = ""

    def _open(self, url: str, form: list | None = None, files: dict | None = None) -> tuple[str, str]:
        headers = {"X-Forwarded-For": self._address, "Accept": "text/html", "Accept-Language": "en"}
        body = None
        if files is not None:
            body, headers["Content-Type"] = multipart(form or [], files)
        elif form is not None:
            body = urlencode(form).encode()
        with self._opener.open(Request(url, data=body, headers=headers), timeout=60) as answer:
            return answer.url, answer.read().decode()

    def order(self) -> str:
        """Order a birth record for somebody else, with a proof; returns the reference that the page acknowledges."""
        _url, page = self._open(f"{self.house.url}/demarches/acte-de-naissance/@@order")
        values = {**BIRTH, "email": self.email, "person_last_name": f"Lemaire {self.number}"}
        fields = filled(page, values)
        _url, page = self._open(
            action_of(page), fields, {"form.widgets.proof": (f"proof-{self.number}.pdf", self.proof)}
        )
        assert 'name="consent"' in page, errors_of(page)
        _url, page = self._open(action_of(page), [*hidden(page), ("consent", "1"), ("form.confirm", "1")])
        self.reference = found(page, "reference")
        self.secret = found(page, "secret")
        return self.reference

    @property
    def proof(self) -> bytes:
        """The file this citizen sends: nobody else's."""
        return PDF + b"%% citizen %d\n" % self.number + bytes(self.weight)

    @property
    def proof_hash(self) -> str:
        return hashlib.sha256(self.proof).hexdigest()


BIRTH = {
    "subject": "other",
    "act_kind": "copy",
    "person_first_name": "Nadia",
    "person_birth_date": "1985-07-30",
    "person_birth_place": "Valmeuse",
    "relation": "parent_or_child",
    "legitimate_interest": "Succession",
    "last_name": "Lemaire",
    "first_name": "Jean",
    "birth_date": "1960-01-15",
    "street": "Rue Haute 8",
    "postcode": "5999",
    "city": "Valmeuse",
    "purpose": "court",
}


def tags(page: str, name: str) -> list[dict[str, str]]:
    """Attributes of the elements of a name inside the order's form."""
    form = re.search(r'<form[^>]*id="order".*?</form>', page, re.S)
    # In the head of every page stands the field of the search.
    text = form[0] if form else page.partition("<main")[2] or page
    attribute = r'([\w:.-]+)\s*=\s*"([^"]*)"'
    return [
        {key: unescape(value) for key, value in re.findall(attribute, found)}
        for found in re.findall(rf"<{name}\b([^>]*)>", text, re.S)
    ]


def action_of(page: str) -> str:
    """Where the form goes."""
    return next(tag["action"] for tag in tags(page, "form"))


def hidden(page: str) -> list[tuple[str, str]]:
    """The hidden fields of the form."""
    return [
        (tag["name"], tag.get("value", ""))
        for tag in tags(page, "input")
        if tag.get("type") == "hidden" and tag.get("name")
    ]


def filled(page: str, values: dict[str, str]) -> list[tuple[str, str]]:
    """Hidden fields, the values under the names that the form has for them, and the button that goes on."""
    names = [tag.get("name", "") for kind in ("input", "select", "textarea") for tag in tags(page, kind)]
    found = hidden(page)
    for name, value in values.items():
        known = next((one for one in names if one in (f"form.widgets.{name}", f"form.widgets.{name}:list")), None)
        if known:
            found.append((known, value))
    return [*found, ("form.buttons.review", "1")]


def found(page: str, name: str) -> str:
    """Number or secret on the confirmation."""
    said = re.search(rf'id="order-{name}"[^>]*>([^<]+)<', page)
    assert said, errors_of(page)
    return said[1].strip()


def errors_of(page: str) -> str:
    """What a page says that is not the expected one, for the message of a failed test."""
    text = " ".join(re.sub(r"<(script|style).*?</\1>|<[^>]+>", " ", page, flags=re.S).split())
    return text[:1500]


def multipart(fields: list[tuple[str, str]], files: dict[str, tuple[str, bytes]]) -> tuple[bytes, str]:
    """A form with files as a browser sends it: body and content type."""
    mark = hashlib.sha256(repr(fields).encode()).hexdigest()
    parts = [f'--{mark}\r\nContent-Disposition: form-data; name="{k}"\r\n\r\n{v}\r\n'.encode() for k, v in fields]
    for key, (name, data) in files.items():
        head = f'--{mark}\r\nContent-Disposition: form-data; name="{key}"; filename="{name}"\r\n'
        parts.append(head.encode() + b"Content-Type: application/pdf\r\n\r\n" + data + b"\r\n")
    return b"".join([*parts, f"--{mark}--\r\n".encode()]), f"multipart/form-data; boundary={mark}"


class Mailbox:
    """A mail server: keeps every letter it has accepted."""

    def __init__(self, port: int):
        self.port = port
        self.letters: list[Any] = []
        self._controller: Controller | None = None

    async def handle_DATA(self, server, session, envelope):
        self.letters.append(message_from_bytes(envelope.content, policy=default))
        return "250 OK"

    def open(self) -> None:
        self._controller = Controller(self, hostname="localhost", port=self.port)
        self._controller.start()

    def close(self) -> None:
        if self._controller is not None:
            self._controller.stop(no_assert=True)
            self._controller = None

    def of(self, citizen: Citizen) -> list[Any]:
        """The letters to one citizen."""
        return [letter for letter in list(self.letters) if citizen.email in str(letter["To"])]

    def to(self, email: str) -> int:
        """How many letters came to an address."""
        return sum(email in str(letter["To"]) for letter in list(self.letters))

    def doubles(self) -> list[str]:
        """Message-IDs that came more than once."""
        return [name for name, times in Counter(str(one["Message-ID"]) for one in self.letters).items() if times > 1]


class Official:
    """Somebody of the town hall, by name and password with every request."""

    def __init__(self, house: House, name: str):
        self.house, self.name = house, name

    def _open(self, path: str, form: dict | None = None) -> str:
        token = base64.b64encode(f"{self.name}:{PASSWORD}".encode()).decode()
        headers = {"Authorization": f"Basic {token}", "Accept": "text/html", "Accept-Language": "en"}
        body = urlencode(form).encode() if form else None
        with build_opener().open(Request(self.house.url + path, data=body, headers=headers), timeout=60) as answer:
            return answer.read().decode()

    def do(self, reference: str, step: str, **fields: str) -> str:
        """Press the button of a step on the page of a case; returns the page that follows."""
        page = self._open(f"/@@case/{reference}")
        token = re.search(r'name="_authenticator" value="([^"]+)"', page)
        assert token, errors_of(page)
        return self._open(f"/@@case/{reference}", {"do": step, "_authenticator": token[1], **fields})

    def state(self, reference: str) -> str:
        """Where the order stands."""
        status, text = self.house.get(f"/@case/{reference}", self.name, "application/json")
        assert status == 200, text[:300]
        return json.loads(text)["state"]

    def prepare(self, reference: str) -> None:
        """The clerk's part: take the order, make the document, hand it to the officer."""
        self.do(reference, "take")
        page = self._open(f"/@@case/{reference}")
        template = re.search(r'<option[^>]*value="([0-9a-f]{32})"', page) or re.search(
            r'name="template"[^>]*value="([0-9a-f]{32})"', page
        )
        assert template, errors_of(page)
        self.do(reference, "prepare", template=template[1])
        self.do(reference, "send_to_sign")


def gaps_and_doubles(registers: dict[str, list]) -> list[str]:
    """What is wrong with the numbers given: one line for each volume that has a gap, or a number for two keys."""
    wrong = []
    for name, entries in registers.items():
        if [number for number, *_rest in entries] != list(range(1, len(entries) + 1)):
            wrong.append(f"{name}: numbers {[number for number, *_rest in entries]}")
        keys = [key for _number, key, _moment, annulled in entries if not annulled]
        if len(set(keys)) != len(keys):
            wrong.append(f"{name}: two numbers for one order")
    return wrong
