"""Hostile texts in every field of ours: wherever they come back, on pages, in files and letters, they stay text."""

from communesplone.core.cases import saved
from communesplone.core.cases import store
from communesplone.core.cases import thread
from communesplone.core.cases.attachments import Attachment
from communesplone.core.cases.people import HandOver
from communesplone.core.cases.queue import Filters
from communesplone.core.jobs.api import enqueue
from communesplone.core.legal import api as legal
from communesplone.core.moments import now
from communesplone.core.retention import holds
from communesplone.law.overrides import made
from communesplone.requests import drafts
from communesplone.requests import intake
from communesplone.requests.content.procedure import TEXTS
from communesplone.testing import posted
from datetime import date
from datetime import timedelta
from lxml import html
from plone import api
from tests.integration.permissions.matrix import DOORS
from tests.integration.permissions.test_matrix import knock
import csv
import io
import json
import re
import transaction
import urllib.parse


PAYLOADS = (
    "<script>zyx01()</script>",
    '"><script>zyx02()</script>',
    "'><img src=x onerror=zyx03()>",
    "<svg/onload=zyx04()>",
    "<zyx05 onclick=zyx05()>",
    "</textarea><script>zyx06()</script>",
    "</title><script>zyx07()</script>",
    "--><script>zyx08()</script>",
    "javascript:zyx09()",
    '" autofocus onfocus="zyx10()',
    "' onmouseover='zyx11()",
    '<tal:x content="structure python:1">zyx12${7*7}{{7*7}}</tal:x>',
    '<iframe srcdoc="&lt;script>zyx13()&lt;/script>">',
    '<a href="java&#x09;script:zyx14()">zyx14</a>',
    '<math><mi xlink:href="data:text/html,zyx15">',
    "</script><script>zyx16()</script>",
    "]]><script>zyx17()</script>",
    "</style><style>*{background:url(//zyx18)}</style>",
    "&lt;script&gt;zyx19()&lt;/script&gt;",
    "<ScRiPt/zyx20 src=//zyx20></sCrIpT>",
    '=HYPERLINK("http://zyx21";"x")',
    "@SUM(zyx22)",
    "-2+zyx23",
    "+zyx24|cmd",
)
ALL = " ".join(PAYLOADS)
ADDRESSES = ("href", "src", "action", "formaction", "srcdoc", "data", "xlink:href")
RUNS = ("script", "style", "iframe", "object", "embed", "svg", "math", "template")
WHO = ("", "citizen", "clerk", "head", "manager")
MARK = re.compile(r"zyx(\d\d)", re.IGNORECASE)
FORMULA = re.compile(r"[=+@\t\r-]")


def order(house, number: int, payload: str) -> str:
    """An order of a procedure with that text everywhere, and everything said about it. Gives its number."""
    model = house.site.demarches["composition-de-menage"]
    words = {name: (payload,) if name in ("needs", "steps") else payload for name in TEXTS}
    card = api.content.create(house.site.demarches, "Procedure", f"hostile-{number}", **words)
    card.unit, card.form_model, card.office_model = model.unit, model.form_model, model.office_model
    card.online, card.consent, card.icon = True, payload, payload
    card.say("fr", words)
    card.reindexObject()
    api.content.transition(card, "publish")
    token = f"hostile {number}"
    draft = drafts.keep(token, api.content.get_uuid(card), now())
    names = ("last_name", "first_name", "street", "city", "postcode", "remarks", "purpose", "phone")
    draft.data = {**dict.fromkeys(names, payload), "national_number": "85.07.30-033.28", "email": "a@example.be"}
    draft.complete = True
    case = store.find(intake.submit(card, token, payload, "en", now(), citizen="citizen").order.reference)
    case.office = {**(getattr(case, "office", None) or {}), "members": payload}
    thread.receive(case, payload, [Attachment("answer", f"{payload}.pdf", "application/pdf", b"%PDF-1.4")], now())
    with api.env.adopt_user(username="clerk"):
        thread.add_note(case, payload, now())
        thread.write(case, payload, [], now())
        if number > 5:
            saved.save(payload[:60], Filters(text=payload))
    case.hand_overs = [HandOver(card.unit, house.site.works.UID(), "clerk", payload, now())]
    with api.env.adopt_user(username="head"):
        holds.hold(case, payload)
        if number <= 15:
            saved.save(payload[:60], Filters(text=payload), card.unit)
    enqueue("mail", {"letter": payload}, not_before=now() + timedelta(days=1), note=payload)
    return case.reference


def furnish(house) -> list[str]:
    """Titles, names, a legal value, and an order for each text; gives the numbers."""
    site = house.site
    with api.env.adopt_roles(["Manager"]):
        for unit in (site.population, site.works):
            unit.title = unit.description = unit.address = unit.phone = unit.hours = unit.access = ALL
            unit.reindexObject()
        person = site.person
        person.first_name = person.last_name = person.phone = ALL
        person.functions, person.units = PAYLOADS, (site.population.UID(),)
        person.reindexObject()
        for name in ("clerk", "citizen", "head"):
            api.user.get(username=name).setMemberProperties({"fullname": ALL})
        legal.override(
            made("notice.ordinary", 9, "clear days", valid_from=date(2026, 1, 1), valid_until=None, reason=ALL)
        )
        numbers = [order(house, at, payload) for at, payload in enumerate(PAYLOADS, start=1)]
    transaction.commit()
    return numbers


def flaws(body: str) -> list[str]:
    """What of a text became more than text, as a browser would read it."""
    found = [payload for payload in PAYLOADS if "<" in payload and payload in body]
    for element in html.fromstring(body).iter():
        if not isinstance(element.tag, str):
            found += [f"comment {element.text}"] if MARK.search(element.text or "") else []
            continue
        if element.tag == "script" and element.get("type") == "application/ld+json":
            json.loads(element.text)  # values for search engines: nothing runs, and no text has ended it
            continue
        if MARK.search(element.tag) or (element.tag in RUNS and MARK.search(element.text or "")):
            found.append(f"<{element.tag}> {element.text}")
        for name, value in element.attrib.items():
            scheme = re.sub(r"[\x00-\x20]", "", value).lower()
            runs = name in ADDRESSES and re.match(r"(javascript|vbscript|data):", scheme) is not None
            if MARK.search(name) or ((name.startswith("on") or runs) and MARK.search(value)):
                found.append(f"{name}={value}")
    return found


def formulas(body: str) -> list[str]:
    """Cells that a spreadsheet would compute."""
    rows = csv.reader(io.StringIO(body.lstrip("\ufeff")), delimiter=";")
    return [cell for row in rows for cell in row if MARK.search(cell) and FORMULA.match(cell)]


class Found:
    """What was looked at, and how often a text of ours stood in it."""

    def __init__(self):
        self.answers = self.checks = self.shown = 0
        self.wrong: list[str] = []
        self.kinds: dict[str, int] = {}

    def look(self, where: str, kind: str, body: str) -> None:
        self.answers += 1
        self.checks += len(PAYLOADS)
        marks = len(MARK.findall(body))
        self.shown += marks
        self.kinds[kind] = self.kinds.get(kind, 0) + (1 if marks else 0)
        bad = flaws(body) if kind == "text/html" else formulas(body) if kind == "text/csv" else []
        self.wrong += [f"{where}: {one[:160]}" for one in bad]

    def answer(self, where: str, answer) -> None:
        kind = answer.content_type or ""
        if kind == "text/html" and answer.body.strip():
            self.look(where, kind, answer.body.decode("utf-8", "replace"))
        elif kind in ("text/csv", "application/json"):
            assert answer.headers.get("X-Content-Type-Options") == "nosniff", where
            self.look(where, kind, answer.body.decode("utf-8", "replace"))


def test_nothing_that_people_typed_becomes_more_than_text(house):
    numbers = furnish(house)
    found = Found()
    for who in WHO:
        for door in DOORS:
            if not door.name.startswith("POST"):
                found.answer(f"{who} {door.name}{door.path}", knock(house, door, who, numbers[0]))
    for at, number in enumerate(numbers, start=1):
        pages = [("clerk", f"@@case/{number}"), ("citizen", f"@@my-orders/{number}"), ("", f"@@track?number={number}")]
        pages += [("clerk", f"@@case/{number}/data"), ("head", f"@@cases?start={at * 10}")]
        pages += [(who, f"demarches/hostile-{at}{page}") for who in ("", "clerk") for page in ("", "/@@order")]
        pages += [("clerk", f"demarches/hostile-{at}/{page}") for page in ("edit", "@@form-plan", "@@card-languages")]
        echo = urllib.parse.quote(PAYLOADS[at - 1])
        pages += [("clerk", f"@@cases?text={echo}&view={echo}&type={echo}"), ("", f"@@search?SearchableText={echo}")]
        pages += [("", f"@@track?number={echo}&secret={echo}"), ("", f"@@login?came_from={echo}"), ("", echo)]
        for who, path in pages:
            found.answer(f"{who} {path}", house.ask(path, who))
    for mail in posted(house.site):
        for part in mail.walk():
            if part.get_content_type() == "text/html":
                found.look(f"mail {mail['Subject']}", "text/html", part.get_content())
        for name, value in mail.items():
            assert "\n" not in value and "\r" not in value, name
    print(f"{len(PAYLOADS)} texts, {found.answers} answers, {found.checks} checks, {found.shown} shown, {found.kinds}")
    assert not found.wrong, "\n".join(sorted(set(found.wrong))[:40])
    assert found.kinds["text/html"] > 200 and found.kinds["text/csv"] > 1 and found.kinds["application/json"] > 2
